package dev.steward.bench;

import dev.steward.engine.rules.Backtest;
import dev.steward.engine.rules.BacktestReport;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.PackReader;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.SqliteDatabase;
import dev.steward.engine.text.Hash64;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A million stored messages (or {@code -Dmessages=}) of 100 groups and 5,000 members, held against
 * the mother-and-baby pack as a draft and as the version in force.
 */
final class BacktestRow {
  private static final int GROUPS = 100;
  private static final int MEMBERS = 5_000;
  static final Instant START = Instant.parse("2026-10-25T04:00:00Z");

  private BacktestRow() {}

  static void run() throws Exception {
    int count = Integer.getInteger("messages", 1_000_000);
    Path scripts = Path.of(System.getProperty("scripts", "scripts"));
    Pack pack = Objects.requireNonNull(PackReader.read(scripts.resolve("mother-and-baby")).pack());
    Path folder = Scratch.folder();
    try (SqliteDatabase database = SqliteDatabase.openThrowAway(folder.resolve("steward.db"))) {
      fill(database, count);
      for (int workers : List.of(1, Runtime.getRuntime().availableProcessors())) {
        long start = System.nanoTime();
        BacktestReport report =
            Backtest.of(
                database,
                new Backtest.Asked(
                    pack, pack, START, START.plusSeconds(5L * count), Set.of(), workers, 0),
                (done, all) -> {});
        System.out.printf(
            "%-22s %d messages in %.1f s with %d threads, %.1f us each, %d people hit%n",
            "backtest",
            report.messages(),
            Rig.seconds(start),
            workers,
            Rig.seconds(start) * 1e6 / count,
            report.people().draft());
      }
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** With {@code -Dmessages=}; for 100 groups of the platform {@code web}. */
  static void fill(SqliteDatabase database, int count) throws Exception {
    List<String> texts = ChatText.messages(200_000, 20261127);
    try (Connection connection = database.openForLane();
        PreparedStatement journal =
            connection.prepareStatement(
                "INSERT INTO journal VALUES (?, ?, 'web:steward', ?, ?, 'message-posted', ?, ?, ?,"
                    + " ?, 'handled')");
        PreparedStatement body = connection.prepareStatement("INSERT INTO body VALUES (?, ?)")) {
      for (int i = 1; i <= count; i++) {
        long at = START.toEpochMilli() + i * 2_500L;
        journal.setLong(1, i);
        journal.setString(2, "group:web:g" + i % GROUPS);
        journal.setString(3, "m:x" + i);
        journal.setLong(4, Hash64.of("x" + i));
        journal.setString(5, "web:u" + (int) (Hash64.of("u" + i) >>> 33) % MEMBERS);
        journal.setString(6, "x" + i);
        journal.setLong(7, at);
        journal.setLong(8, at + 300);
        journal.addBatch();
        body.setLong(1, i);
        body.setString(
            2, "[{\"type\":\"text\",\"text\":" + Json.quote(texts.get(i % texts.size())) + "}]");
        body.addBatch();
        if (i % 10_000 == 0 || i == count) {
          journal.executeBatch();
          body.executeBatch();
          connection.commit();
        }
      }
    }
  }
}
