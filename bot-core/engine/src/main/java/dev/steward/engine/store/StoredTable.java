package dev.steward.engine.store;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A table as both databases have it.
 *
 * @param key the columns of its key, in order
 */
record StoredTable(String name, List<Column> columns, List<String> key) {
  /** A column, and what it holds. */
  record Column(String name, Holds holds) {}

  /** What a column holds. */
  enum Holds {
    NUMBER,
    DECIMAL,
    TEXT,
    BYTES
  }

  /** All tables of a PostgreSQL database but the one that tells its version. */
  static List<StoredTable> all(Connection postgres) throws SQLException {
    Map<String, List<Column>> columns = new TreeMap<>();
    Map<String, List<String>> keys = new LinkedHashMap<>();
    try (Statement statement = postgres.createStatement()) {
      try (ResultSet row =
          statement.executeQuery(
              "SELECT table_name, column_name, data_type FROM information_schema.columns"
                  + " WHERE table_schema = current_schema() AND table_name NOT LIKE 'flyway%'"
                  + " ORDER BY table_name, ordinal_position")) {
        while (row.next()) {
          columns
              .computeIfAbsent(row.getString(1), _ -> new ArrayList<>())
              .add(new Column(row.getString(2), holds(row.getString(3))));
        }
      }
      try (ResultSet row =
          statement.executeQuery(
              "SELECT k.table_name, k.column_name FROM information_schema.table_constraints c"
                  + " JOIN information_schema.key_column_usage k"
                  + " ON k.constraint_name = c.constraint_name AND k.table_schema = c.table_schema"
                  + " WHERE c.constraint_type = 'PRIMARY KEY'"
                  + " AND c.table_schema = current_schema() ORDER BY k.ordinal_position")) {
        while (row.next()) {
          keys.computeIfAbsent(row.getString(1), _ -> new ArrayList<>()).add(row.getString(2));
        }
      }
    }
    return columns.entrySet().stream()
        .map(
            table ->
                new StoredTable(
                    table.getKey(), table.getValue(), keys.getOrDefault(table.getKey(), List.of())))
        .toList();
  }

  private static Holds holds(String type) throws SQLException {
    return switch (type) {
      case "bigint" -> Holds.NUMBER;
      case "double precision" -> Holds.DECIMAL;
      case "text" -> Holds.TEXT;
      case "bytea" -> Holds.BYTES;
      default -> throw new SQLException("unexpected type of a column: " + type);
    };
  }

  private String names() {
    return columns.stream().map(Column::name).collect(Collectors.joining(", "));
  }

  /** All rows in the order of their key, which is the same in both databases. */
  String select() {
    return "SELECT " + names() + " FROM " + name + " ORDER BY " + String.join(", ", key);
  }

  String insert() {
    return "INSERT INTO "
        + name
        + " ("
        + names()
        + ") VALUES ("
        + columns.stream().map(_ -> "?").collect(Collectors.joining(", "))
        + ")";
  }

  /** Fills in a row; returns how many of its texts had to be changed. */
  int fill(ResultSet row, PreparedStatement insert)
      throws SQLException, Transfer.TransferException {
    int changed = 0;
    for (int i = 1; i <= columns.size(); i++) {
      Column column = columns.get(i - 1);
      Object value = row.getObject(i);
      boolean fits =
          switch (column.holds) {
            case NUMBER -> value == null || value instanceof Integer || value instanceof Long;
            case DECIMAL -> value == null || value instanceof Number;
            case TEXT -> value == null || value instanceof String;
            case BYTES -> true;
          };
      if (!fits) {
        throw new Transfer.TransferException(
            name + "." + column.name + "（" + key(row) + "）：不是应有的类型：" + value,
            name + "." + column.name + " (" + key(row) + "): not what it should hold: " + value);
      }
      switch (column.holds) {
        case NUMBER -> {
          if (value == null) {
            insert.setNull(i, Types.BIGINT);
          } else {
            insert.setLong(i, row.getLong(i));
          }
        }
        case DECIMAL -> {
          if (value == null) {
            insert.setNull(i, Types.DOUBLE);
          } else {
            insert.setDouble(i, row.getDouble(i));
          }
        }
        case TEXT -> {
          String kept = Sql.storable((String) value);
          changed += kept == null || kept.equals(value) ? 0 : 1;
          insert.setString(i, kept);
        }
        case BYTES -> insert.setBytes(i, bytes(value));
      }
    }
    return changed;
  }

  private static byte @Nullable [] bytes(@Nullable Object value) {
    return value instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : (byte[]) value;
  }

  /** A row in one way of writing, whichever database it is from. */
  String written(ResultSet row) throws SQLException {
    StringBuilder written = new StringBuilder();
    for (int i = 1; i <= columns.size(); i++) {
      String value =
          switch (columns.get(i - 1).holds) {
            case NUMBER -> number(row, i);
            case DECIMAL -> decimal(row, i);
            case TEXT -> Sql.storable(row.getString(i));
            case BYTES -> hex(row, i);
          };
      // The length keeps two columns from being taken for others.
      written.append(value == null ? "-" : value.length() + ":" + value).append('\n');
    }
    return written.toString();
  }

  private static @Nullable String number(ResultSet row, int column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : Long.toString(value);
  }

  private static @Nullable String decimal(ResultSet row, int column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? null : Double.toString(value);
  }

  private static @Nullable String hex(ResultSet row, int column) throws SQLException {
    byte[] bytes = bytes(row.getObject(column));
    return bytes == null ? null : HexFormat.of().formatHex(bytes);
  }

  /** The key of a row, for people. */
  String key(ResultSet row) throws SQLException {
    List<String> parts = new ArrayList<>();
    for (String column : key) {
      parts.add(column + " " + row.getString(column));
    }
    return String.join(", ", parts);
  }
}
