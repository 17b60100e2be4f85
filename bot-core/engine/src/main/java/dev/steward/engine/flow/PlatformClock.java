package dev.steward.engine.flow;

import dev.steward.chat.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * How far each platform's clock is from ours, so that a wrong clock does not make every message
 * look old. The offset is the smallest delay seen lately: a message can arrive late, but not early.
 */
final class PlatformClock {
  /** A message that comes later than this after it was posted is stale. */
  static final Duration STALE = Duration.ofMinutes(10);

  private static final int WINDOW = 64;

  private final Map<AccountId, long[]> delays = new HashMap<>();
  private final Map<AccountId, Integer> counts = new HashMap<>();

  /** Takes note of an event and tells whether it is stale. */
  boolean stale(AccountId account, Instant at, Instant arrived) {
    long delay = Duration.between(at, arrived).toMillis();
    long[] recent = delays.computeIfAbsent(account, _ -> new long[WINDOW]);
    int count = counts.merge(account, 1, Integer::sum);
    recent[count % WINDOW] = delay;
    long offset = Long.MAX_VALUE;
    for (int i = 0; i < Math.min(count, WINDOW); i++) {
      offset = Math.min(offset, recent[(count - i) % WINDOW]);
    }
    // A clock that is ahead is corrected at once. One that seems behind is believed only once a
    // full window agrees,
    // since a backlog after downtime looks just the same at first.
    boolean behind = count >= WINDOW && offset < 3_600_000 && spread(recent) < 60_000;
    long correction = offset < 0 || behind ? offset : 0;
    return delay - correction > STALE.toMillis();
  }

  private static long spread(long[] recent) {
    long least = Long.MAX_VALUE;
    long most = Long.MIN_VALUE;
    for (long delay : recent) {
      least = Math.min(least, delay);
      most = Math.max(most, delay);
    }
    return most - least;
  }
}
