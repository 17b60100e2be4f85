package dev.steward.engine.store;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries all rows of a SQLite installation over into an empty PostgreSQL database: in one
 * transaction, which is committed only after every row was read back on both sides and is the same.
 * The source is not changed.
 */
public final class Transfer {
  private static final Logger log = LoggerFactory.getLogger(Transfer.class);
  private static final int AT_ONCE = 1_000;

  private final Path source;
  private final PostgresAddress target;
  private final Progress progress;

  /** What is done with each row. */
  public enum Step {
    COPIED,
    COMPARED
  }

  /** Told often how far it is; {@code rows} of a table are done. */
  @FunctionalInterface
  public interface Progress {
    void at(Step step, String table, long rows);
  }

  /**
   * A table that is the same on both sides.
   *
   * @param sha256 of all its rows, in the order of their key
   */
  public record Carried(String table, long rows, String sha256) {}

  /**
   * What was carried over.
   *
   * @param replaced texts with a character that PostgreSQL can't keep, U+0000; it is U+FFFD now
   */
  public record Result(List<Carried> tables, long replaced) {
    public Result {
      tables = List.copyOf(tables);
    }

    public long rows() {
      return tables.stream().mapToLong(Carried::rows).sum();
    }
  }

  /** It can't be done, or a row is not the same: both languages. The target is empty. */
  public static final class TransferException extends Exception {
    private static final long serialVersionUID = 1L;

    public final String zh;
    public final String en;

    TransferException(String zh, String en) {
      super(en);
      this.zh = zh;
      this.en = en;
    }
  }

  public Transfer(Path source, PostgresAddress target, Progress progress) {
    this.source = source;
    this.target = target;
    this.progress = progress;
  }

  /** Does it. The caller sees to it that no server works on the source. */
  public Result run() throws TransferException, DatabaseException, SQLException {
    if (!Files.exists(source)) {
      throw new TransferException(source + "：没有这个文件", source + ": there is no such file");
    }
    PostgresDatabase.mustBeEmpty(target);
    try (SqliteDatabase from = SqliteDatabase.asItIs(source);
        PostgresDatabase to = PostgresDatabase.open(target, 1);
        Connection read = from.openForReading();
        Connection write = to.openForTransfer()) {
      mustBeOfThisVersion(read, write);
      Result result;
      try {
        result = carry(read, write);
        write.commit();
      } catch (SQLException | TransferException | RuntimeException e) {
        takeBack(write, e);
        throw e;
      }
      analyse(write);
      return result;
    }
  }

  private static void takeBack(Connection write, Exception cause) {
    try {
      write.rollback();
      numbersFrom(write, List.of());
      write.commit();
    } catch (SQLException gone) {
      cause.addSuppressed(gone);
    }
  }

  /** Else the first questions are planned as if all tables were empty, until PostgreSQL looks. */
  private static void analyse(Connection write) {
    try (Statement statement = write.createStatement()) {
      statement.execute("ANALYZE");
      write.commit();
    } catch (SQLException e) {
      log.warn("everything was transferred, but ANALYZE failed: {}", e.getMessage());
    }
  }

  private void mustBeOfThisVersion(Connection read, Connection write)
      throws SQLException, TransferException {
    String newest =
        "SELECT version FROM flyway_schema_history WHERE version IS NOT NULL"
            + " ORDER BY installed_rank DESC LIMIT 1";
    String here = first(read, newest);
    String there = first(write, newest);
    if (!here.equals(there)) {
      throw new TransferException(
          source + "：schema " + here + "（应为 " + there + "）。先用这个版本的群管家启动一次，再转移",
          source
              + ": schema "
              + here
              + " (expected: "
              + there
              + "). Start this version of Steward once, then transfer");
    }
  }

