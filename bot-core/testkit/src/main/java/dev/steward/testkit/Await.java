package dev.steward.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Waits for conditions, never for time: looks again every few milliseconds and fails with the given
 * words after half a minute, or later where the machine is so slow that the manual clock has hardly
 * moved by then. While it waits, that clock runs at ten times real speed, so that back-offs and
 * time-outs of an adapter come to pass.
 */
public final class Await {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** No back-off is longer; a look takes a hundred times longer when all processors are busy. */
  private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(80);

  private static final Duration LAST_LIMIT = Duration.ofMinutes(5);
  private static final Duration LOOK = Duration.ofMillis(5);
  private static final Duration STEP = Duration.ofMillis(50);

  /** Answers on a loopback wire come within these first looks, during which no time passes. */
  private static final int STILL_LOOKS = 20;

  /** How long a quick wait stays quick: a machine under load gets its answers at a slow pace. */
  private static final Duration QUICK = Duration.ofSeconds(2);

  private static final Duration QUICK_LOOK = Duration.ofMillis(1);
  private static final Duration QUICK_STEP = Duration.ofMillis(250);
  private static final Duration BREATH = Duration.ofNanos(300_000);
  private static final int BREATH_TRIPS = 2;
  private static final int LONG_BREATH_LOOKS = 5;

  private final Consumer<Duration> advance;
  private final boolean quick;

  public Await(ManualClock clock) {
    this(clock::advance);
  }

  /**
   * For another clock.
   *
   * @param advance moves it on
   */
  public Await(Consumer<Duration> advance) {
    this(advance, false);
  }

  private Await(Consumer<Duration> advance, boolean quick) {
    this.advance = advance;
    this.quick = quick;
  }

  /**
   * The same for tests of whole days: what is on its way over a wire finds the clock standing still
   * for a moment, then the clock runs at up to 250 times real speed, so that a back-off of a minute
   * costs a quarter of a second, or more on a machine on which answers take longer.
   */
  public Await quickly() {
    return new Await(advance, true);
  }

  /**
   * Lets hours pass in which nothing is waited for: each timer at its own time. After one that sets
   * another, as whoever asks sets a time-out, there is a breath in which the other side of a wire
   * can answer.
   *
   * @param calm whether a short breath is enough; else a longer one is taken
   */
  void pass(ManualClock clock, Duration time, BooleanSupplier calm) {
    Instant end = clock.instant().plus(time);
    long made = clock.made();
    while (clock.step(end)) {
      if (clock.made() == made) {
        continue;
      }
      LockSupport.parkNanos(BREATH.toNanos());
      RoundTrip.times(BREATH_TRIPS);
      for (int looks = 0; looks < LONG_BREATH_LOOKS && !calm.getAsBoolean(); looks++) {
        pause(QUICK_LOOK);
        RoundTrip.times(BREATH_TRIPS);
      }
      made = clock.made();
    }
  }

  /**
   * Returns once the condition holds.
   *
   * @throws AssertionError naming {@code what} when it does not in time
   */
  public void until(String what, BooleanSupplier condition) {
    until(() -> what, condition);
  }

  /** The same, with words that tell how things are when it has failed. */
  public void until(Supplier<String> what, BooleanSupplier condition) {
    long start = System.nanoTime();
    Duration passed = Duration.ZERO;
    for (int looks = 0; !condition.getAsBoolean(); looks++) {
      long waited = System.nanoTime() - start;
      boolean longEnough = passed.compareTo(LONGEST_BACK_OFF) > 0 || waited > LAST_LIMIT.toNanos();
      if (waited > LIMIT.toNanos() && longEnough) {
        throw new AssertionError(
            "not within %d s, %d s by the manual clock: %s"
                .formatted(Duration.ofNanos(waited).toSeconds(), passed.toSeconds(), what.get()));
      }
      boolean hurry = quick && waited < QUICK.toNanos();
      pause(hurry ? QUICK_LOOK : LOOK);
      if (hurry) {
        RoundTrip.times(BREATH_TRIPS);
      }
      if (!quick || looks >= STILL_LOOKS) {
        Duration step = hurry ? QUICK_STEP : STEP;
        advance.accept(step);
        passed = passed.plus(step);
      }
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
      pause(LOOK);
      advance.accept(STEP);
    }
  }

  private static void pause(Duration time) {
    try {
      if (new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("nobody counts this latch down");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting", interrupted);
    }
  }
}
