package dev.steward.server.api;

import dev.steward.engine.store.Sql;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The account of what was pulled: the table {@code api_use}, a line for each token, hour, thing and
 * outcome. Written in batches: while one is under way the next gathers. Lines older than {@link
 * #KEPT} are forgotten. Thread-safe.
 */
public final class Uses {
  static final Duration KEPT = Duration.ofDays(400);

  private static final Logger log = LoggerFactory.getLogger(Uses.class);

  private final Writer writer;
  private final InstantSource clock;
  private Map<Line, Sum> waiting = new HashMap<>();
  private CompletableFuture<?> underWay = CompletableFuture.completedFuture(null);
  private boolean writing;
  private long forgotten;

  /** Runs a change in a transaction of its own. */
  @FunctionalInterface
  interface Writer {
    CompletionStage<?> write(Consumer<Sql> change);
  }

  private record Line(String token, long hour, String what, int status) {}

  private record Sum(long requests, long rows, Instant last) {
    Sum plus(Sum other) {
      return new Sum(
          requests + other.requests,
          rows + other.rows,
          last.isAfter(other.last) ? last : other.last);
    }
  }

  /**
   * A line as the console shows it.
   *
   * @param what was read
   * @param status of HTTP: 200, or why it was turned down
   * @param last when in the hour it was asked for the last time
   */
  public record Use(
      String token, String what, int status, long requests, long rows, Instant last) {}

  /**
   * A token's uses of the last thirty days.
   *
   * @param last when it was used
   */
  public record Total(long requests, long rows, Instant last) {}

  Uses(Writer writer, InstantSource clock) {
    this.writer = writer;
    this.clock = clock;
  }

  /**
   * Takes note of a use.
   *
   * @param what a name without anything that the other side made up
   */
  synchronized void note(String token, String what, int status, int rows) {
    Instant now = clock.instant();
    waiting.merge(new Line(token, hour(now), what, status), new Sum(1, rows, now), Sum::plus);
    if (!writing) {
      writeOn();
    }
  }

  private static long hour(Instant time) {
    return Math.floorDiv(time.getEpochSecond(), 3600L);
  }

  private synchronized void writeOn() {
    writing = !waiting.isEmpty();
    if (!writing) {
      return;
    }
    Map<Line, Sum> batch = waiting;
    waiting = new HashMap<>();
    long oldest = hour(clock.instant().minus(KEPT));
    boolean forgets = oldest > forgotten;
    forgotten = oldest;
    underWay =
        writer
            .write(
                sql -> {
                  batch.forEach((line, sum) -> add(sql, line, sum));
                  if (forgets) {
                    sql.update("DELETE FROM api_use WHERE hour < ?", oldest);
                  }
                })
            .toCompletableFuture()
            .handle(
                (_, failure) -> {
                  if (failure == null) {
                    writeOn();
                  } else {
                    again(batch, failure);
                  }
                  return null;
                });
  }

  /** Keeps what could not be written for the next use. */
  private synchronized void again(Map<Line, Sum> batch, Throwable failure) {
    log.warn(
        "{} lines of uses wait, the database refused them: {}", batch.size(), failure.toString());
    batch.forEach((line, sum) -> waiting.merge(line, sum, Sum::plus));
    writing = false;
  }

  private static void add(Sql sql, Line line, Sum sum) {
    sql.update(
        "INSERT INTO api_use (token_id, hour, what, status, requests, pulled, last)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (token_id, hour, what, status) DO UPDATE"
            + " SET requests = api_use.requests + excluded.requests,"
            + " pulled = api_use.pulled + excluded.pulled, last = excluded.last",
        line.token,
        line.hour,
        line.what,
        line.status,
        sum.requests,
        sum.rows,
        sum.last);
  }

  /** The newest lines of all tokens. */
  public static List<Use> newest(Sql sql, int most) {
    return sql.list(
        "SELECT token_id, what, status, requests, pulled, last FROM api_use"
            + " ORDER BY hour DESC, last DESC LIMIT ?",
        row ->
            new Use(
                row.text(1),
                row.text(2),
                (int) row.number(3),
                row.number(4),
                row.number(5),
                row.time(6)),
        most);
  }

  /** What each token pulled in the last thirty days, by its id. */
  public static Map<String, Total> totals(Sql sql, Instant now) {
    Map<String, Total> totals = new HashMap<>();
    sql.list(
            "SELECT token_id, sum(requests), sum(pulled), max(last) FROM api_use"
                + " WHERE hour >= ? GROUP BY token_id",
            row -> Map.entry(row.text(1), new Total(row.number(2), row.number(3), row.time(4))),
            hour(now.minus(Duration.ofDays(30))))
        .forEach(entry -> totals.put(entry.getKey(), entry.getValue()));
    return totals;
  }

  /** Waits until what was noted is written; at most two seconds. */
  void finish() {
    try {
      for (CompletableFuture<?> last = last(); !last.isDone(); last = last()) {
        last.get(2, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      log.warn("the last lines of uses may be missing: {}", e.toString());
    }
  }

  private synchronized CompletableFuture<?> last() {
    return underWay;
  }
}
