package dev.steward.engine.schedule;

import dev.steward.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Alarms by the clock that is moved by hand. */
public final class ManualAlarms implements Clockwork {
  private final ManualClock clock;
  private final Map<String, ScheduledFuture<?>> set = new HashMap<>();

  public ManualAlarms(ManualClock clock) {
    this.clock = clock;
  }

  @Override
  public void wakeAt(String id, Instant at, Runnable work) {
    cancel(id);
    long millis = Math.max(0, Duration.between(clock.instant(), at).toMillis());
    set.put(id, clock.timers().schedule(work, millis, TimeUnit.MILLISECONDS));
  }

  @Override
  public void cancel(String id) {
    ScheduledFuture<?> alarm = set.remove(id);
    if (alarm != null) {
      alarm.cancel(false);
    }
  }

  @Override
  public void close() {
    set.values().forEach(alarm -> alarm.cancel(false));
  }
}
