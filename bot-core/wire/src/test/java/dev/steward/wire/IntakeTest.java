package dev.steward.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.chat.AccountId;
import dev.steward.chat.Event;
import dev.steward.chat.EventSink;
import dev.steward.chat.GroupId;
import dev.steward.testkit.ManualClock;
import dev.steward.testkit.RecordingSink;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the inbox does not take is held and offered again, and nothing is lost on the way. */
final class IntakeTest {
  private final ManualClock clock = new ManualClock();
  private final RecordingSink sink = new RecordingSink();
  private final List<String> valve = new ArrayList<>();
  private final Intake intake = new Intake(sink, clock.timers(), recorded(valve));

  private static Intake.Valve recorded(List<String> words) {
    return new Intake.Valve() {
      @Override
      public void pause() {
        words.add("pause");
      }

      @Override
      public void resume() {
        words.add("resume");
      }
    };
  }

  private static Event event(int number) {
    return new Event.GroupLost(
        new AccountId("test", "1"),
        new GroupId("test", "g"),
        Integer.toString(number),
        Instant.EPOCH);
  }

  private static List<String> ids(List<Event> events) {
    return events.stream().map(event -> event.dedupeId().substring(2)).toList();
  }

  private static List<String> numbers(int count) {
    return java.util.stream.IntStream.range(0, count).mapToObj(Integer::toString).toList();
  }

  @Test
  void whatIsTakenAtOnceIsDoneAtOnce() {
    assertThat(intake.take(event(0)).toCompletableFuture())
        .isCompletedWithValue(EventSink.Receipt.COMMITTED);
    assertThat(intake.take(event(0)).toCompletableFuture())
        .isCompletedWithValue(EventSink.Receipt.DUPLICATE);
    assertThat(valve).isEmpty();
  }

