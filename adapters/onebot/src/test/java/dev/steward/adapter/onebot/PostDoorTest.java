package dev.steward.adapter.onebot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.EventSink;
import dev.steward.chat.Mount;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Events that are posted: only with the signature, and answered once they are committed. */
final class PostDoorTest {
  private static final byte[] SECRET = "s3cret".getBytes(StandardCharsets.UTF_8);
  private static final String EVENT =
      "{\"time\":1,\"self_id\":10001,\"post_type\":\"meta_event\",\"meta_event_type\":\"heartbeat\"}";

  private final Tally tally = new Tally();
  private final List<Frame> heard = new ArrayList<>();
  private CompletableFuture<EventSink.Receipt> taken = new CompletableFuture<>();
  private final PostDoor door =
      new PostDoor(
          SECRET,
          tally,
          frame -> {
            heard.add(frame);
            return frame.selfId.equals("10001") ? taken : null;
          });

  private CompletableFuture<Mount.Response> post(String body, String signature) {
    return door.handle(
            new Mount.Request(
                "POST",
                "/",
                Map.of(),
                signature.isEmpty() ? Map.of() : Map.of("x-signature", signature),
                body.getBytes(StandardCharsets.UTF_8),
                false,
                "127.0.0.1"))
        .toCompletableFuture();
  }

  private String signed(String body) {
    return door.signature(body.getBytes(StandardCharsets.UTF_8));
  }

  /** Checked with {@code openssl dgst -sha1 -hmac s3cret}. */
  @Test
  void theSignatureIsTheSpecificationsOne() {
    assertThat(signed("hello")).isEqualTo("sha1=f875ad165d97aba6b68e2c2f7ea314aeb2a0082f");
  }

  @Test
  void withoutTheSignatureNothingIsHeard() {
    assertThat(post(EVENT, "").join().status()).isEqualTo(401);
    assertThat(post(EVENT, "sha1=" + "0".repeat(40)).join().status()).isEqualTo(403);
    assertThat(post(EVENT + " ", signed(EVENT)).join().status()).as("another body").isEqualTo(403);
    assertThat(post(EVENT, signed(EVENT).toUpperCase(java.util.Locale.ROOT)).join().status())
        .isEqualTo(403);
    assertThat(heard).isEmpty();
    assertThat(tally.refused.sum()).isEqualTo(4);
  }

  @Test
  void theAnswerComesAfterTheCommit() {
    CompletableFuture<Mount.Response> answer = post(EVENT, signed(EVENT));
    assertThat(answer).isNotDone();
    taken.complete(EventSink.Receipt.COMMITTED);
    assertThat(answer.join().status()).isEqualTo(204);
    taken = CompletableFuture.failedFuture(new IllegalStateException("stopping"));
    assertThat(post(EVENT, signed(EVENT)).join().status()).isEqualTo(503);
  }

  @Test
  void onlySoManyPostsAreHeld() {
    List<CompletableFuture<Mount.Response>> held = new ArrayList<>();
    for (int i = 0; i < PostDoor.MOST_WAITING; i++) {
      held.add(post(EVENT, signed(EVENT)));
    }
    assertThat(post(EVENT, signed(EVENT)).join().status()).isEqualTo(503);
    assertThat(tally.turnedAway.sum()).isEqualTo(1);
    assertThat(tally.toString()).endsWith("1 posts turned away");
    taken.complete(EventSink.Receipt.COMMITTED);
    assertThat(held).allSatisfy(answer -> assertThat(answer.join().status()).isEqualTo(204));
    assertThat(post(EVENT, signed(EVENT)).join().status()).isEqualTo(204);
  }

  @Test
  void nonsenseAndStrangersAreTold() {
    assertThat(post("{", signed("{")).join().status()).isEqualTo(400);
    String nobody = EVENT.replace("10001", "\"\"");
    assertThat(post(nobody, signed(nobody)).join().status()).isEqualTo(400);
    String later = EVENT.replace("10001", "10002");
    assertThat(post(later, signed(later)).join().status()).as("come again").isEqualTo(503);
    assertThat(
            door.handle(new Mount.Request("GET", "/", Map.of(), Map.of(), new byte[0], false, "x"))
                .toCompletableFuture()
                .join()
                .status())
        .isEqualTo(405);
    assertThat(tally.malformed.sum()).isEqualTo(2);
  }
}
