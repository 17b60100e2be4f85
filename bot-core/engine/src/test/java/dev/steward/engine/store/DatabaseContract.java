package dev.steward.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.engine.store.Numbers.Sequence;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every database of Steward does in the same way. */
abstract class DatabaseContract {
  @TempDir Path folder;

  private @Nullable Database opened;

  /** Opens the test's database; the same one each time. */
  abstract Database open(Path folder) throws DatabaseException, SQLException;

  /** Writes down that a newer version has worked on it. */
  abstract void madeByANewerVersion() throws SQLException;

  @BeforeEach
  void start() throws Exception {
    opened = open(folder);
  }

  @AfterEach
  void stop() {
    database().close();
  }

  final Database database() {
    return Objects.requireNonNull(opened);
  }

  private void reopen() throws Exception {
    database().close();
    opened = open(folder);
  }

  private Sql lane() throws SQLException {
    return new Sql(database().openForLane());
  }

  private Sql reader() throws SQLException {
    return new Sql(database().openForReading());
  }

  private static void note(Sql sql, String id, @Nullable Object payload) {
    sql.update(
        "INSERT INTO timer (id, lane_key, feature, payload, due) VALUES (?, 'brand', 'x', ?, 0)",
        id,
        payload);
  }

  private static List<String> notes(Sql sql) {
    return sql.list("SELECT payload FROM timer ORDER BY id", row -> row.text(1));
  }

  @Test
  void whatIsCommittedStaysAndWhatIsRolledBackWasNever() throws Exception {
    try (Sql lane = lane();
        Sql reader = reader()) {
      note(lane, "a", "kept");
      assertThat(notes(reader)).as("nobody reads what is not committed").isEmpty();
      lane.commit();
      note(lane, "b", "lost");
      lane.rollback();
      assertThat(notes(reader)).containsExactly("kept");
    }
    reopen();
    try (Sql reader = reader()) {
      assertThat(notes(reader)).containsExactly("kept");
    }
  }

  @Test
  void readersOnlyRead() throws Exception {
    try (Sql reader = reader()) {
      assertThatThrownBy(() -> note(reader, "a", "b")).isInstanceOf(StoreFailure.class);
    }
  }

  @Test
  void aRowThatIsThereAlreadyIsTheCallersFaultAndNothingThatPasses() throws Exception {
    try (Sql lane = lane()) {
      note(lane, "a", "first");
      assertThatThrownBy(() -> note(lane, "a", "second"))
          .isInstanceOfSatisfying(
              StoreFailure.class, failure -> assertThat(failure.passes()).isFalse());
      lane.rollback();
      note(lane, "a", "again");
      lane.commit();
      assertThat(notes(lane)).containsExactly("again");
    }
  }

  @Test
  void anyTextComesBackAsItWas() throws Exception {
    List<String> texts =
        List.of("", " ", "签到 Ａ", "𠮷😀", "a'b\"c\\d", "%_?$1::text", "\n\t\u0001", "e\u0301");
    try (Sql lane = lane()) {
      for (int i = 0; i < texts.size(); i++) {
        note(lane, Integer.toString(i), texts.get(i));
      }
      note(lane, "a", "nul\0here");
      note(lane, "b", "half \uD83D of a pair");
      lane.commit();
    }
    try (Sql reader = reader()) {
      List<String> read = notes(reader);
      assertThat(read.subList(0, texts.size())).isEqualTo(texts);
      assertThat(read.get(texts.size())).isEqualTo("nul\uFFFDhere");
      assertThat(read.get(texts.size() + 1)).startsWith("half ").endsWith(" of a pair");
    }
  }

  @Test
  void textsAreInTheOrderOfTheirBytes() throws Exception {
    List<String> ordered = List.of("", "-", "A", "B", "Z", "_", "a", "b", "é", "群", "Ａ", "😀");
    List<String> mixed = new ArrayList<>(ordered);
    Collections.shuffle(mixed, new Random(7));
    try (Sql lane = lane()) {
      mixed.forEach(id -> note(lane, id, id));
      lane.commit();
      assertThat(notes(lane)).isEqualTo(ordered);
      assertThat(
              lane.list(
                  "SELECT id FROM timer WHERE id >= ? AND id < ? ORDER BY id",
                  row -> row.text(1),
                  "B",
                  "b"))
          .containsExactly("B", "Z", "_", "a");
    }
  }

