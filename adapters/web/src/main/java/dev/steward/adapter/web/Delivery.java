package dev.steward.adapter.web;

import dev.steward.chat.Event;
import dev.steward.chat.EventSink;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Tells Steward of one conversation, in order, many lines at a time, from where it stopped last. A
 * line counts as told once the sink has committed it. What does not fit in memory is read from the
 * log again. Thread-safe; one thread at a time hands over.
 */
final class Delivery {
  private static final int IN_FLIGHT = 512;
  private static final int IN_MEMORY = 2_000;
  private static final int PAGE = 500;

  private final String conv;
  private final Deliveries all;
  private final Deque<Line> waiting = new ArrayDeque<>();
  private final Deque<Line> flying = new ArrayDeque<>();
  private final AtomicInteger handing = new AtomicInteger();
  private long read;
  private long skippedTo;
  private int inFlight;
  private int failures;
  private boolean overloaded;
  private boolean failing;
  private boolean reading;
  private boolean waits;
  private boolean closed;

  /** One line on its way. */
  private static final class Line {
    final long seq;
    final @Nullable Event event;
    boolean told;

    Line(long seq, @Nullable Event event) {
      this.seq = seq;
      this.event = event;
    }
  }

  /**
   * @param delivered the last line that Steward has committed
   * @param last the last line of the log; what lies between is read and told
   */
  Delivery(String conv, long delivered, long last, Deliveries all) {
    this.conv = conv;
    this.all = all;
    this.read = delivered;
    this.skippedTo = last;
  }

  /** An event beside the log, told before what waits. */
  void announce(Event event) {
    synchronized (this) {
      waiting.addFirst(new Line(0, event));
    }
    hand();
  }

  /** A new line of the log, already committed. */
  void offer(LogEntry entry) {
    synchronized (this) {
      if (skippedTo > read || waiting.size() >= IN_MEMORY) {
        skippedTo = entry.seq();
      } else {
        waiting.add(new Line(entry.seq(), Reports.event(entry)));
        read = entry.seq();
        skippedTo = entry.seq();
      }
    }
    hand();
  }

  /** Hands over as much as Steward takes now. */
  void hand() {
    if (handing.getAndIncrement() != 0) {
      return;
    }
    int seen = 1;
    while (seen != 0) {
      for (Line line = next(); line != null; line = next()) {
        handOver(line);
      }
      seen = handing.addAndGet(-seen);
    }
  }

  /** Nothing is handed over once this returns. */
  void close() {
    synchronized (this) {
      closed = true;
    }
    long end = System.nanoTime() + 1_000_000_000L;
    while (handing.get() != 0 && System.nanoTime() < end) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  private synchronized @Nullable Line next() {
    if (closed || waits || failing || flying.size() >= IN_FLIGHT) {
      return null;
    }
    if (waiting.isEmpty()) {
      if (skippedTo > read && !reading) {
        readOn();
      }
      return null;
    }
    EventSink sink = all.sink();
    if (sink.congested()) {
      waits = true;
      var _ = sink.relief().whenComplete((_, _) -> resume());
      return null;
    }
    Line line = waiting.remove();
    flying.add(line);
    inFlight++;
    return line;
  }

  private void handOver(Line line) {
    if (line.event == null) {
      settled(line, null);
      return;
    }
    var _ = all.sink().deliver(line.event).whenComplete((_, failure) -> settled(line, failure));
  }

  private void settled(Line line, @Nullable Throwable failure) {
    long told = 0;
    int count = 0;
    boolean retry = false;
    synchronized (this) {
      inFlight--;
      line.told = failure == null;
      if (failure != null) {
        failing = true;
        overloaded |= isOverload(failure);
      }
      while (!flying.isEmpty() && flying.peek().told) {
        Line first = flying.remove();
        if (first.seq > 0) {
          told = first.seq;
          count++;
        }
      }
      if (count > 0) {
        failures = 0;
      }
      if (failing && inFlight == 0) {
        List<Line> again = new ArrayList<>(flying);
        Collections.reverse(again);
        again.forEach(waiting::addFirst);
        flying.clear();
        failures++;
        failing = false;
        waits = true;
        retry = true;
      }
    }
    if (told > 0) {
      all.told(conv, told, count);
    }
    if (retry) {
      retryLater();
    } else {
      hand();
    }
  }

  private void retryLater() {
    boolean wasOverload;
    long pause;
    synchronized (this) {
      wasOverload = overloaded;
      overloaded = false;
      pause = Math.min(5_000, 100L << Math.min(6, failures));
    }
    if (wasOverload) {
      var _ = all.sink().relief().whenComplete((_, _) -> all.later(this::resume, 50));
    } else {
      all.later(this::resume, pause);
    }
  }

  private void resume() {
    synchronized (this) {
      waits = false;
    }
    hand();
  }

  private void readOn() {
    reading = true;
    long target = skippedTo;
    long from = read;
    var _ =
        all.reader()
            .ask((log, _) -> log.undelivered(conv, from, PAGE))
            .whenComplete((page, failure) -> took(page, target, failure));
  }

  private void took(@Nullable List<LogEntry> page, long target, @Nullable Throwable failure) {
    synchronized (this) {
      reading = false;
      if (page == null) {
        waits = true;
      } else {
        page.forEach(entry -> waiting.add(new Line(entry.seq(), Reports.event(entry))));
        if (!page.isEmpty()) {
          read = page.getLast().seq();
        }
        if (page.size() < PAGE) {
          read = Math.max(read, target);
        }
        skippedTo = Math.max(skippedTo, read);
      }
    }
    if (failure != null) {
      all.later(this::resume, 1_000);
    } else {
      hand();
    }
  }

  private static boolean isOverload(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof EventSink.OverloadedException) {
        return true;
      }
    }
    return false;
  }
}
