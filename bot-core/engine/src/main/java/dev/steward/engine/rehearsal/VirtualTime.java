package dev.steward.engine.rehearsal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Time that passes when it is told to, and the loop that runs by it. Whatever is given to the loop,
 * from any thread, runs on the one thread that made this object, in order: at once when that thread
 * is not in the middle of something, else as soon as it is done with that. So nothing depends on
 * how fast threads are. Thread-safe; time is moved on by the thread that made it only.
 */
public final class VirtualTime implements InstantSource {
  private final Thread driver = Thread.currentThread();
  private final PriorityQueue<VirtualLoop.Task> timers = new PriorityQueue<>();
  private final Queue<Runnable> ready = new ArrayDeque<>();
  private final VirtualLoop loop = new VirtualLoop(this);
  private Instant now;
  private long made;
  private boolean running;

  /** Starts at nine in the morning of Monday 2 November 2026 in China. */
  public VirtualTime() {
    this(Instant.parse("2026-11-02T01:00:00Z"));
  }

  public VirtualTime(Instant start) {
    now = start;
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  /**
   * Runs work by this time: for timers, and in place of any executor whose work would otherwise run
   * on threads of its own, such as a slow helper's. It ends with this object; shutting it down does
   * nothing.
   */
  public ScheduledExecutorService loop() {
    return loop;
  }

  /** Runs what waits; returns whether there was anything. */
  public boolean runReady() {
    boolean any = false;
    for (Runnable work = take(); work != null; work = take()) {
      any = true;
      running = true;
      try {
        work.run();
      } finally {
        running = false;
      }
    }
    return any;
  }

  /** Moves on, and runs what becomes due on the way, each at its own time. */
  public void advance(Duration step) {
    advance(step, () -> {});
  }

  /**
   * The same, and lets things come to rest each time before the clock moves on.
   *
   * @param rest returns once they have
   */
  public void advance(Duration step, Runnable rest) {
    Instant end = instant().plus(step);
    settle(rest);
    for (List<VirtualLoop.Task> due = due(end); !due.isEmpty(); due = due(end)) {
      due.forEach(VirtualLoop.Task::fire);
      settle(rest);
    }
    synchronized (this) {
      if (now.isBefore(end)) {
        now = end;
      }
    }
  }

  private void settle(Runnable rest) {
    runReady();
    rest.run();
  }

  /**
   * Sets the wall clock forward, or back when negative, as an administrator or a time server does:
   * timers that sleep are not shortened by it.
   */
  public synchronized void jump(Duration step) {
    now = now.plus(step);
    timers.forEach(timer -> timer.shift(step));
  }

  /** When the next timer is due; null when none waits. */
  public synchronized @Nullable Instant next() {
    VirtualLoop.Task first = timers.peek();
    return first == null ? null : first.at();
  }

  /** The timers that are due first, all of one time, when that is not after the end. */
  private synchronized List<VirtualLoop.Task> due(Instant end) {
    List<VirtualLoop.Task> due = new ArrayList<>();
    VirtualLoop.Task first = timers.peek();
    if (first == null || first.at().isAfter(end)) {
      return due;
    }
    Instant at = first.at();
    if (at.isAfter(now)) {
      now = at;
    }
    while (first != null && first.at().equals(at)) {
      due.add(timers.remove());
      first = timers.peek();
    }
    return due;
  }

  private synchronized @Nullable Runnable take() {
    return ready.poll();
  }

  /** Takes work for the loop. */
  void execute(Runnable work) {
    synchronized (this) {
      ready.add(work);
    }
    if (driver.equals(Thread.currentThread()) && !running) {
      runReady();
    }
  }

  synchronized void add(VirtualLoop.Task timer) {
    timers.add(timer);
  }

  synchronized void remove(VirtualLoop.Task timer) {
    timers.remove(timer);
  }

  synchronized long number() {
    return made++;
  }
}
