package dev.steward.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.AccountId;
import dev.steward.chat.Event;
import dev.steward.chat.EventSink;
import dev.steward.chat.GroupId;
import dev.steward.chat.UserId;
import dev.steward.testkit.ManualClock;
import dev.steward.testkit.RecordingSink;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

final class GroupOrderTest {
  private final RecordingSink sink = new RecordingSink();
  private final GroupOrder order =
      new GroupOrder(
          new Intake(
              sink,
              new ManualClock().timers(),
              new Intake.Valve() {
                @Override
                public void pause() {}

                @Override
                public void resume() {}
              }));

  private static Event event(String group, String id) {
    return new Event.GroupLost(
        new AccountId("test", "bot"), new GroupId("test", group), id, Instant.EPOCH);
  }

  private CompletionStage<EventSink.Receipt> put(String group, String id) {
    return order.put(group, event(group, id));
  }

  private List<String> heard() {
    return sink.events(Event.GroupLost.class).stream().map(Event.GroupLost::eventId).toList();
  }

  @Test
  void whatComesAfterAnOpenPlaceWaitsAndOtherGroupsGoOn() {
    CompletableFuture<List<Event>> asked = new CompletableFuture<>();
    CompletionStage<EventSink.Receipt> joined = order.later("a", asked);
    CompletionStage<EventSink.Receipt> after = put("a", "2");
    put("b", "3");
    assertThat(heard()).containsExactly("3");
    assertThat(order.waiting()).isEqualTo(1);
    assertThat(order.asked("a")).isEqualTo(1);
    assertThat(order.asked("b")).isZero();
    assertThat(after.toCompletableFuture()).isNotDone();
    asked.complete(List.of(event("a", "1")));
    assertThat(heard()).containsExactly("3", "1", "2");
    assertThat(joined.toCompletableFuture()).isCompletedWithValue(EventSink.Receipt.COMMITTED);
    assertThat(after.toCompletableFuture()).isCompletedWithValue(EventSink.Receipt.COMMITTED);
    assertThat(order.waiting()).isZero();
    assertThat(order.asked("a")).isZero();
    put("a", "4");
    assertThat(heard()).endsWith("4");
  }

  /** Two hundred long articles are more than thousands of words. */
  @Test
  void itIsFullByWhatIsWrittenAsWell() {
    CompletableFuture<List<Event>> asked = new CompletableFuture<>();
    order.later("a", asked);
    String article = "长".repeat(100_000);
    for (int i = 0; i < 160; i++) {
      assertThat(order.full()).isFalse();
      order.put("a", renamed("a", article));
    }
    assertThat(order.full()).isTrue();
    asked.complete(List.of());
    assertThat(order.full()).isFalse();
  }

  private static Event renamed(String group, String name) {
    return new Event.MemberRenamed(
        new AccountId("test", "bot"),
        new GroupId("test", group),
        "1",
        new UserId("test", "1"),
        name,
        Instant.EPOCH);
  }

  @Test
  void aQuestionThatFailsLeavesItsPlaceEmpty() {
    CompletableFuture<List<Event>> asked = new CompletableFuture<>();
    order.later("a", asked);
    put("a", "1");
    asked.completeExceptionally(new IllegalStateException("no answer"));
    assertThat(heard()).containsExactly("1");
  }
}