  @Test
  void anOverloadKeepsTheOrderAndTheConnectionWaits() {
    sink.mode(RecordingSink.Mode.OVERLOAD);
    List<CompletionStage<EventSink.Receipt>> taken = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      taken.add(intake.take(event(i)));
    }
    assertThat(intake.held()).isEqualTo(50);
    assertThat(sink.refusals()).as("the others wait behind the first").isEqualTo(1);
    assertThat(valve).containsExactly("pause");
    clock.advance(Duration.ofMinutes(5));
    assertThat(sink.refusals()).as("pauses grow up to half a minute").isLessThan(30);
    sink.mode(RecordingSink.Mode.COMMIT);
    clock.advance(Duration.ofSeconds(31));
    assertThat(ids(sink.events())).isEqualTo(numbers(50));
    assertThat(taken).allMatch(stage -> stage.toCompletableFuture().isDone());
    assertThat(valve).containsExactly("pause", "resume");
    assertThat(intake.held()).isZero();
  }

  @Test
  void aBatchThatFailsLateIsOfferedAgainBeforeWhatCameLater() {
    Batches batches = new Batches();
    Intake late = new Intake(batches, clock.timers(), recorded(valve));
    for (int i = 0; i < 5; i++) {
      late.take(event(i));
    }
    batches.end(false);
    for (int i = 5; i < 8; i++) {
      late.take(event(i));
    }
    assertThat(late.held()).isEqualTo(8);
    clock.advance(Duration.ofSeconds(1));
    batches.end(true);
    batches.end(true);
    assertThat(ids(batches.committed)).isEqualTo(numbers(8));
    assertThat(late.held()).isZero();
    assertThat(valve).containsExactly("pause", "resume");
  }

  /** The head of what is held must not be mistaken for what failed meanwhile. */
  @Test
  void aLateFailureWhileTheHeldOnesFlowLosesNothing() {
    Batches batches = new Batches();
    Intake late = new Intake(batches, clock.timers(), recorded(valve));
    CompletionStage<EventSink.Receipt> first = late.take(event(0));
    CompletionStage<EventSink.Receipt> second = late.take(event(1));
    batches.failOne(1);
    late.take(event(2));
    clock.advance(Duration.ofSeconds(1));
    batches.onDeliver = () -> batches.failOne(0);
    batches.commitOne(1);
    for (int i = 0; i < 10; i++) {
      batches.end(true);
      clock.advance(Duration.ofSeconds(1));
    }
    assertThat(ids(batches.committed)).containsExactlyInAnyOrder("0", "1", "2");
    assertThat(first.toCompletableFuture()).isCompleted();
    assertThat(second.toCompletableFuture()).isCompleted();
  }

  @Test
  void congestionPausesOnceAndResumesOnce() {
    sink.congest(true);
    for (int i = 0; i < 10; i++) {
      intake.take(event(i));
    }
    assertThat(valve).containsExactly("pause");
    sink.congest(false);
    assertThat(valve).containsExactly("pause", "resume");
    assertThat(ids(sink.events())).isEqualTo(numbers(10));
  }

  @Test
  void nothingIsHandedOverAfterTheEnd() {
    sink.mode(RecordingSink.Mode.OVERLOAD);
    CompletionStage<EventSink.Receipt> held = intake.take(event(0));
    sink.congest(true);
    clock.advance(Duration.ofSeconds(1));
    intake.close();
    sink.mode(RecordingSink.Mode.COMMIT);
    sink.congest(false);
    clock.advance(Duration.ofMinutes(10));
    assertThat(sink.events()).isEmpty();
    assertThatThrownBy(() -> held.toCompletableFuture().join()).hasMessageContaining("closed");
    assertThat(intake.take(event(1)).toCompletableFuture()).isCompletedExceptionally();
    assertThat(clock.waiting()).isZero();
  }

  /** An inbox that takes, refuses and fails as chance has it. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void nothingIsLostWhateverTheInboxDoes(boolean fails) {
    long seed = new Random().nextLong();
    for (int round = 0; round < 40; round++) {
      Random random = new Random(seed + round);
      Batches batches = new Batches();
      batches.refuses = () -> random.nextInt(4) == 0;
      List<String> words = new ArrayList<>();
      Intake tried = new Intake(batches, clock.timers(), recorded(words));
      List<CompletableFuture<EventSink.Receipt>> taken = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        taken.add(tried.take(event(i)).toCompletableFuture());
        if (random.nextInt(6) == 0) {
          batches.end(!fails || random.nextInt(3) > 0);
        }
        if (random.nextInt(10) == 0) {
          clock.advance(Duration.ofMillis(random.nextInt(200)));
        }
      }
      batches.refuses = () -> false;
      for (int i = 0; i < 400 && !taken.stream().allMatch(CompletableFuture::isDone); i++) {
        batches.end(true);
        clock.advance(Duration.ofSeconds(1));
      }
      assertThat(taken)
          .as("seed %d", seed + round)
          .allMatch(one -> !one.isCompletedExceptionally());
      assertThat(ids(batches.committed)).as("seed %d", seed + round).isEqualTo(numbers(200));
      for (int i = 0; i < words.size(); i++) {
        assertThat(words.get(i))
            .as("seed %d", seed + round)
            .isEqualTo(i % 2 == 0 ? "pause" : "resume");
      }
      assertThat(tried.held()).isZero();
    }
  }

  /** Commits or fails what it has taken, as one batch, when told; a lane does the same. */
  private static final class Batches implements EventSink {
    final List<Event> committed = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final List<CompletableFuture<Receipt>> receipts = new ArrayList<>();
    java.util.function.BooleanSupplier refuses = () -> false;
    Runnable onDeliver = () -> {};

    @Override
    public CompletionStage<Receipt> deliver(Event event) {
      if (refuses.getAsBoolean()) {
        return CompletableFuture.failedFuture(new OverloadedException());
      }
      Runnable meanwhile = onDeliver;
      onDeliver = () -> {};
      events.add(event);
      CompletableFuture<Receipt> receipt = new CompletableFuture<>();
      receipts.add(receipt);
      meanwhile.run();
      return receipt;
    }

    void end(boolean well) {
      List<CompletableFuture<Receipt>> now = List.copyOf(receipts);
      if (well) {
        committed.addAll(events);
      }
      events.clear();
      receipts.clear();
      now.forEach(
          receipt -> {
            if (well) {
              receipt.complete(Receipt.COMMITTED);
            } else {
              receipt.completeExceptionally(new IllegalStateException("the database fails"));
            }
          });
    }

    void failOne(int index) {
      events.remove(index);
      receipts.remove(index).completeExceptionally(new IllegalStateException("failed alone"));
    }

    void commitOne(int index) {
      committed.add(events.remove(index));
      receipts.remove(index).complete(Receipt.COMMITTED);
    }

    @Override
    public boolean congested() {
      return false;
    }

    @Override
    public CompletionStage<Void> relief() {
      return CompletableFuture.completedFuture(null);
    }
  }
}
