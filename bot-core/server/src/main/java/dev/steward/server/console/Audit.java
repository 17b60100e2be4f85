package dev.steward.server.console;

import dev.steward.chat.Key;
import dev.steward.engine.Engine;
import dev.steward.engine.flow.TurnContext;
import dev.steward.engine.store.Numbers;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who looked at what, and who did what to whom: the table {@code audit}. Looks are written in
 * batches: while one batch is under way the next gathers. Thread-safe.
 */
final class Audit {
  private static final int MOST_WAITING = 50_000;
  private static final Logger log = LoggerFactory.getLogger(Audit.class);

  private final Engine engine;
  private final InstantSource clock;
  private List<Line> waiting = new ArrayList<>();
  private CompletableFuture<?> underWay = CompletableFuture.completedFuture(null);
  private boolean writing;

  Audit(Engine engine, InstantSource clock) {
    this.engine = engine;
    this.clock = clock;
  }

  private record Line(Instant at, String login, String what, String target) {}

  /**
   * Takes note of a look.
   *
   * @param what one word, such as {@code case}; the page puts it into words
   * @param target a number or an id, without members' words
   */
  synchronized void looked(String login, String what, String target) {
    if (waiting.size() >= MOST_WAITING) {
      log.error("audit: {} lines wait for the database, this one is lost: {}", MOST_WAITING, what);
      return;
    }
    waiting.add(new Line(clock.instant(), login, what, target));
    if (!writing) {
      writeOn();
    }
  }

  private synchronized void writeOn() {
    writing = !waiting.isEmpty();
    if (!writing) {
      return;
    }
    List<Line> batch = waiting;
    waiting = new ArrayList<>();
    underWay =
        engine
            .<Void>write(
                Key.BRAND,
                context -> {
                  batch.forEach(line -> insert(context, line));
                  return null;
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

  /** Keeps what could not be written for the next look. */
  private synchronized void again(List<Line> batch, Throwable failure) {
    log.warn(
        "audit: {} lines wait, the database refused them: {}", batch.size(), failure.toString());
    List<Line> all = new ArrayList<>(batch);
    all.addAll(waiting);
    waiting = all;
    writing = false;
  }

  /** Takes note of a deed, in the turn that does it. */
  void did(TurnContext context, String login, String what, String target) {
    insert(context, new Line(clock.instant(), login, what, target));
  }

  private static void insert(TurnContext context, Line line) {
    context
        .sql()
        .update(
            "INSERT INTO audit (id, at, login, what, target) VALUES (?, ?, ?, ?, ?)",
            context.numbers().next(context.sql(), Numbers.Sequence.OTHER),
            line.at,
            line.login,
            line.what,
            line.target);
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
      log.warn("audit: the last lines may be missing: {}", e.toString());
    }
  }

  private synchronized CompletableFuture<?> last() {
    return underWay;
  }
}
