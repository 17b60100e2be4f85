package dev.steward.wire;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Connects, and connects again after a cut: after about a second, then twice as long each time up
 * to a minute, each pause a little different, so that a thousand clients do not come back at the
 * same moment. Thread-safe.
 */
public final class Redial implements AutoCloseable {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private final ScheduledExecutorService timers;
  private final RandomGenerator random;
  private final Runnable dial;
  private Duration pause = FIRST;
  private @Nullable ScheduledFuture<?> planned;
  private boolean closed;

  /**
   * @param dial tries to connect and returns at once; ends in {@link #up} or in {@link #lost}
   */
  public Redial(ScheduledExecutorService timers, RandomGenerator random, Runnable dial) {
    this.timers = timers;
    this.random = random;
    this.dial = dial;
  }

  /** Connects for the first time. */
  public void start() {
    dial.run();
  }

  /** It is connected and the other side speaks sense: the next pause is a short one again. */
  public synchronized void up() {
    pause = FIRST;
  }

  /** The connection, or the try to make one, has ended. Returns the pause before the next try. */
  public Duration lost() {
    return lost(Duration.ZERO);
  }

  /**
   * The same, where the other side asks for a pause of its own.
   *
   * @param least at least so long
   */
  public synchronized Duration lost(Duration least) {
    if (closed || planned != null) {
      return pause;
    }
    long base = Math.max(pause.toMillis(), least.toMillis());
    long millis = base + random.nextLong(base / 4 + 1);
    Duration doubled = pause.multipliedBy(2);
    pause = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    planned = timers.schedule(this::again, millis, TimeUnit.MILLISECONDS);
    return Duration.ofMillis(millis);
  }

  private void again() {
    synchronized (this) {
      planned = null;
      if (closed) {
        return;
      }
    }
    dial.run();
  }

  /** Tries no more. */
  @Override
  public synchronized void close() {
    closed = true;
    if (planned != null) {
      planned.cancel(false);
      planned = null;
    }
  }
}
