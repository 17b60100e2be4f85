package dev.steward.adapter.satori;

import dev.steward.wire.WebSocketLine;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufInputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One WebSocket to the server: says who we are, waits for the welcome, keeps the heart beating, and
 * hands on what comes. Called on the line's own thread, and by timers.
 */
final class Session implements WebSocketLine.Listener {
  private static final int EVENT = 0;
  private static final int PING = 1;
  private static final int PONG = 2;
  private static final int IDENTIFY = 3;
  private static final int READY = 4;
  private static final int META = 5;
  private static final int MOST_UNANSWERED = 4;

  private static final String PING_FRAME = Json.write(Map.of("op", PING, "body", Map.of()));

  private final String token;
  private final Optional<Long> last;
  private final ScheduledExecutorService timers;
  private final Duration beat;
  private final BooleanSupplier paused;
  private final Listener listener;
  private @Nullable WebSocketLine line;
  private @Nullable ScheduledFuture<?> next;
  private boolean ready;
  private int unanswered;
  private String silence = "";

  /** Hears what the server says. */
  interface Listener {
    /** There is a line, which reads. */
    void opened(WebSocketLine line);

    /** The server knows us; {@code body} names its logins. */
    void ready(JsonNode body);

    void event(JsonNode body);

    /** Something came that is no frame of Satori's. */
    void malformed();

    /** The session is over; called once. {@code status} as of a {@link WebSocketLine}. */
    void closed(int status, String reason);
  }

  /**
   * @param last the last event's number that is committed
   * @param beat between two heartbeats, and how long a welcome is waited for
   * @param paused whether nothing is read at the moment, so that no heartbeat can be heard
   */
  Session(
      String token,
      Optional<Long> last,
      ScheduledExecutorService timers,
      Duration beat,
      BooleanSupplier paused,
      Listener listener) {
    this.token = token;
    this.last = last;
    this.timers = timers;
    this.beat = beat;
    this.paused = paused;
    this.listener = listener;
  }

  @Override
  public void opened(WebSocketLine made) {
    synchronized (this) {
      line = made;
      next = later();
    }
    listener.opened(made);
    Map<String, Object> body = new HashMap<>();
    if (!token.isEmpty()) {
      body.put("token", token);
    }
    // The second name is the one before 2024, which Koishi's server still reads.
    last.ifPresent(number -> body.putAll(Map.of("sn", number, "sequence", number)));
    made.send(Json.write(Map.of("op", IDENTIFY, "body", body)));
  }

  private ScheduledFuture<?> later() {
    return timers.schedule(this::beat, beat.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void beat() {
    WebSocketLine open;
    boolean alive;
    synchronized (this) {
      open = line;
      if (open == null) {
        return;
      }
      boolean deaf = paused.getAsBoolean();
      if (deaf) {
        unanswered = 0;
      }
      alive = deaf || (ready && unanswered < MOST_UNANSWERED);
      if (alive) {
        unanswered++;
        next = later();
      } else {
        silence =
            ready
                ? "four heartbeats were not answered"
                : "no welcome within " + beat.toSeconds() + " s";
        line = null;
      }
    }
    if (alive) {
      open.send(PING_FRAME);
    } else {
      open.close();
    }
  }

  @Override
  public void message(WebSocketLine from, ByteBuf utf8) {
    heard(utf8);
  }

  /** Reads a frame. */
  void heard(ByteBuf utf8) {
    alive();
    Optional<JsonNode> frame = Json.read(new ByteBufInputStream(utf8));
    if (frame.isEmpty()) {
      listener.malformed();
      return;
    }
    JsonNode body = frame.get().path("body");
    switch ((int) Json.number(frame.get(), "op", -1)) {
      case EVENT -> {
        if (ready && body.isObject()) {
          listener.event(body);
        } else {
          listener.malformed();
        }
      }
      case PONG -> {
        // Like whatever comes, it shows that somebody is there.
      }
      case READY -> {
        synchronized (this) {
          ready = true;
        }
        listener.ready(body);
      }
      case META -> {
        // Which files the server would fetch: it is asked for each, and says so itself.
      }
      default -> listener.malformed();
    }
  }

  private synchronized void alive() {
    unanswered = 0;
  }

  @Override
  public void closed(int status, String reason) {
    synchronized (this) {
      line = null;
      if (next != null) {
        next.cancel(false);
      }
    }
    listener.closed(status, silence.isEmpty() ? reason : silence);
  }

  /** Ends the session. */
  void close() {
    WebSocketLine open;
    synchronized (this) {
      open = line;
    }
    if (open != null) {
      open.close();
    }
  }
}
