package dev.steward.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What PostgreSQL alone has: a network in between, and other processes. */
class PostgresDatabaseTest {
  private PostgresAddress address;
  private PostgresDatabase database;

  @BeforeEach
  void open() throws Exception {
    address = Postgres.fresh();
    database = PostgresDatabase.open(address, Postgres.LANES);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void endAllBut(Sql mine) {
    mine.list(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            + " WHERE datname = current_database() AND pid <> pg_backend_pid()",
        row -> row.yes(1));
  }

  private static void note(Sql sql, String id) {
    sql.update(
        "INSERT INTO timer (id, lane_key, feature, payload, due) VALUES (?, 'b', 'x', '', 0)", id);
  }

  @Test
  void aSecondProcessIsTurnedAwayUntilTheFirstIsGone() throws Exception {
    try (PostgresDatabase second = PostgresDatabase.open(address, Postgres.LANES)) {
      try (Sql lane = new Sql(database.openForLane());
          Sql reader = new Sql(second.openForReading())) {
        note(lane, "a");
        lane.commit();
        assertThat(reader.first("SELECT count(*) FROM timer", row -> row.number(1)))
            .as("whoever only reads may")
            .hasValue(1L);
        assertThatThrownBy(second::openForLane)
            .hasMessageContaining("另一个群管家正在用这个数据库")
            .hasMessageContaining("another Steward works on this database");
      }
      database.close();
      second.openForLane().close();
    }
  }

  @Test
  void aSecondProcessIsTurnedAwayByTheLanesWhenTheLockItselfWasCut() throws Exception {
    try (Sql lane = new Sql(database.openForLane());
        Sql reader = new Sql(database.openForReading())) {
      reader.list(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
              + " WHERE datname = current_database() AND application_name LIKE '% node'",
          row -> row.yes(1));
      PostgresDatabase second = PostgresDatabase.open(address, Postgres.LANES);
      assertThatThrownBy(second::openForLane).hasMessageContaining("another Steward");
      second.close();
      note(lane, "a");
      lane.commit();
    }
  }

  @Test
  void aCutIsToldApartFromWhatIsWrong() throws Exception {
    try (Sql lane = new Sql(database.openForLane());
        Sql other = new Sql(database.openForReading())) {
      note(lane, "a");
      endAllBut(other);
      assertThatThrownBy(() -> note(lane, "b"))
          .isInstanceOfSatisfying(
              StoreFailure.class,
              failure -> {
                assertThat(failure.cut()).isTrue();
                assertThat(failure.passes()).isTrue();
              });
    }
    try (Sql again = new Sql(database.openForLane())) {
      assertThat(again.first("SELECT 1 FROM timer", row -> row.number(1))).isEmpty();
    }
  }

  @Test
  void whatBecameOfACommitIsKnownAfterwards() throws Exception {
    String committed;
    String lost;
    try (Sql lane = new Sql(database.openForLane())) {
      assertThat(lane.transaction()).as("nothing was written").isEmpty();
      note(lane, "a");
      committed = lane.transaction();
      lane.commit();
      note(lane, "b");
      lost = lane.transaction();
      assertThat(lost).isNotEmpty().isNotEqualTo(committed);
      assertThatThrownBy(() -> database.tookPlace(lost))
          .as("while it goes on nobody can say")
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("in progress");
      lane.rollback();
    }
    assertThat(database.tookPlace(committed)).isTrue();
    assertThat(database.tookPlace(lost)).isFalse();
    assertThat(database.tookPlace(Long.toString(Long.parseLong(committed) + 1_000_000_000)))
        .as("a server that has come in place of another has never heard of it")
        .isFalse();
  }

  @Test
  void whatMembersSaidIsNoPartOfAnErrorsWords() throws Exception {
    try (Sql lane = new Sql(database.openForLane())) {
      Journal journal = new Journal(lane);
      for (int i = 0; i < 2; i++) {
        journal.event(
            new Journal.Skeleton(
                7, "group:a:b", "s", "e", 1, "message-posted", "a:ming", "m", 1, 1, "handled"),
            "what Ming said");
      }
      assertThatThrownBy(journal::flush)
          .isInstanceOf(StoreFailure.class)
          .hasMessageNotContaining("ming")
          .hasMessageNotContaining("said");
    }
  }

  @Test
  void theSchemaIsNotUpgradedUnderAnotherWhoWorks() throws Exception {
    try (Connection lane = database.openForLane();
        Connection connection = DriverManager.getConnection(address.jdbc(), "postgres", "");
        Statement statement = connection.createStatement()) {
      assertThat(lane.isClosed()).isFalse();
      statement.execute(
          "DELETE FROM flyway_schema_history WHERE installed_rank ="
              + " (SELECT max(installed_rank) FROM flyway_schema_history)");
      assertThatThrownBy(() -> PostgresDatabase.open(address, 1))
          .isInstanceOf(DatabaseException.class)
          .hasMessageContaining("another Steward works on this database");
    }
  }

  @Test
  void anAddressIsWrittenDownWithItsOptionsButWithoutSecrets() {
    assertThat(
            PostgresAddress.read(
                    "postgresql://me:secret@db/s?sslmode=verify-full&sslpassword=x&connectTimeout=3")
                .orElseThrow()
                .written())
        .isEqualTo("postgresql://me@db/s?sslmode=verify-full&connectTimeout=3");
  }

  @Test
  void copiesAreMadeByOthers() {
    assertThat(database.copies()).isFalse();
    assertThatThrownBy(() -> database.backup(Path.of("x"))).hasMessageContaining("pg_dump");
  }

  @Test
  void somebodyElsesTablesAreLeftAlone() throws Exception {
    PostgresAddress taken = Postgres.bare();
    try (Connection connection = DriverManager.getConnection(taken.jdbc(), "postgres", "");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE theirs (a INT)");
    }
    assertThatThrownBy(() -> PostgresDatabase.open(taken, 1))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("non-empty schema");
  }

  @Test
  void whoeverIsNotThereIsNamedWithoutThePassword() {
    PostgresAddress nobody =
        PostgresAddress.read("postgresql://me:very-secret@127.0.0.1:1/steward").orElseThrow();
    assertThatThrownBy(() -> PostgresDatabase.open(nobody, 1))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("postgresql://me@127.0.0.1:1/steward：连不上 / can't be reached")
        .hasMessageNotContaining("very-secret");
  }

  @ParameterizedTest
  @CsvSource({
    "postgresql://me@db/steward, me, , db/steward",
    "postgres://me@db:5433/steward, me, , db:5433/steward",
    "postgresql://me:a%40b%2Fc+d@[::1]:5432/s?sslmode=require, me, a@b/c+d, [::1]:5432/s?sslmode=require",
    "'postgresql://me@a:1,b:2/s', me, , 'a:1,b:2/s'",
  })
  void addresses(String text, String user, String password, String place) {
    assertThat(PostgresAddress.read(text)).hasValue(new PostgresAddress(place, user, password));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "postgresql://db/steward",
        "mysql://me@db/s",
        "postgresql://me@db",
        "me@db/s",
        "postgresql://me:50%@db/s",
        "jdbc:postgresql://me@db/s"
      })
  void noAddresses(String text) {
    assertThat(PostgresAddress.read(text)).isEmpty();
  }
}
