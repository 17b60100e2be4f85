package dev.steward.server.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How fast each of many callers may ask: a bucket that fills steadily, and may be emptied at once.
 * Kept in memory, a bucket for each that was heard lately. Thread-safe.
 */
public final class Rates {
  private static final int MOST = 20_000;

  private final InstantSource clock;
  private final int burst;
  private final Duration each;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > MOST;
        }
      };

  /**
   * @param burst requests in a row
   * @param each how long one more takes to come back
   */
  public Rates(InstantSource clock, int burst, Duration each) {
    this.clock = clock;
    this.burst = burst;
    this.each = each;
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
  public record Grant(int left, Duration pause) {
    public boolean refused() {
      return !pause.isZero();
    }
  }

  /** Asks for one more. */
  public synchronized Grant take(String caller) {
    Instant now = clock.instant();
    long most = burst * each.toMillis();
    Bucket before = buckets.getOrDefault(caller, new Bucket(most, now));
    // A clock that was set back fills nothing, and takes nothing away.
    long passed = Math.max(0, Duration.between(before.at, now).toMillis());
    long filled = Math.min(most, before.filled + Math.min(passed, most));
    boolean enough = filled >= each.toMillis();
    long after = enough ? filled - each.toMillis() : filled;
    buckets.put(caller, new Bucket(after, now));
    return new Grant(
        (int) (after / each.toMillis()),
        enough ? Duration.ZERO : Duration.ofMillis(each.toMillis() - filled));
  }

  /** Requests in a row. */
  public int burst() {
    return burst;
  }

  /** How long it takes until the bucket is full again. */
  public Duration untilFull(int left) {
    return each.multipliedBy(burst - left);
  }
}
