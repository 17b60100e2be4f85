package dev.steward.adapter.satori;

import java.io.UncheckedIOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the {@link Memory} a second after it changed, and at the end, so that a busy server costs
 * one write a second. Thread-safe.
 */
final class Keeper {
  private static final Logger log = LoggerFactory.getLogger(Keeper.class);
  private static final long LATER_SECONDS = 1;

  private final Memory memory;
  private final Runnable writesPlaces;
  private final ScheduledExecutorService timers;
  private final ExecutorService workers;
  private @Nullable Long position;
  private boolean places;
  private boolean planned;

  /**
   * @param writesPlaces writes where our logins are
   * @param workers may block
   */
  Keeper(
      Memory memory,
      Runnable writesPlaces,
      ScheduledExecutorService timers,
      ExecutorService workers) {
    this.memory = memory;
    this.writesPlaces = writesPlaces;
    this.timers = timers;
    this.workers = workers;
  }

  /** Events up to this number are committed. */
  synchronized void position(long number) {
    position = number;
    plan();
  }

  /** Where our logins are has changed. */
  synchronized void places() {
    places = true;
    plan();
  }

  private void plan() {
    if (!planned) {
      planned = true;
      var _ = timers.schedule(this::due, LATER_SECONDS, TimeUnit.SECONDS);
    }
  }

  private void due() {
    synchronized (this) {
      planned = false;
    }
    try {
      workers.execute(this::write);
    } catch (RejectedExecutionException closed) {
      log.debug("satori: written at the end");
    }
  }

  /** Writes what has changed, now. */
  void write() {
    // One lock of its own for the files: nobody who tells a change waits for the disk.
    synchronized (memory) {
      Long number;
      boolean where;
      synchronized (this) {
        number = position;
        where = places;
        position = null;
        places = false;
      }
      try {
        if (number != null) {
          memory.position(number);
        }
        if (where) {
          writesPlaces.run();
        }
      } catch (UncheckedIOException broken) {
        log.warn("satori: not remembered, a restart asks anew: {}", broken.getMessage());
      }
    }
  }
}
