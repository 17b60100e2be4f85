package dev.steward.adapter.telegram;

import dev.steward.chat.Mount;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The webhook of one bot: Telegram brings each update, and is told 200 once it is committed. The
 * secret is new at each start, so that there is none to keep. Thread-safe.
 */
final class WebhookDoor implements Source {
  private static final String SECRET = "x-telegram-bot-api-secret-token";
  private static final Duration CHECK = Duration.ofSeconds(60);

  /** Telegram waits about a minute. */
  private static final Duration HELD = Duration.ofSeconds(45);

  /**
   * Over several Telegram keeps the order of a chat's messages only, and a newcomer's first word
   * could overtake the join that makes them one.
   */
  private static final int CONNECTIONS = 1;

  private final BotApi api;
  private final Inlet inlet;
  private final Listener listener;
  private final Pauses pauses;
  private final String url;
  private final String secret;
  private final Deque<Held> held = new ArrayDeque<>();
  private long lastError;
  private boolean failing;
  private boolean arrived;
  private boolean paused;
  private boolean checking;
  private boolean closed;

  /** An update that waits until Steward has room. */
  private record Held(JsonNode update, CompletableFuture<Boolean> taken) {}

  WebhookDoor(
      BotApi api, Inlet inlet, Listener listener, Pauses pauses, String url, SecureRandom random) {
    this.api = api;
    this.inlet = inlet;
    this.listener = listener;
    this.pauses = pauses;
    this.url = url;
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    this.secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Override
  public String name() {
    return "webhook";
  }

  @Override
  public void open() {
    var _ =
        api.call(
                "setWebhook",
                Json.object()
                    .put("url", url)
                    .put("secret_token", secret)
                    .put("max_connections", CONNECTIONS)
                    .put("drop_pending_updates", false)
                    .set("allowed_updates", Source.allowed()))
            .thenAccept(
                reply -> {
                  if (reply instanceof Reply.Ok) {
                    listener.up();
                    checkLater();
                  } else {
                    listener.down(reply);
                  }
                });
  }

  private void checkLater() {
    synchronized (this) {
      if (checking || closed) {
        return;
      }
      checking = true;
    }
    var _ =
        pauses
            .pause(CHECK)
            .thenCompose(_ -> api.call("getWebhookInfo", Json.object()))
            .thenAccept(
                reply -> {
                  synchronized (this) {
                    checking = false;
                  }
                  checked(reply);
                });
  }

  /** Whether Telegram reaches us is known to Telegram alone. */
  private void checked(Reply reply) {
    if (!(reply instanceof Reply.Ok ok)) {
      listener.down(reply);
      return;
    }
    JsonNode info = ok.result();
    if (!Json.text(info, "url").equals(url)) {
      listener.down(new Reply.Lost("another program took the webhook away", false));
      return;
    }
    boolean pending = Json.number(info, "pending_update_count") > 0;
    if (pending && fails(Json.number(info, "last_error_date"))) {
      String why = Json.text(info, "last_error_message");
      listener.trouble(
          "Telegram does not reach Steward at adapters.telegram.url: "
              + why.substring(0, Math.min(200, why.length())));
    } else {
      listener.up();
    }
    checkLater();
  }

  /**
   * Whether updates that wait can't be brought: after an error until one arrives. Telegram may try
   * less often than it is asked here.
   */
  private synchronized boolean fails(long error) {
    failing = error > lastError || (failing && !arrived);
    lastError = error;
    arrived = false;
    return failing;
  }

  /** An update brought by Telegram, or by somebody who says so. */
  CompletionStage<Mount.Response> handle(Mount.Request request) {
    byte[] given = request.header(SECRET).getBytes(StandardCharsets.UTF_8);
    if (!MessageDigest.isEqual(given, secret.getBytes(StandardCharsets.UTF_8))) {
      return answer(401);
    }
    synchronized (this) {
      arrived = true;
    }
    Optional<JsonNode> update = Json.parse(request.body());
    if (update.isEmpty() || Json.number(update.get(), "update_id") <= 0) {
      // Telegram would bring it again and again.
      inlet.countMalformed();
      return answer(200);
    }
    return take(update.get())
        .handle((taken, failure) -> status(failure == null && taken ? 200 : 503));
  }

  private CompletionStage<Boolean> take(JsonNode update) {
    Held waits = new Held(update, new CompletableFuture<>());
    boolean goes;
    synchronized (this) {
      if (closed) {
        return CompletableFuture.completedFuture(false);
      }
      if (paused) {
        held.add(waits);
      }
      goes = !paused;
    }
    if (goes) {
      return inlet.take(update).thenApply(_ -> true);
    }
    var _ = pauses.pause(HELD).thenAccept(_ -> giveUp(waits));
    return waits.taken;
  }

  private void giveUp(Held waits) {
    boolean mine;
    synchronized (this) {
      mine = held.remove(waits);
    }
    if (mine) {
      waits.taken.complete(false);
    }
  }

  private static CompletionStage<Mount.Response> answer(int code) {
    return CompletableFuture.completedFuture(status(code));
  }

  private static Mount.Response status(int code) {
    return new Mount.Full(code, Map.of(), new byte[0]);
  }

  @Override
  public synchronized void pause() {
    paused = true;
  }

  @Override
  public void resume() {
    synchronized (this) {
      paused = false;
    }
    for (Held next = next(); next != null; next = next()) {
      CompletableFuture<Boolean> taken = next.taken;
      var _ = inlet.take(next.update).whenComplete((_, failure) -> taken.complete(failure == null));
    }
  }

  private synchronized @Nullable Held next() {
    return paused ? null : held.poll();
  }

  @Override
  public void close() {
    Deque<Held> left;
    synchronized (this) {
      closed = true;
      left = new ArrayDeque<>(held);
      held.clear();
    }
    left.forEach(waits -> waits.taken.complete(false));
  }
}
