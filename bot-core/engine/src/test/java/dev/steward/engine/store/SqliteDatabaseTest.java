package dev.steward.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.EOFException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to the data when Steward itself gets newer or older. */
class SqliteDatabaseTest {
  /** What a later version would have written down. */
  static final String LATER =
      "INSERT INTO flyway_schema_history (installed_rank, version, description, type, script,"
          + " checksum, installed_by, execution_time, success)"
          + " VALUES (99, '999', 'later', 'SQL', 'V999__later.sql', 1, 'x', 1, 1)";

  @TempDir Path folder;

  private Path file = Path.of("");

  @BeforeEach
  void named() {
    file = folder.resolve("steward.db");
  }

  private void madeByVersion(String version) {
    Flyway.configure()
        .dataSource("jdbc:sqlite:" + file, null, null)
        .locations("classpath:dev/steward/engine/store/sqlite")
        .target(MigrationVersion.fromVersion(version))
        .load()
        .migrate();
  }

  private List<String> files() throws Exception {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  private static long count(SqliteDatabase database, String from) throws Exception {
    try (Sql sql = new Sql(database.openForReading())) {
      return sql.first("SELECT count(*) FROM " + from, row -> row.number(1)).orElseThrow();
    }
  }

  @Test
  void theLogIsUsedAgainThoughTheLaneNeverRests() throws Exception {
    try (SqliteDatabase database = SqliteDatabase.openThrowAway(file);
        Sql sql = new Sql(database.openForLane())) {
      sql.update("INSERT INTO evidence (case_number, text) VALUES (1, '')");
      for (int begun = 0, i = 0; begun < 20; i++) {
        // So much that no checkpoint is through before the next is written.
        sql.update("UPDATE evidence SET text = hex(zeroblob(? + 200000))", i % 10);
        begun = beginnings();
        assertThat(i).as("commits, and begun %s times", begun).isLessThan(3_000);
        sql.commit();
        database.committed(1_000);
      }
      assertThat(count(database, "evidence")).isEqualTo(1);
    }
  }

  /** How often the log was written from its beginning; it says so itself. */
  private int beginnings() throws Exception {
    try (DataInputStream log =
        new DataInputStream(Files.newInputStream(folder.resolve("steward.db-wal")))) {
      log.skipNBytes(12);
      return log.readInt();
    } catch (EOFException | NoSuchFileException e) {
      return 0;
    }
  }

  @Test
  void anUpgradeKeepsWhatWasThereAndACopyFromBefore() throws Exception {
    madeByVersion("1");
    try (Sql sql = new Sql(DriverManager.getConnection("jdbc:sqlite:" + file))) {
      sql.update("INSERT INTO id_block (name, next) VALUES ('journal', 42)");
      sql.update("INSERT INTO id_block (name, next) VALUES ('todo', 7)");
    }
    try (SqliteDatabase database = SqliteDatabase.open(file)) {
      assertThat(count(database, "id_block WHERE next = 42")).isEqualTo(1);
      assertThat(count(database, "pragma_table_info('todo') WHERE name = 'told'")).isEqualTo(1);
      try (Sql sql = new Sql(database.openForLane())) {
        assertThat(new Numbers().next(sql, Numbers.Sequence.FILE))
            .as("the numbers that people say go on")
            .isEqualTo(7);
      }
    }
    assertThat(files()).contains("steward.db.before-2");
    try (Sql copy =
        new Sql(
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("steward.db.before-2")))) {
      assertThat(copy.first("SELECT next FROM id_block ORDER BY name", row -> row.number(1)))
          .hasValue(42L);
      assertThat(
              copy.list(
                  "SELECT name FROM pragma_table_info('todo') WHERE name = 'told'",
                  row -> row.text(1)))
          .isEmpty();
    }
  }

  @Test
  void whatWasPressedOnThePageBeforeCantBeToldFromItsIdAnyMore() throws Exception {
    madeByVersion("23");
    try (Sql sql = new Sql(DriverManager.getConnection("jdbc:sqlite:" + file))) {
      journaled(sql, 11, "b:abcdefgh:aaaaaaaaaaaaaaaa:68c6d98c", "button-pressed", "");
      journaled(
          sql, 12, "p:page:abcdefgh:bbbbbbbbbbbbbbbb:1f", "private-message-posted", "page:1f");
      journaled(sql, 13, "b:telegram-7", "button-pressed", "m7");
      journaled(sql, 14, "p:m8", "private-message-posted", "m8");
    }
    SqliteDatabase.open(file).close();
    try (Sql sql = new Sql(DriverManager.getConnection("jdbc:sqlite:" + file))) {
      assertThat(
              sql.list(
                  "SELECT event_id || ' ' || message_id || ' ' || fingerprint FROM journal ORDER BY"
                      + " seq",
                  row -> row.text(1)))
          .containsExactly(
              "b:page:11  11",
              "p:page:12 page:12 12",
              "b:telegram-7 m7 1000013",
              "p:m8 m8 1000014");
    }
  }

  private static void journaled(Sql sql, long seq, String id, String kind, String message) {
    sql.update(
        "INSERT INTO journal (seq, lane_key, source, event_id, fingerprint, kind, user_id,"
            + " message_id, happened, arrived, fate)"
            + " VALUES (?, 'group:web/1', 'web', ?, ?, ?, 'web:1', ?, 1, 1, 'handled')",
        seq,
        id,
        1_000_000 + seq,
        kind,
        message);
  }

  @Test
  void aFreshInstallationNeedsNoCopy() throws Exception {
    SqliteDatabase.open(file).close();
    SqliteDatabase.open(file).close();
    assertThat(files()).noneMatch(name -> name.contains("before"));
  }

  /** What is not missed after a crash is copied, not brought up version by version. */
  @Test
  void aRehearsalHasTheTablesOfAnInstallationAndOpensThemAgain() throws Exception {
    SqliteDatabase.open(file).close();
    for (String name : List.of("one.db", "other.db")) {
      Path rehearsed = folder.resolve(name);
      try (SqliteDatabase database = SqliteDatabase.openThrowAway(rehearsed);
          Sql sql = new Sql(database.openForLane())) {
        sql.update("INSERT INTO id_block (name, next) VALUES (?, 42)", name);
        sql.commit();
      }
      assertThat(schema(rehearsed)).isNotEmpty().isEqualTo(schema(file));
      try (SqliteDatabase again = SqliteDatabase.openThrowAway(rehearsed)) {
        assertThat(count(again, "id_block")).as("its own alone").isEqualTo(1);
      }
    }
  }

  private static List<String> schema(Path file) throws Exception {
    try (Sql sql = new Sql(DriverManager.getConnection("jdbc:sqlite:" + file))) {
      return sql.list(
          "SELECT name || coalesce(sql, '') FROM sqlite_master ORDER BY name", row -> row.text(1));
    }
  }

  @Test
  void whatANewerStewardMadeIsRefusedAndLeftAlone() throws Exception {
    SqliteDatabase.open(file).close();
    try (Sql sql = new Sql(DriverManager.getConnection("jdbc:sqlite:" + file))) {
      sql.update(LATER);
    }
    assertThatThrownBy(() -> SqliteDatabase.open(file))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("newer Steward (schema 999)")
        .hasMessageContaining("restore a backup");
    assertThat(files()).noneMatch(name -> name.contains("before"));
  }
}
