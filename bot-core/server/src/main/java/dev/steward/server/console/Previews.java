package dev.steward.server.console;

import dev.steward.engine.faq.Models;
import dev.steward.engine.flow.Scripts;
import dev.steward.engine.rehearsal.CalendarPlay;
import dev.steward.engine.rehearsal.CalendarReport;
import dev.steward.engine.rehearsal.Play;
import dev.steward.engine.rehearsal.Transcript;
import dev.steward.engine.schedule.Holidays;
import dev.steward.engine.script.Conversation;
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
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rehearses what comes in a group, or a written conversation, on a thread of its own, one at a time
 * and not for long; what is live never waits for it. Thread-safe.
 */
final class Previews implements AutoCloseable {
  /** How much is played. */
  static final int DAYS = 7;

  private static final Duration LONGEST = Duration.ofSeconds(20);
  private static final Logger log = LoggerFactory.getLogger(Previews.class);

  private final InstantSource clock;
  private final Holidays holidays;
  private final Models models;
  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          0,
          1,
          30,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          Thread.ofPlatform().name("preview").daemon().factory());

  private volatile boolean closed;

  Previews(InstantSource clock, Holidays holidays, Models models) {
    this.clock = clock;
    this.holidays = holidays;
    this.models = models;
  }

  /**
   * The next days of a group, from the beginning of today; empty when another is being played, or
   * when it did not end in time.
   *
   * @param script with the group's differences
   * @param label what staff call the group; may be empty
   */
  Optional<CalendarReport> week(Scripts.Script script, String title, String label) {
    Pack pack = script.pack();
    CalendarPlay.Asked asked =
        new CalendarPlay.Asked(
            title, label, clock.instant().atZone(pack.zone()).toLocalDate(), DAYS, 1, 0, 0);
    return played(pack, enough -> CalendarPlay.of(pack, script.version(), holidays, asked, enough));
  }

  /** A written conversation; empty when another is being played, or when it did not end in time. */
  Optional<Transcript> chat(Conversation conversation, Pack pack) {
    return played(pack, enough -> Play.of(conversation, pack, holidays, models, enough));
  }

  private <T> Optional<T> played(Pack pack, Function<BooleanSupplier, T> play) {
    Instant end = clock.instant().plus(LONGEST);
    Future<T> playing;
    try {
      playing = thread.submit(() -> play.apply(() -> closed || clock.instant().isAfter(end)));
    } catch (RejectedExecutionException busy) {
      return Optional.empty();
    }
    try {
      return Optional.of(playing.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      log.error("the rehearsal of {} failed", pack.name(), e.getCause());
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  Holidays holidays() {
    return holidays;
  }

  /** Breaks off what is being played, and waits for that: it may be reading by the models. */
  @Override
  public void close() {
    closed = true;
    thread.shutdown();
    try {
      if (!thread.awaitTermination(3, TimeUnit.SECONDS)) {
        log.warn("a rehearsal is still being played while the console closes");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
