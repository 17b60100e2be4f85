package dev.steward.engine.pictures;

import dev.steward.chat.Event;
import dev.steward.chat.Media;
import dev.steward.engine.store.Json;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens pictures and reads their QR codes on a thread of its own. Thread-safe. */
public final class PictureHelper implements PictureReader, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PictureHelper.class);
  private static final int MOST_WAITING = 64;
  private static final int MOST_PICTURES = 4;
  private static final int PATIENCE_SECONDS = 10;

  private final PictureSource source;
  private final InstantSource clock;
  private final Executor thread;
  private final @Nullable ExecutorService owned;
  private final Consumer<Event.HelperAnswered> answered;
  private final AtomicLong turnedAway = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();

  private PictureHelper(
      PictureSource source,
      InstantSource clock,
      Executor thread,
      @Nullable ExecutorService owned,
      Consumer<Event.HelperAnswered> answered) {
    this.source = source;
    this.clock = clock;
    this.thread = thread;
    this.owned = owned;
    this.answered = answered;
  }

  /**
   * On a thread of its own.
   *
   * @param answered takes what was found to the lanes; may wait for room there
   */
  public static PictureHelper start(
      PictureSource source, InstantSource clock, Consumer<Event.HelperAnswered> answered) {
    ExecutorService thread =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            Thread.ofPlatform().name("pictures").daemon().factory());
    return new PictureHelper(source, clock, thread, thread, answered);
  }

  /** On a given thread. */
  public static PictureHelper rehearsed(
      PictureSource source,
      Executor thread,
      InstantSource clock,
      Consumer<Event.HelperAnswered> answered) {
    return new PictureHelper(source, clock, thread, null, answered);
  }

  @Override
  public boolean read(Request request) {
    try {
      thread.execute(() -> look(request));
      return true;
    } catch (RejectedExecutionException full) {
      turnedAway.incrementAndGet();
      return false;
    }
  }

  private void look(Request request) {
    try {
      seek(request);
    } catch (RuntimeException | Error broken) {
      // What strangers send must not end the thread that looks at it.
      fault(request.platform(), broken);
    }
  }

  private void fault(String platform, Throwable why) {
    if (failed.incrementAndGet() == 1) {
      log.warn("a picture on {} could not be read; others are only counted", platform, why);
    }
  }

  private void seek(Request request) {
    List<String> codes = new ArrayList<>();
    for (Media picture : request.pictures().stream().limit(MOST_PICTURES).toList()) {
      if (picture.sizeBytes() <= QrCodes.MOST_BYTES) {
        codes.addAll(QrCodes.of(bytes(request.platform(), picture)));
      }
    }
    if (!codes.isEmpty()) {
      answered.accept(
          new Event.HelperAnswered(
              request.id(),
              request.key(),
              request.feature(),
              Json.write(new Seen(request.asked(), codes)),
              clock.instant()));
    }
  }

  private byte[] bytes(String platform, Media picture) {
    try {
      return source
          .open(platform, picture)
          .toCompletableFuture()
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
          .orElse(new byte[0]);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException | RuntimeException e) {
      fault(platform, e);
    }
    return new byte[0];
  }

  /** How it does, in one line for whoever runs the server. */
  public String state() {
    return "turned away " + turnedAway.get() + ", not read " + failed.get();
  }

  /** Lets what is under way end; what waits is let go of. */
  @Override
  public void close() {
    if (owned == null) {
      return;
    }
    owned.shutdownNow();
    try {
      if (!owned.awaitTermination(5, TimeUnit.SECONDS)) {
        log.info("a picture is still being read");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
