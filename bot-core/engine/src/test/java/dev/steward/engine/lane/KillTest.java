package dev.steward.engine.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Key;
import dev.steward.engine.store.Sql;
import dev.steward.engine.store.SqliteDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} under load, again and again: no acknowledged event is lost or handled twice, each
 * group's events stay in order, every advert is deleted, and nothing that members read is said
 * twice.
 */
class KillTest {
  private static final int ROUNDS = Integer.getInteger("steward.rounds", 3);

  @TempDir Path folder;

  @Test
  void nothingAcknowledgedIsLostAndNothingIsSaidTwice() throws Exception {
    int next = 1;
    for (int round = 0; round < ROUNDS; round++) {
      int before = lines("acks").size();
      Process process = start(next);
      waitForAcks(process, before + 2_000 + 137 * round);
      process.destroyForcibly().waitFor();
      next = firstUnacknowledged();
    }
    Process last = start(next);
    waitForAcks(last, lines("acks").size() + 500);
    waitForQuietOutbox();
    last.destroyForcibly().waitFor();
    check();
  }

  private Process start(int from) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            KillTarget.class.getName(),
            folder.toString(),
            Integer.toString(from))
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("output").toFile())
        .start();
  }

  private void waitForAcks(Process process, int count) throws Exception {
    await(
        () -> {
          if (!process.isAlive()) {
            throw new AssertionError(
                "ended by itself: " + Files.readString(folder.resolve("output")));
          }
          return lines("acks").size() >= count;
        });
  }

  /** Adverts that were acknowledged before this moment are dealt with soon after. */
  private void waitForQuietOutbox() throws Exception {
    Set<String> adverts =
        lines("acks").stream()
            .filter(number -> Integer.parseInt(number) % 10 == 0)
            .collect(Collectors.toSet());
    await(() -> deleted().containsAll(adverts));
  }

  private void check() throws Exception {
    List<String> acks = lines("acks");
    try (SqliteDatabase database = SqliteDatabase.open(folder.resolve("steward.db"));
        Sql sql = new Sql(database.openForReading())) {
      assertThat(sql.first("PRAGMA integrity_check", row -> row.text(1))).contains("ok");
      for (int group = 0; group < KillTarget.GROUPS; group++) {
        List<Integer> journaled =
            sql.list(
                "SELECT message_id FROM journal WHERE lane_key = ? AND kind = 'message-posted'"
                    + " ORDER BY seq",
                row -> Integer.parseInt(row.text(1)),
                Key.group(KillTarget.group(group)));
        assertThat(journaled).as("in order and once").isSorted().doesNotHaveDuplicates();
      }
      Set<String> all =
          new HashSet<>(
              sql.list(
                  "SELECT message_id FROM journal WHERE kind = 'message-posted'",
                  row -> row.text(1)));
      assertThat(all).as("acknowledged events").containsAll(acks);
      long strikes = sql.first("SELECT count(*) FROM strike", row -> row.number(1)).orElse(0L);
      long adverts = all.stream().filter(number -> Integer.parseInt(number) % 10 == 0).count();
      assertThat(strikes).as("one strike an advert").isEqualTo(adverts);
    }
    List<String> said = lines("orders").stream().filter(line -> line.contains(" SEND")).toList();
    assertThat(said).as("what members read").isNotEmpty().doesNotHaveDuplicates();
  }

  private int firstUnacknowledged() throws IOException {
    Set<Integer> acks = lines("acks").stream().map(Integer::valueOf).collect(Collectors.toSet());
    int next = 1;
    while (acks.contains(next)) {
      next++;
    }
    return next;
  }

  private Set<String> deleted() throws IOException {
    return lines("orders").stream()
        .filter(line -> line.contains(" DELETE "))
        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
        .collect(Collectors.toSet());
  }

  /** The whole lines of a file; a line that was cut by the kill is left out. */
  private List<String> lines(String name) throws IOException {
    Path file = folder.resolve(name);
    if (!Files.exists(file)) {
      return List.of();
    }
    String text = Files.readString(file);
    return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("waited for a minute").isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }
}
