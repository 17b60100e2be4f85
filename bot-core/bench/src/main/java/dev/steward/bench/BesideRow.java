package dev.steward.bench;

import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Sender;
import dev.steward.chat.UserId;
import dev.steward.engine.rules.Backtest;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.PackReader;
import dev.steward.engine.store.Numbers;
import dev.steward.engine.store.Sql;
import dev.steward.engine.store.SqliteDatabase;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What a backtest of a million stored messages costs those that are spoken meanwhile: how long each
 * of 1,000 a second waits until it is judged and on the disk, before and during it.
 */
final class BesideRow {
  private static final int A_SECOND = 1_000;
  private static final int ALONE = 20_000;
  private static final int OUTSTANDING = 8_000;
  private static final int GROUPS = 100;

  /** As {@code steward backtest} does beside a server. */
  private static final double REST = 0.6;

  private final Rig rig;
  private final List<String> texts = ChatText.messages(60_000, 11);
  private long said;

  private BesideRow(Rig rig) {
    this.rig = rig;
  }

  static void run() throws Exception {
    int stored = Integer.getInteger("messages", 1_000_000);
    Path file = Scratch.folder().resolve("steward.db");
    SqliteDatabase database = SqliteDatabase.open(file);
    BacktestRow.fill(database, stored);
    afterwards(database, stored);
    try (Rig rig = new Rig(InstantSource.system(), pack(), database, null)) {
      rig.prepare(GROUPS);
      BesideRow row = new BesideRow(rig);
      row.speak(ALONE, null);
      double alone = row.print("spoken alone", row.speak(ALONE, null));
      long start = System.nanoTime();
      Process backtest = backtest(file, stored);
      long[] beside = row.speak(Integer.MAX_VALUE, backtest);
      if (backtest.waitFor() != 0) {
        throw new IllegalStateException("the backtest ended with " + backtest.exitValue());
      }
      double seconds = Rig.seconds(start);
      double during = row.print("beside a backtest", beside);
      System.out.printf(
          "%-22s %d messages in %.1f s, p99 %.2f times%n", "", stored, seconds, during / alone);
    }
  }

  /** What is spoken from now on is numbered after what is stored. */
  private static void afterwards(SqliteDatabase database, int stored) throws Exception {
    try (Sql sql = new Sql(database.openForLane())) {
      sql.update(
          "INSERT INTO id_block (name, next) VALUES (?, ?)", Numbers.Sequence.JOURNAL, stored + 1L);
      sql.commit();
    }
  }

  /** A process of its own, as {@code steward backtest} is one. */
  private static Process backtest(Path file, int stored) throws Exception {
    List<String> command =
        List.of(
            ProcessHandle.current().info().command().orElseThrow(),
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            "--enable-native-access=ALL-UNNAMED",
            "-Dscripts=" + System.getProperty("scripts", "scripts"),
            "-Dmessages=" + stored,
            "-Ddatabase=" + file,
            "-classpath",
            System.getProperty("java.class.path"),
            Feed.class.getName(),
            "beside-backtest");
    return new ProcessBuilder(command).inheritIO().start();
  }

  /** The other process. */
  static void backtest() throws Exception {
    int stored = Integer.getInteger("messages", 1_000_000);
    Pack pack = pack();
    try (SqliteDatabase database =
        SqliteDatabase.open(Path.of(System.getProperty("database", "steward.db")))) {
      var _ =
          Backtest.of(
              database,
              new Backtest.Asked(
                  pack,
                  pack,
                  BacktestRow.START,
                  BacktestRow.START.plusSeconds(5L * stored),
                  Set.of(),
                  1,
                  REST),
              (done, all) -> {});
    }
  }

  private static Pack pack() {
    Path scripts = Path.of(System.getProperty("scripts", "scripts"));
    return Objects.requireNonNull(PackReader.read(scripts.resolve("mother-and-baby")).pack());
  }

  /**
   * Says a thousand messages a second, each at its own time.
   *
   * @param until stops when this is done; null for all
   * @return what each took from its time to its receipt, in ns, sorted
   */
  private long[] speak(int count, @Nullable Process until) throws Exception {
    long[] took = new long[Math.min(count, 200_000)];
    Semaphore outstanding = new Semaphore(OUTSTANDING);
    long start = System.nanoTime();
    int i = 0;
    for (; i < took.length && (until == null || until.isAlive()); i++) {
      long due = start + i * (1_000_000_000L / A_SECOND);
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      outstanding.acquire();
      int at = i;
      var _ =
          rig.engine
              .sink()
              .deliver(message())
              .whenComplete(
                  (_, _) -> {
                    took[at] = System.nanoTime() - due;
                    outstanding.release();
                  });
    }
    outstanding.acquire(OUTSTANDING);
    long[] all = Arrays.copyOf(took, i);
    Arrays.sort(all);
    return all;
  }

  private Event message() {
    long number = said++;
    UserId user = new UserId("bench", "u" + number % 5_000);
    return new Event.MessagePosted(
        Rig.ACCOUNT,
        new GroupId("bench", "g" + number % GROUPS),
        "beside" + number,
        Sender.member(user, user.id()),
        Content.of(texts.get((int) (number % texts.size()))),
        Instant.now());
  }

  /** Returns the 99th percentile in ms. */
  private double print(String name, long[] sorted) {
    double p99 = sorted[sorted.length * 99 / 100] / 1e6;
    System.out.printf(
        "%-22s %d messages at %d/s, p50 %.2f ms, p99 %.2f ms%n",
        name, sorted.length, A_SECOND, sorted[sorted.length / 2] / 1e6, p99);
    return p99;
  }
}