  @Test
  void everyKindOfValueComesBack() throws Exception {
    Instant time = Instant.ofEpochMilli(1_790_000_000_123L);
    byte[] bytes = {0, 1, -1, 127, -128};
    try (Sql lane = lane()) {
      lane.update(
          "INSERT INTO faq_answer (seq, group_id, pack, entry, user_id, text, how, score, at)"
              + " VALUES (?, 'g', 'p', 'e', 'u', ?, ?, ?, ?)",
          Long.MAX_VALUE,
          null,
          Sequence.BALLOT,
          0.625,
          time);
      lane.update("INSERT INTO api_key (name, secret) VALUES ('k', ?)", (Object) bytes);
      lane.update(
          "INSERT INTO staff (login, name, role, created, disabled) VALUES ('a', 'b', 'c', ?, ?)",
          1,
          true);
      lane.commit();
    }
    try (Sql reader = reader()) {
      assertThat(
              reader.first(
                  "SELECT seq, text, how, score, at, text IS NULL FROM faq_answer",
                  row -> {
                    assertThat(row.number(1)).isEqualTo(Long.MAX_VALUE);
                    assertThat(row.missing(2)).isTrue();
                    assertThat(row.textOrNull(2)).isNull();
                    assertThat(row.name(3, Sequence.class)).isEqualTo(Sequence.BALLOT);
                    assertThat(row.text(4)).isEqualTo("0.625");
                    assertThat(row.time(5)).isEqualTo(time);
                    assertThat(row.yes(6)).isTrue();
                    return true;
                  }))
          .hasValue(true);
      assertThat(reader.first("SELECT secret FROM api_key", row -> row.bytes(1)).orElseThrow())
          .isEqualTo(bytes);
      assertThat(
              reader.first(
                  "SELECT disabled, password IS NULL, created, (SELECT sum(created) FROM staff)"
                      + " FROM staff WHERE (? = '' OR login = ?)",
                  row -> row.yes(1) && row.yes(2) && row.number(3) == 1 && row.number(4) == 1,
                  "a",
                  "a"))
          .hasValue(true);
    }
  }

  @Test
  void numbersThatPeopleReadComeWithoutGaps() throws Exception {
    Numbers numbers = new Numbers();
    try (Sql lane = lane()) {
      for (long expected = 1; expected <= 5; expected++) {
        assertThat(numbers.next(lane, Sequence.FILE)).isEqualTo(expected);
        assertThat(numbers.next(lane, Sequence.CASE)).isEqualTo(expected);
        lane.commit();
        numbers.committed();
      }
    }
    reopen();
    try (Sql lane = lane()) {
      assertThat(new Numbers().next(lane, Sequence.FILE)).isEqualTo(6);
      lane.commit();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void noNumberIsGivenTwiceWhateverIsRolledBackOrRestarted(long seed) throws Exception {
    Random random = new Random(seed);
    Set<Long> kept = new HashSet<>();
    long last = 0;
    for (int start = 0; start < 3; start++) {
      Numbers numbers = new Numbers();
      try (Sql lane = lane()) {
        for (int batch = 0; batch < 20; batch++) {
          List<Long> taken =
              LongStream.range(0, 1 + random.nextInt(40))
                  .map(i -> numbers.next(lane, Sequence.JOURNAL))
                  .boxed()
                  .toList();
          if (random.nextInt(4) == 0) {
            lane.rollback();
            numbers.forget();
          } else {
            lane.commit();
            numbers.committed();
            assertThat(taken).as("seed %s", seed).isSorted();
            assertThat(taken.getFirst()).as("seed %s", seed).isGreaterThan(last);
            last = taken.getLast();
            taken.forEach(one -> assertThat(kept.add(one)).as("seed %s", seed).isTrue());
          }
        }
      }
      reopen();
    }
  }

  @Test
  void theLastEventsAreKnownOldestFirst() throws Exception {
    try (Sql lane = lane()) {
      Journal journal = new Journal(lane);
      for (int i = 1; i <= 1_000; i++) {
        boolean body = i % 3 == 0;
        journal.event(
            new Journal.Skeleton(
                i, "brand", "s", "e" + i, -i, "k", body ? "u\0" : null, null, 1, 2, "handled"),
            body ? "{}" : null);
        journal.decision(i, i, "brand", "f", "v", "live", "{}");
        journal.action(
            new Journal.ActionRow(
                i, i, "brand", "a", "send", "{}", "{}", body ? 7L : null, "pending", 1, 2, null));
      }
      journal.flush();
      lane.commit();
      assertThat(Journal.fingerprints(lane, 3, 9, _ -> true))
          .containsExactly(-998L, -999L, -1_000L);
      assertThat(Journal.fingerprints(lane, 3, 2, _ -> true)).containsExactly(-999L, -1_000L);
      assertThat(Journal.fingerprints(lane, 3, 9, _ -> false)).isEmpty();
      assertThat(lane.first("SELECT count(*) FROM body", row -> row.number(1))).hasValue(333L);
      assertThat(
              lane.first(
                  "SELECT count(*) FROM action WHERE case_number IS NULL", row -> row.number(1)))
          .hasValue(667L);
    }
  }

  @Test
  void whatANewerStewardMadeIsRefusedAndLeftAlone() throws Exception {
    madeByANewerVersion();
    assertThatThrownBy(() -> open(folder))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("newer Steward (schema 999)")
        .hasMessageContaining("Run that version");
  }

  @Test
  void whatWasDeletedIsPurgedWhileSomebodyReads() throws Exception {
    try (Sql lane = lane();
        Sql reader = reader()) {
      note(lane, "a", "gone");
      lane.commit();
      assertThat(notes(reader)).containsExactly("gone");
      lane.update("DELETE FROM timer");
      lane.commit();
      database().purge();
      assertThat(notes(reader)).isEmpty();
    }
  }
}
