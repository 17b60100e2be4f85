package dev.steward.engine.rules;

import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What rules cost since the start, from one message in {@value #EVERY}: how long each rule looks,
 * and how long the reading takes that they share (word lists, contacts, what a text reads like).
 * Exact to an eighth. Thread-safe.
 */
public final class RuleCosts {
  /** Stands for the reading that all rules of a pack share. */
  public static final String READING = "";

  private static final int EVERY = 32;

  /** Eight to each power of two, up to a minute. */
  private static final int STEPS = 8;

  private static final int BUCKETS = 36 * STEPS;
  private static final int MOST_RULES = 2_000;

  private final AtomicLong messages = new AtomicLong();
  private final Map<String, AtomicIntegerArray> costs = new ConcurrentHashMap<>();

  /** Takes the times of one message. */
  final class Sample {
    private final String pack;

    private Sample(String pack) {
      this.pack = pack;
    }

    void took(String rule, long nanos) {
      String key = key(pack, rule);
      AtomicIntegerArray counts = costs.get(key);
      if (counts == null) {
        if (costs.size() >= MOST_RULES) {
          return;
        }
        counts = costs.computeIfAbsent(key, _ -> new AtomicIntegerArray(BUCKETS));
      }
      counts.incrementAndGet(bucket(nanos));
    }
  }

  /** Takes the next message's times; null for those that are not measured. */
  @Nullable Sample next(String pack) {
    return messages.incrementAndGet() % EVERY == 1 ? new Sample(pack) : null;
  }

  /**
   * How long a rule takes at most for 99 of 100 messages, in nanoseconds; empty when it was not
   * measured yet.
   */
  public OptionalLong p99(String pack, String rule) {
    AtomicIntegerArray counts = costs.get(key(pack, rule));
    if (counts == null) {
      return OptionalLong.empty();
    }
    long all = 0;
    for (int i = 0; i < BUCKETS; i++) {
      all += counts.get(i);
    }
    long rest = all - all / 100;
    for (int i = 0; i < BUCKETS; i++) {
      rest -= counts.get(i);
      if (rest <= 0) {
        return OptionalLong.of(end(i));
      }
    }
    return OptionalLong.empty();
  }

  private static String key(String pack, String rule) {
    return pack + '/' + rule;
  }

  private static int bucket(long nanos) {
    long value = Math.max(STEPS, nanos);
    int power = 63 - Long.numberOfLeadingZeros(value);
    int step = (int) (value >> (power - 3)) & (STEPS - 1);
    return Math.min(BUCKETS - 1, (power - 3) * STEPS + step);
  }

  /** Where a bucket ends. */
  private static long end(int bucket) {
    return (long) (STEPS + bucket % STEPS + 1) << (bucket / STEPS);
  }
}
