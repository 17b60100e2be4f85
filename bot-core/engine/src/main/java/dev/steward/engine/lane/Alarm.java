package dev.steward.engine.lane;

import dev.steward.chat.Event;
import dev.steward.chat.Key;
import dev.steward.engine.flow.GroupFlow;
import dev.steward.engine.flow.Timer;
import dev.steward.engine.store.Sql;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Wakes the timers that turns have set: posts {@link Event.TimerDue} into the lanes at the time.
 * Everything it knows is in the table {@code timer}, so it is filled from there at the start; what
 * fell due meanwhile comes at once. Thread-safe.
 */
public final class Alarm implements AutoCloseable {
  private final InstantSource clock;
  private final ScheduledExecutorService timers;
  private final Consumer<Event.TimerDue> due;
  private final Map<String, Timer> pending = new HashMap<>();
  private final PriorityQueue<Timer> byTime = new PriorityQueue<>(Comparator.comparing(Timer::due));
  private @Nullable ScheduledFuture<?> next;
  private boolean closed;

  /**
   * @param timers sleeps until the next timer; its clock is {@code clock}
   * @param due takes what is due; may block
   */
  public Alarm(InstantSource clock, ScheduledExecutorService timers, Consumer<Event.TimerDue> due) {
    this.clock = clock;
    this.timers = timers;
    this.due = due;
  }

  /** Reads what was set before the last stop. */
  public void load(Sql sql) {
    change(
        sql
            .list(
                "SELECT id, lane_key, feature, payload, due FROM timer",
                row ->
                    new Timer(
                        row.text(1), Key.parse(row.text(2)), row.text(3), row.text(4), row.time(5)))
            .stream()
            .map(timer -> new GroupFlow.TimerChange(timer.id(), timer))
            .toList());
  }

  public synchronized void change(List<GroupFlow.TimerChange> changes) {
    for (GroupFlow.TimerChange change : changes) {
      Timer old = pending.remove(change.id());
      if (old != null) {
        byTime.remove(old);
      }
      Timer timer = change.timer();
      if (timer != null) {
        pending.put(change.id(), timer);
        byTime.add(timer);
      }
    }
    plan();
  }

  private synchronized void plan() {
    if (next != null) {
      next.cancel(false);
      next = null;
    }
    Timer first = byTime.peek();
    if (first != null && !closed) {
      long millis = Math.max(0, Duration.between(clock.instant(), first.due()).toMillis());
      // A wall clock may jump: look again at least every minute.
      next = timers.schedule(this::ring, Math.min(millis, 60_000), TimeUnit.MILLISECONDS);
    }
  }

  private void ring() {
    List<Timer> ringing = new ArrayList<>();
    synchronized (this) {
      Instant now = clock.instant();
      for (Timer first = byTime.peek();
          first != null && !first.due().isAfter(now);
          first = byTime.peek()) {
        byTime.poll();
        pending.remove(first.id());
        ringing.add(first);
      }
    }
    for (Timer timer : ringing) {
      due.accept(
          new Event.TimerDue(
              timer.id(), timer.key(), timer.feature(), timer.payload(), timer.due()));
    }
    plan();
  }

  /** How many timers are set. */
  public synchronized int size() {
    return pending.size();
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (next != null) {
      next.cancel(false);
    }
  }
}
