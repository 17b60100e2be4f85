package dev.steward.engine.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * SQL on one connection, with each statement prepared once. For one thread.
 *
 * <p>Arguments and columns are {@code String}, numbers, {@code byte[]}, {@link Instant} (as
 * milliseconds), {@code Boolean} (as 0 or 1), ids and enums (as their {@code toString} in lower
 * case for enums), or null. PostgreSQL can't keep the character U+0000, so that no database is
 * given it: U+FFFD is written instead.
 */
public final class Sql implements AutoCloseable {
  private final Connection connection;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();
  private @Nullable Dialect dialect;
  private long rows;

  public Sql(Connection connection) {
    this.connection = connection;
  }

  /** What differs between the databases. */
  Dialect dialect() {
    if (dialect == null) {
      try {
        dialect = Dialect.of(connection);
      } catch (SQLException e) {
        throw failed("which database", e);
      }
    }
    return dialect;
  }

  /**
   * The name of the transaction at hand, by which {@link Database#tookPlace} is asked for it; empty
   * when it has written nothing, and where no answer to a commit can get lost.
   */
  public String transaction() {
    return dialect() == Dialect.SQLITE
        ? ""
        : first(
                "SELECT coalesce(CAST(pg_current_xact_id_if_assigned() AS TEXT), '')",
                row -> row.text(1))
            .orElseThrow();
  }

  /** Runs an insert, update or delete; returns how many rows it changed. */
  public int update(String sql, @Nullable Object... arguments) {
    try {
      int changed = bind(sql, arguments).executeUpdate();
      rows += changed;
      return changed;
    } catch (SQLException e) {
      throw failed(sql, e);
    }
  }

  /** Reads all rows. */
  public <T> List<T> list(String sql, RowReader<T> reader, @Nullable Object... arguments) {
    try (ResultSet result = bind(sql, arguments).executeQuery()) {
      Row row = new Row(result);
      List<T> all = new ArrayList<>();
      while (result.next()) {
        all.add(reader.read(row));
      }
      return all;
    } catch (SQLException e) {
      throw failed(sql, e);
    }
  }

  /** Looks at all rows, one after the other. */
  public void each(String sql, RowTaker taker, @Nullable Object... arguments) {
    try (ResultSet result = bind(sql, arguments).executeQuery()) {
      Row row = new Row(result);
      while (result.next()) {
        taker.take(row);
      }
    } catch (SQLException e) {
      throw failed(sql, e);
    }
  }

  /** Reads the first row, if there is one. */
  public <T> Optional<T> first(String sql, RowReader<T> reader, @Nullable Object... arguments) {
    try (ResultSet result = bind(sql, arguments).executeQuery()) {
      return result.next() ? Optional.of(reader.read(new Row(result))) : Optional.empty();
    } catch (SQLException e) {
      throw failed(sql, e);
    }
  }

  /**
   * A prepared statement to be filled by hand, for batches on the hot path; it belongs to this
   * object.
   */
  PreparedStatement prepare(String sql) {
    PreparedStatement statement = prepared.get(sql);
    if (statement == null) {
      try {
        statement = connection.prepareStatement(sql);
      } catch (SQLException e) {
        throw failed(sql, e);
      }
      prepared.put(sql, statement);
    }
    return statement;
  }

  public void commit() {
    try {
      connection.commit();
    } catch (SQLException e) {
      throw failed("COMMIT", e);
    }
  }

  public void rollback() {
    try {
      connection.rollback();
    } catch (SQLException e) {
      throw failed("ROLLBACK", e);
    }
  }

  void count(int changed) {
    rows += changed;
  }

  /** How many rows were written since the last call. */
  public long takeRows() {
    long taken = rows;
    rows = 0;
    return taken;
  }

  @Override
  public void close() {
    try {
      for (PreparedStatement statement : prepared.values()) {
        statement.close();
      }
      connection.close();
    } catch (SQLException e) {
      throw failed("close", e);
    }
  }

  private PreparedStatement bind(String sql, @Nullable Object[] arguments) throws SQLException {
    PreparedStatement statement = prepare(sql);
    for (int i = 0; i < arguments.length; i++) {
      Object argument = arguments[i];
      switch (argument) {
        case null -> statement.setNull(i + 1, Types.NULL);
        case Integer number -> statement.setLong(i + 1, number);
        case Long number -> statement.setLong(i + 1, number);
        case byte[] bytes -> statement.setBytes(i + 1, bytes);
        case Double number -> statement.setDouble(i + 1, number);
        case Instant time -> statement.setLong(i + 1, time.toEpochMilli());
        case Boolean yes -> statement.setInt(i + 1, yes ? 1 : 0);
        case Enum<?> name -> statement.setString(i + 1, name.name().toLowerCase(Locale.ROOT));
        default -> statement.setString(i + 1, storable(argument.toString()));
      }
    }
    return statement;
  }

  /** A text as every database keeps it. */
  static @Nullable String storable(@Nullable String text) {
    return text == null || text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
  }

  static StoreFailure failed(String sql, SQLException e) {
    return new StoreFailure(sql, e);
  }

  /** Makes a value of a row. */
  @FunctionalInterface
  public interface RowReader<T> {
    T read(Row row) throws SQLException;
  }

  /** Takes what a row says. */
  @FunctionalInterface
  public interface RowTaker {
    void take(Row row) throws SQLException;
  }

  /** The row at hand; columns count from 1. Valid only inside the reader. */
  public static final class Row {
    private final ResultSet result;

    Row(ResultSet result) {
      this.result = result;
    }

    public long number(int column) throws SQLException {
      return result.getLong(column);
    }

    public boolean yes(int column) throws SQLException {
      return result.getBoolean(column);
    }

    public boolean missing(int column) throws SQLException {
      return result.getObject(column) == null;
    }

    /** A text that is never null in the schema. */
    public String text(int column) throws SQLException {
      return Objects.requireNonNull(result.getString(column));
    }

    public @Nullable String textOrNull(int column) throws SQLException {
      return result.getString(column);
    }

    public Instant time(int column) throws SQLException {
      return Instant.ofEpochMilli(result.getLong(column));
    }

    public @Nullable Instant timeOrNull(int column) throws SQLException {
      long millis = result.getLong(column);
      return result.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    public byte[] bytes(int column) throws SQLException {
      return Objects.requireNonNull(result.getBytes(column));
    }

    /** An enum that was written by its lower-case name. */
    public <E extends Enum<E>> E name(int column, Class<E> type) throws SQLException {
      return Enum.valueOf(type, text(column).toUpperCase(Locale.ROOT));
    }
  }
}
