package dev.steward.engine.outbox;

import java.time.Duration;

/**
 * How fast and how often.
 *
 * @param perSecond actions a second for one account: what people read, and as much again of what is
 *     done to messages and members
 * @param burst actions at once, after a pause
 * @param attempts tries before an action is given up
 * @param patience how long one try may take before its outcome is called unknown; an adapter ends
 *     its tries itself, earlier
 */
public record Limits(double perSecond, int burst, int attempts, Duration patience) {
  /** For a platform that states no limits. */
  public static final Limits GENEROUS = new Limits(20_000, 40_000, 6, Duration.ofMinutes(2));
}
