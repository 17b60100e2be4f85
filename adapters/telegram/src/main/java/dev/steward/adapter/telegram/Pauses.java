package dev.steward.adapter.telegram;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Waiting on the host's timers, which ends at the latest when the connection does. Thread-safe. */
final class Pauses implements AutoCloseable {
  private final ScheduledExecutorService timers;
  private final Set<Pause> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  private static final class Pause extends CompletableFuture<@Nullable Void> {
    @Nullable ScheduledFuture<?> timer;
  }

  Pauses(ScheduledExecutorService timers) {
    this.timers = timers;
  }

  /** Completes after a while; exceptionally when the connection is closed before. */
  CompletionStage<@Nullable Void> pause(Duration length) {
    Pause pause = new Pause();
    open.add(pause);
    pause.timer =
        timers.schedule(
            () -> {
              open.remove(pause);
              pause.complete(null);
            },
            length.toMillis(),
            TimeUnit.MILLISECONDS);
    if (closed) {
      end(pause);
    }
    return pause;
  }

  boolean closed() {
    return closed;
  }

  private void end(Pause pause) {
    open.remove(pause);
    ScheduledFuture<?> timer = pause.timer;
    if (timer != null) {
      timer.cancel(false);
    }
    pause.completeExceptionally(new IllegalStateException("closed"));
  }

  @Override
  public void close() {
    closed = true;
    open.forEach(this::end);
  }
}
