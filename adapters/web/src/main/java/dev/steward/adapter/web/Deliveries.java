package dev.steward.adapter.web;

import dev.steward.chat.Event;
import dev.steward.chat.EventSink;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** All conversations on their way to Steward, and the cursors that survive a crash. Thread-safe. */
final class Deliveries {
  private static final long CURSOR_PAUSE_MILLIS = 200;

  private final EventSink sink;
  private final Reader reader;
  private final ScheduledExecutorService timers;
  private final Map<String, Delivery> byConv = new ConcurrentHashMap<>();
  private final Map<String, Long> dirty = new HashMap<>();
  private final AtomicBoolean flushing = new AtomicBoolean();
  private final AtomicLong backlog = new AtomicLong();
  private volatile boolean closed;
  private volatile CursorKeeper keeper = _ -> CompletableFuture.completedFuture(null);

  /** Writes cursors down; the stage completes when they are on the disk. */
  interface CursorKeeper {
    CompletableFuture<?> keep(Map<String, Long> cursors);
  }

  Deliveries(EventSink sink, Reader reader, ScheduledExecutorService timers) {
    this.sink = sink;
    this.reader = reader;
    this.timers = timers;
  }

  void keeper(CursorKeeper writes) {
    keeper = writes;
  }

  /** Takes up a conversation where it stopped; called before anything is offered. */
  void resume(String conv, long delivered, long last, long undelivered) {
    backlog.addAndGet(undelivered);
    byConv.put(conv, new Delivery(conv, delivered, last, this));
  }

  /** New committed lines, in order. Called by the rooms' thread. */
  void offer(List<LogEntry> entries) {
    for (LogEntry entry : entries) {
      if (entry.deliver()) {
        backlog.incrementAndGet();
        of(entry.conv(), entry.seq() - 1).offer(entry);
      }
    }
  }

  void announce(String conv, Event event) {
    of(conv, 0).announce(event);
  }

  /** Starts to tell what was left over. */
  void start() {
    byConv.values().forEach(Delivery::hand);
  }

  /** How many lines Steward has not been told yet. */
  long backlog() {
    return backlog.get();
  }

  void close() {
    byConv.values().forEach(Delivery::close);
    closed = true;
    flush();
  }

  EventSink sink() {
    return sink;
  }

  Reader reader() {
    return reader;
  }

  void later(Runnable work, long millis) {
    var _ = timers.schedule(work, millis, TimeUnit.MILLISECONDS);
  }

  void told(String conv, long seq, int count) {
    backlog.addAndGet(-count);
    synchronized (dirty) {
      dirty.merge(conv, seq, Math::max);
    }
    if (!closed && flushing.compareAndSet(false, true)) {
      later(this::flush, CURSOR_PAUSE_MILLIS);
    }
  }

  private void flush() {
    flushing.set(false);
    Map<String, Long> now;
    synchronized (dirty) {
      now = Map.copyOf(dirty);
      dirty.clear();
    }
    if (!now.isEmpty()) {
      var _ = keeper.keep(now);
    }
  }

  private Delivery of(String conv, long before) {
    return byConv.computeIfAbsent(conv, c -> new Delivery(c, before, before, this));
  }
}
