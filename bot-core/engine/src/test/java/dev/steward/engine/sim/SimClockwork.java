package dev.steward.engine.sim;

import dev.steward.engine.schedule.Clockwork;
import dev.steward.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Alarms by the manual clock. */
final class SimClockwork implements Clockwork {
  private final ManualClock clock;
  private final Map<String, ScheduledFuture<?>> alarms = new HashMap<>();

  SimClockwork(ManualClock clock) {
    this.clock = clock;
  }

  @Override
  public synchronized void wakeAt(String id, Instant at, Runnable work) {
    cancel(id);
    long millis = Math.max(0, Duration.between(clock.instant(), at).toMillis());
    alarms.put(id, clock.timers().schedule(work, millis, TimeUnit.MILLISECONDS));
  }

  @Override
  public synchronized void cancel(String id) {
    ScheduledFuture<?> alarm = alarms.remove(id);
    if (alarm != null) {
      alarm.cancel(false);
    }
  }

  @Override
  public synchronized void close() {
    alarms.values().forEach(alarm -> alarm.cancel(false));
    alarms.clear();
  }
}
