package dev.steward.engine.faq;

import java.time.Instant;
import java.time.InstantSource;

/**
 * How much of what members say to each other is looked up: in a rush it would take a processor that
 * the lanes need, and hardly any of it is a question. Thread-safe.
 */
final class TalkPace {
  private final InstantSource clock;
  private final int perSecond;
  private double left;
  private Instant filled;

  /**
   * @param perSecond lines; as many may come at once
   */
  TalkPace(InstantSource clock, int perSecond) {
    this.clock = clock;
    this.perSecond = perSecond;
    left = perSecond;
    filled = clock.instant();
  }

  /** Whether one more may be looked up now. */
  synchronized boolean take() {
    Instant now = clock.instant();
    double passed = Math.max(0, now.toEpochMilli() - filled.toEpochMilli()) / 1000.0;
    left = Math.min(perSecond, left + passed * perSecond);
    filled = now;
    if (left < 1) {
      return false;
    }
    left--;
    return true;
  }
}
