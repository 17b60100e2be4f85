package dev.steward.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.AccountId;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.EventSink;
import dev.steward.chat.Sender;
import dev.steward.chat.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class RecordingSinkTest {
  private final RecordingSink sink = new RecordingSink();

  private static Event message(String account, String id) {
    return new Event.PrivateMessagePosted(
        new AccountId("web", account),
        id,
        Sender.member(new UserId("web", "u1"), "小明"),
        Content.of("x"),
        Instant.EPOCH);
  }

  @Test
  void knowsAnEventByItsSourceAndId() {
    assertThat(sink.deliver(message("a", "1"))).isCompletedWithValue(EventSink.Receipt.COMMITTED);
    assertThat(sink.deliver(message("a", "1"))).isCompletedWithValue(EventSink.Receipt.DUPLICATE);
    assertThat(sink.deliver(message("b", "1"))).isCompletedWithValue(EventSink.Receipt.COMMITTED);
    assertThat(sink.events()).hasSize(2);
    assertThat(sink.duplicates()).isEqualTo(1);
  }

  @Test
  void whatItDoesNotTakeItDoesNotKnow() {
    sink.mode(RecordingSink.Mode.OVERLOAD);
    assertThat(sink.deliver(message("a", "1")))
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withCauseInstanceOf(EventSink.OverloadedException.class);
    sink.mode(RecordingSink.Mode.COMMIT);
    assertThat(sink.deliver(message("a", "1"))).isCompletedWithValue(EventSink.Receipt.COMMITTED);
  }

  @Test
  void aLostReceiptIsOfATakenEvent() {
    sink.mode(RecordingSink.Mode.LOSE_RECEIPT);
    assertThat(sink.deliver(message("a", "1"))).isCompletedExceptionally();
    sink.mode(RecordingSink.Mode.COMMIT);
    assertThat(sink.deliver(message("a", "1"))).isCompletedWithValue(EventSink.Receipt.DUPLICATE);
  }

  @Test
  void holdsUntilReleased() {
    sink.mode(RecordingSink.Mode.HOLD);
    CompletableFuture<EventSink.Receipt> held =
        sink.deliver(message("a", "1")).toCompletableFuture();
    assertThat(held).isNotDone();
    sink.release();
    assertThat(held).isDone();
  }

  @Test
  void reliefComesWhenCongestionEnds() {
    assertThat(sink.relief()).isCompleted();
    sink.congest(true);
    CompletableFuture<Void> relief = sink.relief().toCompletableFuture();
    assertThat(relief).isNotDone();
    sink.congest(false);
    assertThat(relief).isDone();
  }
}
