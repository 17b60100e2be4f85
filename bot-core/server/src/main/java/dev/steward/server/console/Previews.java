package dev.steward.server.console;

import dev.steward.engine.flow.Scripts;
import dev.steward.engine.rehearsal.CalendarPlay;
import dev.steward.engine.rehearsal.CalendarReport;
import dev.steward.engine.schedule.Holidays;
import dev.steward.engine.script.Pack;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rehearses what comes in a group, on a thread of its own, one at a time and not for long; what is
 * live never waits for it. Thread-safe.
 */
final class Previews implements AutoCloseable {
  /** How much is played. */
  static final int DAYS = 7;

  private static final Duration LONGEST = Duration.ofSeconds(20);
  private static final Logger log = LoggerFactory.getLogger(Previews.class);

  private final InstantSource clock;
  private final Holidays holidays;
  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          0,
          1,
          30,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          Thread.ofPlatform().name("preview").daemon().factory());

  Previews(InstantSource clock, Holidays holidays) {
    this.clock = clock;
    this.holidays = holidays;
  }

  /**
   * The next days of a group, from the beginning of today; empty when another is being played, or
   * when it did not end in time.
   *
   * @param script with the group's differences
   */
  Optional<CalendarReport> week(Scripts.Script script, String title) {
    Pack pack = script.pack();
    Instant start = clock.instant();
    CalendarPlay.Asked asked =
        new CalendarPlay.Asked(title, start.atZone(pack.zone()).toLocalDate(), DAYS, 1, 0, 0);
    Future<CalendarReport> report;
    try {
      report =
          thread.submit(
              () ->
                  CalendarPlay.of(
                      pack,
                      script.version(),
                      holidays,
                      asked,
                      () -> clock.instant().isAfter(start.plus(LONGEST))));
    } catch (RejectedExecutionException busy) {
      return Optional.empty();
    }
    try {
      return Optional.of(report.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      log.error("the preview of {} failed", pack.name(), e.getCause());
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  Holidays holidays() {
    return holidays;
  }

  @Override
  public void close() {
    thread.shutdown();
  }
}
