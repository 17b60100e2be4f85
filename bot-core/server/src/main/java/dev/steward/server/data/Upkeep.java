package dev.steward.server.data;

import dev.steward.engine.store.Database;
import dev.steward.server.config.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done once a day: a copy of everything, and forgetting what is due. Runs on a thread of
 * its own, which looks at the clock every minute, so that a clock that jumps does no harm.
 */
public final class Upkeep implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Upkeep.class);

  private final Database database;
  private final DataFolder data;
  private final Forgetting forgetting;
  private final Config.Backups settings;
  private final ZoneId zone;
  private final InstantSource clock;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("upkeep").factory());
  private Instant next;

  public Upkeep(
      Database database,
      DataFolder data,
      Forgetting forgetting,
      Config.Backups settings,
      ZoneId zone,
      InstantSource clock) {
    this.database = database;
    this.data = data;
    this.forgetting = forgetting;
    this.settings = settings;
    this.zone = zone;
    this.clock = clock;
    this.next = nextAfter(clock.instant());
  }

  public void start() {
    if (settings.keep() > 0 && !database.copies()) {
      log.info("no daily copy: the database is PostgreSQL's, and pg_dump makes its copies");
    }
    var _ = thread.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.MINUTES);
  }

  private Instant nextAfter(Instant now) {
    LocalDate today = LocalDate.ofInstant(now, zone);
    Instant planned = today.atTime(settings.at()).atZone(zone).toInstant();
    return planned.isAfter(now)
        ? planned
        : today.plusDays(1).atTime(settings.at()).atZone(zone).toInstant();
  }

  /** Does the day's work if its time has come; returns whether it had. */
  boolean look() {
    Instant now = clock.instant();
    if (now.isBefore(next) && next.isBefore(now.plus(Duration.ofDays(2)))) {
      return false;
    }
    next = nextAfter(now);
    copy(now);
    forget();
    return true;
  }

  private void copy(Instant now) {
    if (settings.keep() == 0 || !database.copies()) {
      return;
    }
    try {
      Path to = data.backups().resolve(Backup.name(now));
      Backup.write(database, data, to);
      List<Path> all = Backup.automatic(data.backups());
      for (Path old : all.subList(Math.min(settings.keep(), all.size()), all.size())) {
        Files.delete(old);
      }
      log.info("daily copy: {} bytes in {}", Files.size(to), to);
    } catch (IOException | RuntimeException e) {
      log.error("the daily copy failed; it is tried again tomorrow", e);
    }
  }

  private void forget() {
    try {
      Forgetting.Forgotten forgotten = forgetting.run();
      database.purge();
      log.info(
          "forgotten: {} bodies, {} texts behind cases, {} todos' details, {} questions, {} private"
              + " messages",
          forgotten.bodies(),
          forgotten.evidence(),
          forgotten.todos(),
          forgotten.questions(),
          forgotten.said());
    } catch (SQLException | RuntimeException e) {
      log.error("forgetting failed; it goes on tomorrow", e);
    }
  }

  /** Waits for what is under way, at most three seconds. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(3, TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
