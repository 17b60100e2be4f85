package dev.steward.engine.prices;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.steward.engine.schedule.BusinessHours;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A clock in business time that can stand still, and stops for good once what it waits for has
 * happened. Immutable.
 *
 * @param target how much time there is, in milliseconds
 * @param used how much had passed when it last stood still, in milliseconds
 * @param since since when it runs, in milliseconds since 1970; null while it stands still
 * @param stopped whether what it waits for has happened
 */
record Clock(long target, long used, @Nullable Long since, boolean stopped) {
  static Clock of(Duration target) {
    return new Clock(target.toMillis(), 0, null, false);
  }

  Clock run(Instant now) {
    return stopped || since != null ? this : new Clock(target, used, now.toEpochMilli(), false);
  }

  Clock pause(Instant now, BusinessHours hours) {
    return new Clock(target, used(now, hours), null, stopped);
  }

  Clock stop(Instant now, BusinessHours hours) {
    return new Clock(target, used(now, hours), null, true);
  }

  /** It waits for nothing any more, since there is nobody who could be answered. */
  Clock ended() {
    return new Clock(target, used, null, true);
  }

  private long used(Instant now, BusinessHours hours) {
    return since == null ? used : used + hours.between(Instant.ofEpochMilli(since), now).toMillis();
  }

  /** When its time has passed; empty while it stands still. */
  @JsonIgnore
  Optional<Instant> due(BusinessHours hours) {
    return since == null
        ? Optional.empty()
        : Optional.of(
            hours.plus(Instant.ofEpochMilli(since), Duration.ofMillis(Math.max(0, target - used))));
  }

  /** Whether more time has passed than there was. */
  boolean over(Instant now, BusinessHours hours) {
    return used(now, hours) >= target && !stopped;
  }
}
