package dev.steward.engine.rehearsal;

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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The executor of a {@link VirtualTime}. */
final class VirtualLoop extends AbstractExecutorService implements ScheduledExecutorService {
  private static final Logger log = LoggerFactory.getLogger(VirtualLoop.class);

  private final VirtualTime time;

  VirtualLoop(VirtualTime time) {
    this.time = time;
  }

  @Override
  public void execute(Runnable command) {
    time.execute(command);
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
    return add(new Task(Executors.callable(command), in(delay, unit), null));
  }

  @Override
  public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
    Task task = new Task(callable, in(delay, unit), null);
    @SuppressWarnings("unchecked")
    ScheduledFuture<V> typed = (ScheduledFuture<V>) (ScheduledFuture<?>) add(task);
    return typed;
  }

  @Override
  public ScheduledFuture<?> scheduleAtFixedRate(
      Runnable command, long initialDelay, long period, TimeUnit unit) {
    Duration every = Duration.of(period, unit.toChronoUnit());
    return add(new Task(Executors.callable(command), in(initialDelay, unit), every));
  }

  @Override
  public ScheduledFuture<?> scheduleWithFixedDelay(
      Runnable command, long initialDelay, long delay, TimeUnit unit) {
    return scheduleAtFixedRate(command, initialDelay, delay, unit);
  }

  /** Does nothing: the loop ends with its time. */
  @Override
  public void shutdown() {}

  @Override
  public List<Runnable> shutdownNow() {
    return List.of();
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
    return true;
  }

  private Instant in(long delay, TimeUnit unit) {
    return time.instant().plus(Duration.of(Math.max(0, delay), unit.toChronoUnit()));
  }

  private Task add(Task task) {
    time.add(task);
    return task;
  }

  /** One timer, once or every so often. */
  final class Task extends FutureTask<@Nullable Object>
      implements ScheduledFuture<@Nullable Object> {
    private final long number = time.number();
    private final @Nullable Duration every;
    private Instant at;

    Task(Callable<? extends @Nullable Object> work, Instant at, @Nullable Duration every) {
      super(work::call);
      this.at = at;
      this.every = every;
    }

    Instant at() {
      return at;
    }

    /** All that wait are shifted alike, so that their order stays. */
    void shift(Duration step) {
      at = at.plus(step);
    }

    void fire() {
      if (every == null) {
        run();
      } else if (runAndReset()) {
        at = at.plus(every);
        time.add(this);
      }
    }

    @Override
    protected void setException(Throwable failure) {
      log.error("a timer failed, the others go on", failure);
      super.setException(failure);
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
      time.remove(this);
      return super.cancel(mayInterruptIfRunning);
    }

    @Override
    public long getDelay(TimeUnit unit) {
      return unit.convert(Duration.between(time.instant(), at));
    }

    @Override
    public int compareTo(Delayed other) {
      Task that = (Task) other;
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
