package dev.steward.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.PriorityQueue;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * A clock that moves when it is told to, with timers that run on the thread that moves it, each at
 * its own instant and in order of their times. Thread-safe.
 */
public final class ManualClock implements InstantSource {
  private final PriorityQueue<ManualTimers.Timer> due = new PriorityQueue<>();
  private final ManualTimers timers = new ManualTimers(this);
  private Instant now;
  private long made;

  /** Starts at nine in the morning of 2 November 2026 in China. */
  public ManualClock() {
    this(Instant.parse("2026-11-02T01:00:00Z"));
  }

  public ManualClock(Instant start) {
    this.now = start;
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  /** Timers that this clock drives. {@code execute} and {@code submit} run at once, in place. */
  public ScheduledExecutorService timers() {
    return timers;
  }

  /** Moves on and runs what becomes due on the way, on this thread. */
  public void advance(Duration step) {
    Instant end = instant().plus(step);
    for (ManualTimers.Timer timer = next(end); timer != null; timer = next(end)) {
      timer.fire();
    }
    synchronized (this) {
      if (now.isBefore(end)) {
        now = end;
      }
    }
  }

  /**
   * Moves on to the next timer and runs it, on this thread, or to the end when none is due before.
   *
   * @return whether there was one
   */
  public boolean step(Instant end) {
    ManualTimers.Timer timer = next(end);
    if (timer != null) {
      timer.fire();
      return true;
    }
    synchronized (this) {
      if (now.isBefore(end)) {
        now = end;
      }
      return false;
    }
  }

  /**
   * Sets the wall clock forward, or back when negative, as an administrator or a time server does:
   * timers that sleep are not shortened by it.
   */
  public synchronized void jump(Duration step) {
    now = now.plus(step);
    due.forEach(timer -> timer.shift(step));
  }

  /** How many timers wait: zero after an adapter has let go of everything. */
  public synchronized int waiting() {
    due.removeIf(timer -> timer.isDone());
    return due.size();
  }

  synchronized void add(ManualTimers.Timer timer) {
    due.add(timer);
  }

  synchronized void remove(ManualTimers.Timer timer) {
    due.remove(timer);
  }

  /** How many timers were ever set. */
  synchronized long made() {
    return made;
  }

  synchronized long number() {
    return made++;
  }

  private synchronized ManualTimers.@Nullable Timer next(Instant end) {
    ManualTimers.Timer first = due.peek();
    if (first == null || first.at().isAfter(end)) {
      return null;
    }
    due.remove();
    if (first.at().isAfter(now)) {
      now = first.at();
    }
    return first;
  }
}
