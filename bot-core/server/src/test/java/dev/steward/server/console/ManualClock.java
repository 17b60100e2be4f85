package dev.steward.server.console;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that moves when it is told to. Thread-safe. */
final class ManualClock implements InstantSource {
  private volatile Instant now = Instant.parse("2026-11-03T06:00:00Z");

  @Override
  public Instant instant() {
    return now;
  }

  /** For the test's own thread only. */
  @SuppressWarnings("NonAtomicVolatileUpdate")
  void pass(Duration time) {
    now = now.plus(time);
  }
}
