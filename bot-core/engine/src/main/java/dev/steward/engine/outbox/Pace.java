package dev.steward.engine.outbox;

import dev.steward.chat.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * How fast each account acts: what people read has a pace of its own, so that deletions do not wait
 * until all is said. Not thread-safe.
 */
final class Pace {
  private final Function<AccountId, Limits> limits;
  private final Map<Mouth, Bucket> buckets = new HashMap<>();

  private record Mouth(AccountId account, boolean speaks) {}

  Pace(Function<AccountId, Limits> limits) {
    this.limits = limits;
  }

  /** Takes a place for an item; returns in how many milliseconds its turn is. */
  long take(Item item, Instant now) {
    return bucket(item).take(now);
  }

  /** Nothing came of it: others may have the place. */
  void giveBack(Item item) {
    bucket(item).giveBack();
  }

  private Bucket bucket(Item item) {
    return buckets.computeIfAbsent(
        new Mouth(item.post.account(), item.speaks()),
        mouth -> new Bucket(limits.apply(mouth.account)));
  }

  /** Below zero it owes places to those who wait. */
  private static final class Bucket {
    private final Limits limits;
    private double tokens;
    private Instant filled = Instant.MIN;

    Bucket(Limits limits) {
      this.limits = limits;
      tokens = limits.burst();
    }

    long take(Instant now) {
      if (filled.isBefore(now)) {
        double seconds =
            filled.equals(Instant.MIN) ? 0 : Duration.between(filled, now).toNanos() / 1e9;
        tokens = Math.min(limits.burst(), tokens + seconds * limits.perSecond());
        filled = now;
      }
      tokens--;
      return tokens >= 0 ? 0 : Math.max(1, (long) Math.ceil(-tokens / limits.perSecond() * 1000));
    }

    void giveBack() {
      tokens = Math.min(limits.burst(), tokens + 1);
    }
  }
}
