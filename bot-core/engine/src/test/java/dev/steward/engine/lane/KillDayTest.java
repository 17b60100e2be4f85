package dev.steward.engine.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.engine.store.Database;
import dev.steward.engine.store.Sql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} on a morning on which topics, polls, broadcasts, receipts, welcomes and alarms
 * fall due in all groups: whatever is due is said once in each group, or staff are told that nobody
 * knows whether it was; where the platform tells, it is said once. {@link KillDayCheck} has it in
 * full. {@code -Dsteward.seed=} kills after as much again.
 */
@Tag("rounds")
class KillDayTest {
  private static final int KILLS = 3 + Integer.getInteger("steward.rounds", 3);

  /** What the platform writes down on the day, in bytes. */
  private static final int ALL = 160_000;

  /** Before the next kill. */
  private static final int MOST_SAID = ALL / KILLS;

  private static final int MOST_AFTER_MILLIS = 8;
  private static final int MOST_DOWN_MINUTES = 2;

  @TempDir Path folder;
  private @Nullable Process running;

  @Test
  void whatFallsDueIsSaidOnceAndNothingIsLost() throws Exception {
    long seed = Long.getLong("steward.seed", System.nanoTime());
    try {
      goesWell(new Random(seed));
    } catch (AssertionError e) {
      throw new AssertionError("-Dsteward.seed=" + seed, e);
    }
  }

  private void goesWell(Random random) throws Exception {
    int amidst = 0;
    int unanswered = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      int recovered = KillTest.lines(folder, KillDayTarget.RECOVERED).size();
      Process process = start(random.nextLong());
      waitFor(said() + 1 + random.nextInt(MOST_SAID), process);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(MOST_AFTER_MILLIS)));
      process.destroyForcibly().waitFor();
      amidst += left("'pending', 'claimed'") > 0 ? 1 : 0;
      unanswered += left("'claimed'");
      if (KillTest.lines(folder, KillDayTarget.RECOVERED).size() > recovered) {
        Duration down = Duration.ofMinutes(random.nextInt(MOST_DOWN_MINUTES + 1));
        KillDayTarget.setClock(folder, KillDayTarget.now(folder).plus(down));
      }
    }
    Process last = start(random.nextLong());
    assertThat(last.waitFor(2, TimeUnit.MINUTES)).as("the day ends: %s", output()).isTrue();
    assertThat(last.exitValue()).as(output()).isZero();
    assertThat(amidst).as("kills in the middle of something").isGreaterThan(KILLS / 2);
    assertThat(unanswered).as("messages without an answer at a kill").isPositive();
    try (Database database = KillStore.open(folder);
        Sql sql = new Sql(database.openForReading())) {
      new KillDayCheck(
              sql,
              KillTest.lines(folder, KillDayTarget.ORDERS).stream()
                  .map(KillPlatform.Line::read)
                  .toList(),
              KillTest.lines(folder, KillDayTarget.ACKS).stream().map(Integer::valueOf).toList())
          .everything();
    }
  }

  @AfterEach
  void end() {
    if (running != null) {
      running.destroyForcibly();
    }
  }

  private Process start(long seed) throws IOException {
    Process process =
        KillTest.java(folder, KillDayTarget.class, folder.toString(), Long.toString(seed)).start();
    running = process;
    return process;
  }

  private void waitFor(long said, Process process) throws IOException {
    long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (said() < said) {
      assertThat(process.isAlive()).as("the day is too short, or: %s", output()).isTrue();
      assertThat(System.nanoTime()).as("waited for two minutes").isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
    }
  }

  /** How much the platform has said, in bytes of its file. */
  private long said() throws IOException {
    Path file = folder.resolve(KillDayTarget.ORDERS);
    return Files.exists(file) ? Files.size(file) : 0;
  }

  /** How many actions are in one of these states. */
  private int left(String states) throws Exception {
    try (Database database = KillStore.open(folder);
        Sql sql = new Sql(database.openForReading())) {
      return sql.first(
              "SELECT count(*) FROM action WHERE state IN (" + states + ")", row -> row.number(1))
          .orElse(0L)
          .intValue();
    }
  }

  private String output() throws IOException {
    Path file = folder.resolve("output");
    return Files.exists(file) ? Files.readString(file) : "";
  }
}
