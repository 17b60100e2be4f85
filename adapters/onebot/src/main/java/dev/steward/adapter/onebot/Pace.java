package dev.steward.adapter.onebot;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How fast an implementation is asked for what all the groups of a login said: so many at once,
 * then so many a second, however often the line is cut. Thread-safe.
 */
final class Pace {
  static final int AT_ONCE = 200;
  static final int PER_SECOND = 50;

  private final ScheduledExecutorService timers;
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private int left = AT_ONCE;
  private boolean closed;
  private @Nullable ScheduledFuture<?> planned;

  private record Waiting(Link link, CompletableFuture<Void> turn) {}

  Pace(ScheduledExecutorService timers) {
    this.timers = timers;
  }

  /** Completes when a question may be asked there; also once the line is cut, which costs none. */
  CompletionStage<Void> turn(Link link) {
    CompletableFuture<Void> turn = new CompletableFuture<>();
    synchronized (this) {
      waiting.add(new Waiting(link, turn));
    }
    pass();
    return turn;
  }

  private void pass() {
    List<Waiting> next = new ArrayList<>();
    synchronized (this) {
      while (!waiting.isEmpty() && (closed || left > 0 || !waiting.peek().link.isOpen())) {
        Waiting first = waiting.remove();
        if (first.link.isOpen()) {
          left--;
        }
        next.add(first);
      }
      if (planned == null && left < AT_ONCE && !closed) {
        planned = timers.schedule(this::tick, 1, TimeUnit.SECONDS);
      }
    }
    next.forEach(first -> first.turn.complete(null));
  }

  private void tick() {
    synchronized (this) {
      planned = null;
      left = Math.min(AT_ONCE, left + PER_SECOND);
    }
    pass();
  }

  /** Nobody waits any more. */
  void close() {
    synchronized (this) {
      closed = true;
      if (planned != null) {
        planned.cancel(false);
      }
    }
    pass();
  }
}
