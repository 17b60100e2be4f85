package dev.steward.engine.rules;

import dev.steward.chat.GroupId;
import dev.steward.chat.UserId;
import dev.steward.engine.identity.Persons;
import dev.steward.engine.members.StaffBook;
import dev.steward.engine.script.Binding;
import dev.steward.engine.script.Pack;
import dev.steward.engine.store.Database;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Sql;
import dev.steward.engine.text.TextLessons;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Holds what was said against a draft, and against the version in force: read from the journal page
 * by page, so that no long look keeps the database from tidying up; judged by the same {@link
 * Hearing} as live messages, groups apart from each other; then each person's strikes are counted
 * over all groups in the order of time. Nothing is written and nothing is done.
 */
public final class Backtest {
  private static final int PAGE = 4_000;

  private final Database database;
  private final Asked asked;
  final BacktestWorker.Setting setting;
  private final List<BacktestWorker> workers = new ArrayList<>();

  /**
   * What is asked.
   *
   * @param inForce the version in force; null where there is none
   * @param from what came before is left out
   * @param to what came then or later is left out
   * @param groups only these; all when empty
   * @param workers how many threads judge
   * @param rest how long each page is followed by rest, in parts of the time it took: 0 for none,
   *     for work beside a live server more
   */
  public record Asked(
      Pack draft,
      @Nullable Pack inForce,
      Instant from,
      Instant to,
      Set<GroupId> groups,
      int workers,
      double rest) {
    public Asked {
      groups = Set.copyOf(groups);
    }
  }

  /** Told how far it is, about every page. */
  @FunctionalInterface
  public interface Progress {
    void done(long messages, long all);
  }

  Backtest(Database database, Asked asked) throws SQLException {
    this.database = database;
    this.asked = asked;
    try (Sql sql = new Sql(database.openForReading())) {
      Map<GroupId, Set<String>> off = new HashMap<>();
      sql.each(
          "SELECT group_id, binding FROM chat_group WHERE binding IS NOT NULL",
          row -> off.put(GroupId.parse(row.text(1)), Json.read(row.text(2), Binding.class).off()));
      setting =
          new BacktestWorker.Setting(
              database,
              asked,
              Persons.load(sql),
              StaffBook.load(sql),
              TextLessons.of(Lessons.read(sql)),
              off);
    }
  }

  /** Runs one. */
  public static BacktestReport of(Database database, Asked asked, Progress progress)
      throws SQLException, InterruptedException {
    Backtest backtest = new Backtest(database, asked);
    try {
      return backtest.all(progress);
    } finally {
      backtest.workers.forEach(BacktestWorker::close);
    }
  }

  private BacktestReport all(Progress progress) throws SQLException, InterruptedException {
    Waves fresh = new Waves();
    Waves old = new Waves();
    Guards guards;
    Guards oldGuards;
    try (Sql sql = new Sql(database.openForReading())) {
      guards = guards(sql, asked.draft);
      oldGuards = guards(sql, asked.inForce);
    }
    for (int i = 0; i < asked.workers; i++) {
      workers.add(new BacktestWorker(setting, fresh, guards, old, oldGuards));
    }
    long read = 0;
    List<StrikeWalk.Standing> standing;
    try (ScheduledExecutorService threads = Executors.newScheduledThreadPool(asked.workers);
        Sql sql = new Sql(database.openForReading())) {
      standing = StrikeWalk.standing(sql, asked.from);
      long all = count(sql);
      long seq = 0;
      List<BacktestWorker.Row> page = page(sql, seq);
      if (!page.isEmpty()) {
        Campaigns campaigns = new Campaigns(sql);
        campaigns.recall(fresh, page.getFirst().seq(), asked.from);
        campaigns.recall(old, page.getFirst().seq(), asked.from);
        campaigns.said(fresh, asked.from, asked.to);
        campaigns.said(old, asked.from, asked.to);
      }
      while (!page.isEmpty()) {
        long began = System.nanoTime();
        List<Future<?>> running = handOut(page, threads);
        read += page.size();
        seq = page.getLast().seq();
        // The next page is read while this one is judged.
        List<BacktestWorker.Row> next = page(sql, seq);
        for (Future<?> one : running) {
          await(one);
        }
        progress.done(read, Math.max(all, read));
        rest(threads, System.nanoTime() - began);
        page = next;
      }
    }
    return new BacktestSums(asked, workers, standing).report();
  }

  private Guards guards(Sql sql, @Nullable Pack pack) {
    return Guards.read(sql, pack == null ? null : pack.rules().raid(), asked.from, asked.to);
  }

  private void rest(ScheduledExecutorService threads, long nanos) throws InterruptedException {
    if (asked.rest > 0) {
      await(threads.schedule(() -> {}, (long) (nanos * asked.rest), TimeUnit.NANOSECONDS));
    }
  }

  private static void await(Future<?> running) throws InterruptedException {
    try {
      running.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private List<Future<?>> handOut(List<BacktestWorker.Row> page, ExecutorService threads) {
    List<List<BacktestWorker.Row>> parts = new ArrayList<>();
    workers.forEach(_ -> parts.add(new ArrayList<>()));
    for (BacktestWorker.Row row : page) {
      parts.get(Math.floorMod(row.key().hashCode(), workers.size())).add(row);
    }
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < workers.size(); i++) {
      BacktestWorker worker = workers.get(i);
      List<BacktestWorker.Row> part = parts.get(i);
      running.add(threads.submit(() -> part.forEach(worker::judge)));
    }
    return running;
  }

  private static final String WHICH =
      " AND j.kind IN ('message-posted', 'message-edited') AND j.fate IN ('handled', 'stale',"
          + " 'settled') AND j.arrived >= ? AND j.arrived < ?";

  private long count(Sql sql) {
    return sql.first(
            "SELECT count(*) FROM journal j WHERE j.seq > 0" + WHICH,
            row -> row.number(1),
            asked.from,
            asked.to)
        .orElse(0L);
  }

  /** What was said next. */
  List<BacktestWorker.Row> page(Sql sql, long after) {
    return sql.list(
        "SELECT j.seq, j.lane_key, j.source, j.kind, j.user_id, j.happened, j.arrived, j.fate,"
            + " b.text, j.message_id FROM journal j JOIN body b ON b.seq = j.seq WHERE j.seq > ?"
            + WHICH
            + " ORDER BY j.seq LIMIT "
            + PAGE,
        row ->
            new BacktestWorker.Row(
                row.number(1),
                row.text(2),
                row.text(3),
                row.text(4).equals("message-edited"),
                UserId.parse(row.text(5)),
                row.textOrNull(10),
                row.time(6),
                row.time(7),
                row.text(8).equals("stale"),
                row.text(8).equals("settled"),
                row.text(9)),
        after,
        asked.from,
        asked.to);
  }
}
