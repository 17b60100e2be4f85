package dev.steward.adapter.template;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Watches the line, since TCP does not tell that the other side is gone: asks for a sign of life
 * three times a minute, and closes a line on which none came for a minute. Thread-safe.
 */
final class Pulse {
  private static final Duration BEAT = Duration.ofSeconds(20);
  private static final int MOST_UNANSWERED = 2;

  private final ScheduledExecutorService timers;
  private @Nullable ScheduledFuture<?> next;
  private int unanswered;

  Pulse(ScheduledExecutorService timers) {
    this.timers = timers;
  }

  /** Beats for a line from now on. */
  synchronized void start(Line line) {
    unanswered = 0;
    plan(line);
  }

  private void plan(Line line) {
    stop();
    next = timers.schedule(() -> beat(line), BEAT.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Something came. */
  synchronized void alive() {
    unanswered = 0;
  }

  /** Beats no more, for good or while nothing is read. */
  synchronized void stop() {
    if (next != null) {
      next.cancel(false);
      next = null;
    }
  }

  private synchronized void beat(Line line) {
    if (next == null) {
      return;
    }
    if (unanswered == MOST_UNANSWERED) {
      line.close();
    } else {
      unanswered++;
      line.send("{\"t\":\"ping\"}");
      plan(line);
    }
  }
}
