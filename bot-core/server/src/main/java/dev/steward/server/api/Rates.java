package dev.steward.server.api;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * How fast each token may ask: a bucket that fills steadily, and may be emptied at once. Kept in
 * memory, a bucket for each token that exists. Thread-safe.
 */
final class Rates {
  /** Requests in a row. */
  static final int BURST = 60;

  /** How long one more takes to come back: 300 a minute. */
  static final Duration EACH = Duration.ofMillis(200);

  private final InstantSource clock;
  private final Map<String, Bucket> buckets = new HashMap<>();

  Rates(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * @param filled how much is in it, in milliseconds of filling
   */
  private record Bucket(long filled, Instant at) {}

  /**
   * What became of a request for a request.
   *
   * @param left how many more may follow at once
   * @param pause zero, or how long until the next may be asked
   */
  record Grant(int left, Duration pause) {
    boolean refused() {
      return !pause.isZero();
    }
  }

  synchronized Grant take(String token) {
    Instant now = clock.instant();
    long most = BURST * EACH.toMillis();
    Bucket before = buckets.getOrDefault(token, new Bucket(most, now));
    // A clock that was set back fills nothing, and takes nothing away.
    long passed = Math.max(0, Duration.between(before.at, now).toMillis());
    long filled = Math.min(most, before.filled + Math.min(passed, most));
    boolean enough = filled >= EACH.toMillis();
    long after = enough ? filled - EACH.toMillis() : filled;
    buckets.put(token, new Bucket(after, now));
    return new Grant(
        (int) (after / EACH.toMillis()),
        enough ? Duration.ZERO : Duration.ofMillis(EACH.toMillis() - filled));
  }

  /** How long it takes until the bucket is full again. */
  static Duration untilFull(int left) {
    return EACH.multipliedBy(BURST - left);
  }
}
