package dev.steward.engine.schedule;

import java.time.Instant;

/** Wakes somebody at a time; nothing is kept over a restart. Thread-safe. */
public interface Clockwork extends AutoCloseable {
  /** Runs the work at a time or soon after; the same id again replaces what was set. */
  void wakeAt(String id, Instant at, Runnable work);

  void cancel(String id);

  @Override
  void close();
}
