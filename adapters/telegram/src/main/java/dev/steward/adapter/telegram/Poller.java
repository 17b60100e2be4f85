package dev.steward.adapter.telegram;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Long polling: asks for updates, and for the next ones once all of these are committed, which is
 * what tells Telegram that they are not needed any more. What Telegram was not told so, it says
 * again after a restart. Thread-safe; one call is under way at a time.
 */
final class Poller implements Source {
  private static final Logger log = LoggerFactory.getLogger(Poller.class);
  private static final Duration HOLD = Duration.ofSeconds(50);
  private static final Duration GRACE = Duration.ofSeconds(15);
  private static final Duration AT_ONCE = Duration.ofSeconds(1);
  private static final int BATCH = 100;
  private static final Pattern ID = Pattern.compile("\"update_id\"\\s*:\\s*([0-9]{1,18})");

  private final BotApi api;
  private final Inlet inlet;
  private final Listener listener;
  private final Pauses pauses;
  private final InstantSource clock;
  private long offset;
  private int limit = BATCH;
  private boolean paused;
  private boolean waits;

  /** What was read and is not given yet; fed by one thread at a time. */
  private @Nullable Batch stopped;

  private boolean closed;

  /** What one call brought. */
  private static final class Batch {
    final Deque<JsonNode> left = new ArrayDeque<>();
    final List<CompletableFuture<@Nullable Void>> taken = new ArrayList<>();
    long highest;
  }

  Poller(BotApi api, Inlet inlet, Listener listener, Pauses pauses, InstantSource clock) {
    this.api = api;
    this.inlet = inlet;
    this.listener = listener;
    this.pauses = pauses;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "polling";
  }

  @Override
  public void open() {
    var _ =
        api.call("deleteWebhook", Json.object().put("drop_pending_updates", false))
            .thenAccept(
                reply -> {
                  if (reply instanceof Reply.Ok) {
                    poll(Duration.ZERO);
                  } else {
                    listener.down(reply);
                  }
                });
  }

  private void poll(Duration hold) {
    int most;
    long from;
    synchronized (this) {
      if (closed) {
        return;
      }
      if (paused) {
        waits = true;
        return;
      }
      most = limit;
      from = offset;
    }
    Instant asked = clock.instant();
    var _ =
        api.call(
                "getUpdates",
                Json.object()
                    .put("offset", from)
                    .put("timeout", hold.toSeconds())
                    .put("limit", most)
                    .set("allowed_updates", Source.allowed()),
                hold.plus(GRACE))
            .thenAccept(reply -> got(reply, !hold.isZero() && soon(asked)))
            .exceptionally(
                failure -> {
                  log.error("long polling", failure);
                  down(new Reply.Lost("long polling failed", false));
                  return null;
                });
  }

  /** Whether Telegram answered without waiting for news. */
  private boolean soon(Instant asked) {
    return clock.instant().isBefore(asked.plus(AT_ONCE));
  }

  private void got(Reply reply, boolean atOnce) {
    switch (reply) {
      case Reply.Ok ok when ok.result().isArray() && ok.result().isEmpty() && atOnce -> {
        // A server that does not hold the call would be asked without end.
        listener.up();
        var _ = pauses.pause(AT_ONCE).thenAccept(_ -> poll(HOLD));
      }
      case Reply.Ok ok when ok.result().isArray() -> {
        synchronized (this) {
          limit = BATCH;
        }
        listener.up();
        take(ok.result());
      }
      case Reply.Ok _ -> down(new Reply.Lost("Telegram: updates that are no list", false));
      case Reply.Garbled garbled -> garbled(garbled);
      case Reply.Lost _, Reply.No _ -> down(reply);
    }
  }

  private void take(JsonNode updates) {
    Batch batch = new Batch();
    for (JsonNode update : updates) {
      long id = Json.number(update, "update_id");
      if (id <= 0) {
        inlet.countMalformed();
      } else {
        batch.highest = Math.max(batch.highest, id);
        batch.left.add(update);
      }
    }
    if (batch.left.isEmpty() && !updates.isEmpty()) {
      down(new Reply.Lost("Telegram: updates without numbers", false));
      return;
    }
    feed(batch);
  }

  /**
   * Gives one update after the other, and none while Steward is congested: {@link #resume} goes on
   * with it then.
   */
  private void feed(Batch batch) {
    while (true) {
      JsonNode update;
      synchronized (this) {
        if (batch.left.isEmpty()) {
          break;
        }
        if (paused) {
          stopped = batch;
          return;
        }
        update = batch.left.remove();
      }
      batch.taken.add(inlet.take(update).toCompletableFuture());
    }
    var _ =
        CompletableFuture.allOf(batch.taken.toArray(CompletableFuture[]::new))
            .whenComplete(
                (_, failure) -> {
                  if (failure == null) {
                    committed(batch.highest);
                  }
                });
  }

  private void committed(long highest) {
    synchronized (this) {
      if (highest > 0) {
        offset = highest + 1;
      }
    }
    poll(HOLD);
  }

  /** Updates are asked for one by one then; the one that can't be read is stepped over. */
  private void garbled(Reply.Garbled garbled) {
    synchronized (this) {
      Matcher id = ID.matcher(garbled.start());
      if (limit == 1 && id.find()) {
        inlet.countMalformed();
        offset = Math.max(offset, Long.parseLong(id.group(1)) + 1);
      }
    }
    down(garbled);
  }

  private void down(Reply why) {
    synchronized (this) {
      limit = 1;
      if (closed) {
        return;
      }
    }
    listener.down(why);
  }

  @Override
  public synchronized void pause() {
    paused = true;
  }

  @Override
  public void resume() {
    boolean poll;
    Batch batch;
    synchronized (this) {
      paused = false;
      poll = waits;
      waits = false;
      batch = stopped;
      stopped = null;
    }
    if (batch != null) {
      feed(batch);
    }
    if (poll) {
      poll(HOLD);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
  }
}
