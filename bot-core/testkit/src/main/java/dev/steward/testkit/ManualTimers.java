package dev.steward.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The timers of a {@link ManualClock}. They belong to the test and are never shut down. */
final class ManualTimers extends AbstractExecutorService implements ScheduledExecutorService {
  private final ManualClock clock;

  ManualTimers(ManualClock clock) {
    this.clock = clock;
  }

  @Override
  public void execute(Runnable command) {
    command.run();
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
    return add(new Timer(Executors.callable(command), in(delay, unit), null));
  }

  @Override
  public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
    Timer timer = new Timer(callable, in(delay, unit), null);
    @SuppressWarnings("unchecked")
    ScheduledFuture<V> typed = (ScheduledFuture<V>) (ScheduledFuture<?>) add(timer);
    return typed;
  }

  @Override
  public ScheduledFuture<?> scheduleAtFixedRate(
      Runnable command, long initialDelay, long period, TimeUnit unit) {
    Duration every = Duration.of(period, unit.toChronoUnit());
    return add(new Timer(Executors.callable(command), in(initialDelay, unit), every));
  }

  @Override
  public ScheduledFuture<?> scheduleWithFixedDelay(
      Runnable command, long initialDelay, long delay, TimeUnit unit) {
    return scheduleAtFixedRate(command, initialDelay, delay, unit);
  }

  @Override
  public void shutdown() {
    throw new UnsupportedOperationException("the timers are lent: an adapter cancels its own");
  }

  @Override
  public List<Runnable> shutdownNow() {
    throw new UnsupportedOperationException("the timers are lent: an adapter cancels its own");
  }

  @Override
  public boolean isShutdown() {
    return false;
  }

  @Override
  public boolean isTerminated() {
    return false;
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) {
    return false;
  }

  private Instant in(long delay, TimeUnit unit) {
    return clock.instant().plus(Duration.of(Math.max(0, delay), unit.toChronoUnit()));
  }

  private Timer add(Timer timer) {
    clock.add(timer);
    return timer;
  }

  /** One timer, once or every so often. */
  final class Timer extends FutureTask<@Nullable Object>
      implements ScheduledFuture<@Nullable Object> {
    private final long number = clock.number();
    private final @Nullable Duration every;
    private Instant at;

    Timer(Callable<? extends @Nullable Object> work, Instant at, @Nullable Duration every) {
      super(work::call);
      this.at = at;
      this.every = every;
    }

    Instant at() {
      return at;
    }

    /** All waiting timers are shifted alike, so that their order stays. */
    void shift(Duration step) {
      at = at.plus(step);
    }

    void fire() {
      if (every == null) {
        run();
      } else if (runAndReset()) {
        at = at.plus(every);
        clock.add(this);
      }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
      clock.remove(this);
      return super.cancel(mayInterruptIfRunning);
    }

    @Override
    public long getDelay(TimeUnit unit) {
      return unit.convert(Duration.between(clock.instant(), at));
    }

    @Override
    public int compareTo(Delayed other) {
      Timer that = (Timer) other;
      int byTime = at.compareTo(that.at);
      return byTime != 0 ? byTime : Long.compare(number, that.number);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return Long.hashCode(number);
    }
  }
}
