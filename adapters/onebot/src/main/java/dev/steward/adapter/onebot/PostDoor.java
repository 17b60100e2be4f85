package dev.steward.adapter.onebot;

import dev.steward.chat.Mount;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Where implementations post events to. A post counts with the signature of its raw body only, and
 * is answered once the event is committed: with 503 it may be posted again.
 */
final class PostDoor implements Mount {
  /** More posts are not held until their events are committed: they are told to come again. */
  static final int MOST_WAITING = 2_000;

  private final byte[] secret;
  private final Tally tally;
  private final Function<Frame, @Nullable CompletionStage<?>> events;
  private final AtomicInteger waiting = new AtomicInteger();

  /**
   * @param events takes an event; null when it is to come again
   */
  PostDoor(byte[] secret, Tally tally, Function<Frame, @Nullable CompletionStage<?>> events) {
    this.secret = secret.clone();
    this.tally = tally;
    this.events = events;
  }

  @Override
  public int maxBodyBytes() {
    return OneBotConnection.MOST_BYTES;
  }

  @Override
  public CompletionStage<Response> handle(Request request) {
    if (!request.method().equals("POST")) {
      return answer(405);
    }
    String signature = request.header("x-signature");
    if (!Door.same(signature(request.body()), signature)) {
      tally.refused.increment();
      return answer(signature.isEmpty() ? 401 : 403);
    }
    Frame frame;
    try {
      frame = FrameReader.read(request.body(), request.body().length);
    } catch (FrameReader.MalformedFrame malformed) {
      tally.malformed.increment();
      return answer(400);
    }
    if (waiting.get() >= MOST_WAITING) {
      tally.turnedAway.increment();
      return answer(503);
    }
    if (frame.selfId.isEmpty()) {
      tally.malformed.increment();
      return answer(400);
    }
    CompletionStage<?> taken = events.apply(frame);
    if (taken == null) {
      return answer(503);
    }
    waiting.incrementAndGet();
    return taken.handle(
        (_, failure) -> {
          waiting.decrementAndGet();
          return full(failure == null ? 204 : 503);
        });
  }

  String signature(byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret, "HmacSHA1"));
      return "sha1=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("every Java has HmacSHA1", missing);
    }
  }

  private static CompletionStage<Response> answer(int status) {
    return CompletableFuture.completedFuture(full(status));
  }

  private static Response full(int status) {
    return new Full(status, Map.of(), "".getBytes(StandardCharsets.UTF_8));
  }
}
