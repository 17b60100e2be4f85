package dev.steward.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both databases have the same tables, columns and indexes, version by version. */
class SchemasTest {
  private static final Map<String, String> TYPES =
      Map.of("INTEGER", "bigint", "TEXT", "text", "BLOB", "bytea", "REAL", "double precision");

  @TempDir static Path folder;

  private Sql sqlite;
  private Sql postgres;

  @BeforeEach
  void open() throws Exception {
    Path file = folder.resolve("steward.db");
    SqliteDatabase.open(file).close();
    sqlite = new Sql(DriverManager.getConnection("jdbc:sqlite:" + file));
    postgres = new Sql(PostgresDatabase.open(Postgres.fresh(), Postgres.LANES).openForReading());
  }

  @AfterEach
  void close() {
    sqlite.close();
    postgres.close();
  }

  private static Map<String, String> map(Sql sql, String query) {
    Map<String, String> map = new TreeMap<>();
    sql.list(query, row -> map.put(row.text(1), row.text(2)));
    return map;
  }

  @Test
  void theSameColumns() {
    Map<String, String> here =
        map(
            sqlite,
            "SELECT m.name || '.' || c.name, c.type || ' ' || (c.\"notnull\" = 0 AND c.pk = 0) || ' '"
                + " || coalesce(c.dflt_value, '-') FROM sqlite_master m, pragma_table_info(m.name) c"
                + " WHERE m.type = 'table' AND m.name NOT LIKE 'flyway%' AND m.name <> 'id_block'"
                + " AND m.name NOT LIKE 'sqlite%'");
    here.replaceAll(
        (_, column) -> {
          String type = column.substring(0, column.indexOf(' '));
          return TYPES.get(type) + column.substring(type.length());
        });
    Map<String, String> there =
        map(
            postgres,
            "SELECT table_name || '.' || column_name, data_type"
                + " || CASE WHEN is_nullable = 'YES' THEN ' 1 ' ELSE ' 0 ' END"
                + " || coalesce(column_default, '-') FROM information_schema.columns"
                + " WHERE table_schema = current_schema() AND table_name NOT LIKE 'flyway%'");
    assertThat(there).hasSizeGreaterThan(300).isEqualTo(here);
  }

  @Test
  void everyTextIsInTheOrderOfItsBytes() {
    assertThat(
            postgres.list(
                "SELECT table_name || '.' || column_name FROM information_schema.columns"
                    + " WHERE table_schema = current_schema() AND data_type = 'text'"
                    + " AND table_name NOT LIKE 'flyway%' AND coalesce(collation_name, '') <> 'C'",
                row -> row.text(1)))
        .isEmpty();
  }

  /** What an index is on, written alike. */
  private static String plain(String index) {
    return index
        .substring(index.indexOf('('))
        .replaceAll("::text( COLLATE \"C\")?|::bigint", "")
        .replace("= ANY (ARRAY[", "IN ([")
        .replaceAll("[()\\[\\]\\s]", "")
        .toLowerCase(Locale.ROOT);
  }

  @Test
  void theSameIndexes() {
    Map<String, String> here =
        map(
            sqlite,
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
                + " AND tbl_name NOT LIKE 'flyway%'");
    Map<String, String> there =
        map(
            postgres,
            "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema()"
                + " AND tablename NOT LIKE 'flyway%' AND indexname NOT LIKE '%_pkey'");
    Map<String, Boolean> unique = new TreeMap<>();
    Map<String, Boolean> uniqueThere = new TreeMap<>();
    here.forEach((name, index) -> unique.put(name, index.contains("UNIQUE")));
    there.forEach((name, index) -> uniqueThere.put(name, index.contains("UNIQUE")));
    here.replaceAll((_, index) -> plain(index));
    there.replaceAll((_, index) -> plain(index));
    assertThat(there).hasSizeGreaterThan(30).isEqualTo(here);
    assertThat(uniqueThere).isEqualTo(unique);
  }

  @Test
  void theSameKeys() {
    String ordered =
        "SELECT m.name, (SELECT group_concat(name, ',') FROM (SELECT name FROM"
            + " pragma_table_info(m.name) WHERE pk > 0 ORDER BY pk)) FROM sqlite_master m"
            + " WHERE m.type = 'table' AND m.name NOT LIKE 'flyway%' AND m.name <> 'id_block'"
            + " AND m.name NOT LIKE 'sqlite%'";
    assertThat(
            map(
                postgres,
                "SELECT c.table_name, string_agg(k.column_name, ',' ORDER BY k.ordinal_position)"
                    + " FROM information_schema.table_constraints c"
                    + " JOIN information_schema.key_column_usage k"
                    + " ON k.constraint_name = c.constraint_name"
                    + " AND k.table_schema = c.table_schema WHERE c.constraint_type = 'PRIMARY KEY'"
                    + " AND c.table_schema = current_schema() AND c.table_name NOT LIKE 'flyway%'"
                    + " GROUP BY c.table_name"))
        .isEqualTo(map(sqlite, ordered));
  }

  @Test
  void aSequenceForEveryKindOfNumber() {
    List<String> sequences =
        postgres.list(
            "SELECT sequencename FROM pg_sequences WHERE schemaname = current_schema()",
            row -> row.text(1));
    assertThat(sequences)
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(Numbers.Sequence.values()).map(Numbers.Sequence::stored).toList());
  }
}
