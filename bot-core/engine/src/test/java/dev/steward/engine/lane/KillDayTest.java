package dev.steward.engine.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.engine.store.Database;
import dev.steward.engine.store.Sql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.Callable;
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
  /** So many have to come in the middle of something. */
  private static final int KILLS = Integer.getInteger("steward.rounds", 3);

  /** What the platform writes down on the day, in bytes. */
  private static final int ALL = 160_000;

  /** Before the next kill. */
  private static final int MOST_SAID = ALL / KILLS / 4;

  private static final int MOST_AFTER_MILLIS = 4;
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
    for (int kill = 0; amidst < KILLS || unanswered == 0; kill++) {
      int recovered = recovered();
      Process process = start(random.nextLong());
      waitFor(kill % 2 == 0 ? saysMore(random.nextInt(MOST_SAID)) : comesToADueTime(), process);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(MOST_AFTER_MILLIS)));
      process.destroyForcibly().waitFor();
      Left left = left();
      amidst += left.pending + left.claimed > 0 ? 1 : 0;
      unanswered += left.claimed;
      if (recovered() > recovered) {
        Duration down = Duration.ofMinutes(random.nextInt(MOST_DOWN_MINUTES + 1));
        KillDayTarget.setClock(folder, KillDayTarget.now(folder).plus(down));
      }
    }
    Process last = start(random.nextLong());
    assertThat(last.waitFor(5, TimeUnit.MINUTES)).as("the day ends: %s", output()).isTrue();
    assertThat(last.exitValue()).as(output()).isZero();
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

  private Callable<Boolean> saysMore(int bytes) throws IOException {
    long before = said();
    return () -> said() > before + bytes;
  }

  /** It has done little of what is due by then, or nothing. */
  private Callable<Boolean> comesToADueTime() throws Exception {
    Instant due = KillDay.nextDue(KillDayTarget.now(folder));
    return () -> !KillDayTarget.now(folder).isBefore(due);
  }

  private void waitFor(Callable<Boolean> moment, Process process) throws Exception {
    long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (!moment.call()) {
      assertThat(process.isAlive()).as("the day is too short, or: %s", output()).isTrue();
      assertThat(System.nanoTime()).as("waited for two minutes").isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
    }
  }

  /** How many lives took up all that was left over. */
  private int recovered() throws IOException {
    return KillTest.lines(folder, KillDayTarget.RECOVERED).size();
  }

  /** How much the platform has said, in bytes of its file. */
  private long said() throws IOException {
    Path file = folder.resolve(KillDayTarget.ORDERS);
    return Files.exists(file) ? Files.size(file) : 0;
  }

  /** How many actions were not done, and how many of nobody knows whether they were. */
  private record Left(int pending, int claimed) {}

  private Left left() throws Exception {
    try (Database database = KillStore.open(folder);
        Sql sql = new Sql(database.openForReading())) {
      return sql.first(
              "SELECT count(*) FILTER (WHERE state = 'pending'),"
                  + " count(*) FILTER (WHERE state = 'claimed') FROM action",
              row -> new Left((int) row.number(1), (int) row.number(2)))
          .orElseThrow();
    }
  }

  private String output() throws IOException {
    Path file = folder.resolve("output");
    return Files.exists(file) ? Files.readString(file) : "";
  }
}
