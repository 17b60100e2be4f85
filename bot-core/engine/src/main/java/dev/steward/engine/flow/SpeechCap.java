package dev.steward.engine.flow;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * How much Steward may say in one group: in a raid its own warnings must not become the spam.
 * Answers to staff, what has a budget of its own, and actions that say nothing are not counted.
 */
final class SpeechCap {
  /** Messages a minute, in one group. */
  static final int MOST_A_MINUTE = 12;

  private final Map<String, Integer> said = new HashMap<>();
  private long current;

  /** Whether one more may be said now. */
  boolean allows(String key, Instant now) {
    long minute = now.getEpochSecond() / 60;
    if (minute != current) {
      current = minute;
      said.clear();
    }
    return said.merge(key, 1, Integer::sum) <= MOST_A_MINUTE;
  }
}
