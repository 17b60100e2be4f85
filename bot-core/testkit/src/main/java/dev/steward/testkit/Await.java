package dev.steward.testkit;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Waits for conditions, never for time: looks again every few milliseconds and fails with the given
 * words after ten seconds. While it waits, the manual clock runs at ten times real speed, so that
 * back-offs and time-outs of an adapter come to pass.
 */
public final class Await {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Duration LOOK = Duration.ofMillis(5);
  private static final Duration STEP = Duration.ofMillis(50);

  private final Consumer<Duration> advance;

  public Await(ManualClock clock) {
    this(clock::advance);
  }

  /**
   * For another clock.
   *
   * @param advance moves it on
   */
  public Await(Consumer<Duration> advance) {
    this.advance = advance;
  }

  /**
   * Returns once the condition holds.
   *
   * @throws AssertionError naming {@code what} when it does not within ten seconds
   */
  public void until(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within " + LIMIT.toSeconds() + " s: " + what);
      }
      look();
      advance.accept(STEP);
    }
  }

  /** The value of a stage, awaited; a stage that fails is an {@link AssertionError}. */
  public <T> T value(String what, CompletionStage<T> stage) {
    CompletableFuture<T> future = stage.toCompletableFuture();
    until(what, future::isDone);
    try {
      return future.get();
    } catch (ExecutionException failed) {
      throw new AssertionError(what + ": failed", failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(what + ": interrupted", interrupted);
    }
  }

  /**
   * Watches for a while (200 ms real, two seconds by the manual clock) that something stays as it
   * is.
   */
  public void stays(String what, BooleanSupplier condition) {
    for (int i = 0; i < 40; i++) {
      if (!condition.getAsBoolean()) {
        throw new AssertionError("did not stay: " + what);
      }
      look();
      advance.accept(STEP);
    }
  }

  private static void look() {
    try {
      if (new CountDownLatch(1).await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("nobody counts this latch down");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting", interrupted);
    }
  }
}
