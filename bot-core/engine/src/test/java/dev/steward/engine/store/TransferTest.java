package dev.steward.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.engine.sim.Sim;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From SQLite to PostgreSQL: every row, or nothing. */
class TransferTest {
  private static final String[] PIECES = {
    "签到", "a'b\"", "\\", "😀", "\n\t", "", "é", "%_", "\uFFFD", "Ａ"
  };

  @TempDir Path folder;

  private Path source;
  private PostgresAddress target;
  private final Set<Transfer.Step> steps = EnumSet.noneOf(Transfer.Step.class);

  @BeforeEach
  void open() throws Exception {
    source = folder.resolve("steward.db");
    target = Postgres.bare();
  }

  private Transfer.Result transfer() throws Exception {
    return new Transfer(source, target, (step, _, _) -> steps.add(step)).run();
  }

  private Sql file() throws SQLException {
    return new Sql(DriverManager.getConnection("jdbc:sqlite:" + source));
  }

  private List<StoredTable> tables() throws Exception {
    PostgresAddress empty = Postgres.fresh();
    try (PostgresDatabase database = PostgresDatabase.open(empty, 1);
        Connection connection = database.openForReading()) {
      return StoredTable.all(connection);
    }
  }

  private static String text(Random random) {
    return random
        .ints(random.nextInt(6), 0, PIECES.length)
        .mapToObj(i -> PIECES[i])
        .collect(Collectors.joining());
  }

  private static Object value(StoredTable.Holds holds, Random random) {
    return switch (holds) {
      case NUMBER -> random.nextLong();
      case DECIMAL -> random.nextGaussian();
      case TEXT -> text(random);
      case BYTES -> {
        byte[] bytes = new byte[random.nextInt(50)];
        random.nextBytes(bytes);
        yield bytes;
      }
    };
  }

