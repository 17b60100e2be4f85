package dev.steward.engine.faq;

import java.time.Instant;
import java.time.InstantSource;

/**
 * How much of what members say to each other is looked up: in a rush it would take a processor that
 * the lanes need, and hardly any of it is a question. Counted in the processor time that it takes,
 * so that a slow machine looks up less, and talk that a glance settles counts for little. While
 * more comes than people write in any hour of the day, it takes a quarter of that. Thread-safe.
 */
final class TalkPace {
  /** What a line is thought to take until it is known, in nanoseconds. */
  private static final long USUAL = 4_000_000;

  /** So many lines within a second are a rush. */
  private static final int RUSH = 1_000;

  private final InstantSource clock;
  private final double perSecond;
  private long second;
  private int lines;
  private boolean rush;
  private double left;
  private Instant filled;

  /**
   * @param share how much of one processor; what it gives in a second may be used at once
   */
  TalkPace(InstantSource clock, double share) {
    this.clock = clock;
    perSecond = share * 1e9;
    left = perSecond;
    filled = clock.instant();
  }

  /** Whether one more line may be looked up now; if so, {@link #took} is to follow. */
  synchronized boolean take() {
    Instant now = clock.instant();
    double passed = Math.max(0, now.toEpochMilli() - filled.toEpochMilli()) / 1000.0;
    count(now.getEpochSecond());
    left = Math.min(perSecond, left + passed * perSecond * (rush ? 0.25 : 1));
    filled = now;
    if (left < USUAL) {
      return false;
    }
    left -= USUAL;
    return true;
  }

  private void count(long now) {
    if (now != second) {
      rush = lines > RUSH;
      second = now;
      lines = 0;
    }
    lines++;
    rush |= lines > RUSH;
  }

  /** A line that was taken is done with, after so many nanoseconds of a processor. */
  synchronized void took(long nanos) {
    left += USUAL - nanos;
  }
}