  private static String first(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      return row.next() ? row.getString(1) : "";
    }
  }

  private Result carry(Connection read, Connection write) throws SQLException, TransferException {
    List<StoredTable> tables = StoredTable.all(write);
    Set<String> here = names(read);
    Set<String> there = tables.stream().map(StoredTable::name).collect(Collectors.toSet());
    if (!here.equals(there)) {
      throw new TransferException(
          "两边的表不一样：" + here + " / " + there, "not the same tables: " + here + " / " + there);
    }
    long replaced = 0;
    for (StoredTable table : tables) {
      replaced += copy(table, read, write);
    }
    numbersFrom(write, numbers(read));
    List<Carried> carried = new ArrayList<>();
    for (StoredTable table : tables) {
      carried.add(compare(table, read, write));
    }
    return new Result(carried, replaced);
  }

  private static Set<String> names(Connection read) throws SQLException {
    Set<String> names = new TreeSet<>();
    try (Statement statement = read.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'flyway%'"
                    + " AND name NOT LIKE 'sqlite%' AND name <> 'id_block'")) {
      while (row.next()) {
        names.add(row.getString(1));
      }
    }
    return names;
  }

  /** Returns how many texts had a character that can't be kept. */
  private long copy(StoredTable table, Connection read, Connection write)
      throws SQLException, TransferException {
    long rows = 0;
    long replaced = 0;
    try (Statement statement = read.createStatement();
        ResultSet row = statement.executeQuery(table.select());
        PreparedStatement insert = write.prepareStatement(table.insert())) {
      while (row.next()) {
        replaced += table.fill(row, insert);
        insert.addBatch();
        if (++rows % AT_ONCE == 0) {
          insert.executeBatch();
          progress.at(Step.COPIED, table.name(), rows);
        }
      }
      insert.executeBatch();
    }
    progress.at(Step.COPIED, table.name(), rows);
    return replaced;
  }

  /** Reads both sides in the order of the key, and finds the first row that differs. */
  private Carried compare(StoredTable table, Connection read, Connection write)
      throws SQLException, TransferException {
    MessageDigest digest = sha256();
    long rows = 0;
    try (Statement one = read.createStatement();
        Statement other = write.createStatement()) {
      other.setFetchSize(AT_ONCE);
      try (ResultSet here = one.executeQuery(table.select());
          ResultSet there = other.executeQuery(table.select())) {
        while (true) {
          boolean more = here.next();
          if (more != there.next()) {
            throw differs(table, rows + 1, more ? table.key(here) : table.key(there));
          }
          if (!more) {
            break;
          }
          rows++;
          String written = table.written(here);
          if (!written.equals(table.written(there))) {
            throw differs(table, rows, table.key(here));
          }
          digest.update(written.getBytes(StandardCharsets.UTF_8));
          if (rows % AT_ONCE == 0) {
            progress.at(Step.COMPARED, table.name(), rows);
          }
        }
      }
    }
    return new Carried(table.name(), rows, HexFormat.of().formatHex(digest.digest()));
  }

  private static TransferException differs(StoredTable table, long row, String key) {
    return new TransferException(
        table.name() + " 第 " + row + " 行（" + key + "）两边不一样；什么也没有转移",
        table.name() + ", row " + row + " (" + key + ") is not the same; nothing was transferred");
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private record Next(String name, long number) {}

  private static List<Next> numbers(Connection read) throws SQLException, TransferException {
    Set<String> known =
        Stream.of(Numbers.Sequence.values())
            .map(sequence -> sequence.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    List<Next> all = new ArrayList<>();
    try (Statement statement = read.createStatement();
        ResultSet row = statement.executeQuery("SELECT name, next FROM id_block")) {
      while (row.next()) {
        Next next = new Next(row.getString(1), row.getLong(2));
        if (!known.contains(next.name)) {
          throw new TransferException(
              "id_block：不认识的编号 " + next.name, "id_block: unknown kind of number " + next.name);
        }
        all.add(next);
      }
    }
    return all;
  }

  /** From where numbers go on; those that are not named begin at 1. No rollback takes this back. */
  private static void numbersFrom(Connection write, List<Next> all) throws SQLException {
    try (PreparedStatement set =
        write.prepareStatement("SELECT setval(CAST(? AS regclass), ?, false)")) {
      for (Numbers.Sequence sequence : Numbers.Sequence.values()) {
        String name = sequence.name().toLowerCase(Locale.ROOT);
        set.setString(1, sequence.stored());
        set.setLong(
            2,
            all.stream()
                .filter(next -> next.name.equals(name))
                .mapToLong(Next::number)
                .findFirst()
                .orElse(1));
        set.execute();
      }
    }
  }
}