  /** Fills every table with whatever its columns take, null among it. */
  private void fill(long seed, int rows) throws Exception {
    Random random = new Random(seed);
    SqliteDatabase.open(source).close();
    try (Sql sql = file()) {
      for (StoredTable table : tables()) {
        for (int i = 0; i < rows; i++) {
          List<Object> values = new ArrayList<>();
          for (StoredTable.Column column : table.columns()) {
            boolean canBeNull =
                sql.first(
                        "SELECT \"notnull\" = 0 AND pk = 0 FROM pragma_table_info(?) WHERE name = ?",
                        row -> row.yes(1),
                        table.name(),
                        column.name())
                    .orElseThrow();
            values.add(canBeNull && random.nextInt(3) == 0 ? null : value(column.holds(), random));
          }
          // Where random values meet a row that is there already, that one stays.
          sql.update(
              table.insert().replace("INSERT INTO", "INSERT OR IGNORE INTO"), values.toArray());
        }
      }
      sql.update("INSERT INTO id_block (name, next) VALUES ('file', 42), ('journal', 20001)");
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void everyRowOfEveryTableIsCarriedOver(long seed) throws Exception {
    fill(seed, 30);
    byte[] before = Files.readAllBytes(source);
    Transfer.Result result = transfer();
    assertThat(steps).contains(Transfer.Step.COPIED);
    assertThat(result.tables())
        .as("seed %s", seed)
        .hasSizeGreaterThan(45)
        .allMatch(table -> table.rows() > 0 && table.sha256().length() == 64);
    assertThat(result.rows()).as("seed %s", seed).isGreaterThan(1_000);
    assertThat(result.replaced()).isZero();
    assertThat(Files.readAllBytes(source)).as("the source stays as it was").isEqualTo(before);
    try (PostgresDatabase database = PostgresDatabase.open(target, Postgres.LANES);
        Sql lane = new Sql(database.openForLane());
        Sql here = file()) {
      for (Transfer.Carried table : result.tables()) {
        String count = "SELECT count(*) FROM " + table.table();
        assertThat(lane.first(count, row -> row.number(1)))
            .isEqualTo(here.first(count, row -> row.number(1)))
            .hasValue(table.rows());
      }
      Numbers numbers = new Numbers();
      assertThat(numbers.next(lane, Numbers.Sequence.FILE)).isEqualTo(42);
      assertThat(numbers.next(lane, Numbers.Sequence.JOURNAL)).isEqualTo(20_001);
      assertThat(numbers.next(lane, Numbers.Sequence.CASE)).isEqualTo(1);
    }
    assertThatThrownBy(this::transfer)
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("不是空的")
        .hasMessageContaining("not empty");
  }

  private void emptyAfter(Class<? extends Exception> why, String message) throws Exception {
    assertThatThrownBy(this::transfer).isInstanceOf(why).hasMessageContaining(message);
    try (PostgresDatabase database = PostgresDatabase.open(target, 1);
        Sql lane = new Sql(database.openForLane());
        Connection connection = database.openForReading()) {
      for (StoredTable table : StoredTable.all(connection)) {
        assertThat(lane.first("SELECT 1 FROM " + table.name(), row -> row.number(1)))
            .as(table.name())
            .isEmpty();
      }
      assertThat(new Numbers().next(lane, Numbers.Sequence.FILE)).isEqualTo(1);
    }
  }

  @Test
  void whatIsNotTheSameAfterwardsIsNamedAndNothingStays() throws Exception {
    fill(3, 5);
    PostgresDatabase.open(target, 1).close();
    try (Connection connection = DriverManager.getConnection(target.jdbc(), "postgres", "");
        var statement = connection.createStatement()) {
      // A server that changes what it is given.
      statement.execute(
          "CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS"
              + " 'BEGIN NEW.text := NEW.text || ''!''; RETURN NEW; END'");
      statement.execute(
          "CREATE TRIGGER spoil BEFORE INSERT ON evidence FOR EACH ROW EXECUTE FUNCTION spoil()");
    }
    emptyAfter(Transfer.TransferException.class, "evidence, row 1 (case_number");
  }

  @Test
  void aValueThatItsColumnShouldNotHoldIsNamed() throws Exception {
    fill(4, 2);
    try (Sql sql = file()) {
      sql.update("UPDATE timer SET due = 'soon' WHERE id = (SELECT min(id) FROM timer)");
    }
    emptyAfter(Transfer.TransferException.class, "timer.due (id ");
  }

  @Test
  void aCharacterThatCannotBeKeptIsReplacedAndCounted() throws Exception {
    fill(5, 1);
    try (Sql sql = file()) {
      sql.update("UPDATE evidence SET text = 'a' || char(0) || 'b'");
    }
    assertThat(transfer().replaced()).isEqualTo(1);
    try (PostgresDatabase database = PostgresDatabase.open(target, 1);
        Sql sql = new Sql(database.openForReading())) {
      assertThat(sql.list("SELECT text FROM evidence", row -> row.text(1)))
          .containsExactly("a\uFFFDb");
    }
  }

  @Test
  void anOlderInstallationIsUpgradedByAStartFirst() throws Exception {
    fill(6, 1);
    try (Sql sql = file()) {
      sql.update("DELETE FROM flyway_schema_history WHERE installed_rank > 5");
    }
    emptyAfter(Transfer.TransferException.class, "schema 5 (expected: ");
  }

  @Test
  void withoutASourceThereIsNothingToDo() {
    assertThatThrownBy(this::transfer)
        .isInstanceOf(Transfer.TransferException.class)
        .hasMessageContaining("no such file");
  }

  /** The house moves between two sentences, and nobody in the group notices. */
  @Test
  @Tag("sqlite")
  void lifeGoesOnWhereItWas() throws Exception {
    Sim before = Sim.start(folder);
    Sim.Group group = before.group("妈妈一群");
    group.expectDeleted(group.says("小明", "姐妹们加微信领券"));
    group.expectDeleted(group.says("小明", "加微信领券"));
    group.says("小红", "签到");
    before.pass(Duration.ofMinutes(1));
    long cases = before.count("moderation_case");
    before.close();
    assertThat(transfer().rows()).isGreaterThan(10);
    try (Sim after = before.moved(target)) {
      Sim.Group same = after.known("妈妈一群");
      same.expectDeleted(same.says("小明", "有代购可找我"));
      assertThat(after.count("strike WHERE void = 0")).isEqualTo(3);
      assertThat(same.room.mutedUntil(Sim.user("小明"))).isAfter(after.clock.instant());
      List<Long> numbers =
          after.read(
              sql ->
                  sql.list(
                      "SELECT number FROM moderation_case ORDER BY number", row -> row.number(1)));
      assertThat(numbers).as("the numbers go on").hasSize((int) cases + 1).endsWith(cases + 1);
    }
  }
}
