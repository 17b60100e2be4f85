package dev.steward.engine.rehearsal;

import dev.steward.engine.schedule.Clockwork;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Alarms by virtual time. */
final class VirtualClockwork implements Clockwork {
  private final VirtualTime time;
  private final Map<String, ScheduledFuture<?>> alarms = new HashMap<>();

  VirtualClockwork(VirtualTime time) {
    this.time = time;
  }

  @Override
  public synchronized void wakeAt(String id, Instant at, Runnable work) {
    cancel(id);
    long millis = Math.max(0, Duration.between(time.instant(), at).toMillis());
    alarms.put(id, time.loop().schedule(work, millis, TimeUnit.MILLISECONDS));
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
