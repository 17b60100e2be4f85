package dev.steward.engine.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.steward.chat.Action;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.Outcome;
import dev.steward.chat.Sender;
import dev.steward.engine.sim.Sim;
import dev.steward.engine.sim.SimPlatform;
import dev.steward.testkit.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the commit to the platform, with platforms that fail, lie and lose answers. */
class OutboxStoryTest {
  @TempDir Path folder;

  @Test
  void aPlatformThatAsksToWaitIsAskedAgainAndOrderIsKept() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("一群");
      AtomicInteger left = new AtomicInteger(2);
      sim.platform.trouble(
          order ->
              order.action() instanceof Action.DeleteMessage && left.getAndDecrement() > 0
                  ? Outcome.Failed.retry("busy", Duration.ofMillis(5))
                  : null);
      String message = group.says("小明", "加微信领券");
      sim.pass(Duration.ofSeconds(5));
      group.expectDeleted(message);
      assertThat(sim.count("action WHERE kind = 'delete' AND attempts = 3 AND state = 'done'"))
          .isEqualTo(1);
      List<String> kinds =
          sim.platform.performed().stream()
              .filter(order -> group.id().equals(order.action().group()))
              .map(order -> order.action().getClass().getSimpleName())
              .toList();
      assertThat(kinds.subList(kinds.size() - 4, kinds.size()))
          .containsExactly("DeleteMessage", "DeleteMessage", "DeleteMessage", "SendMessage");
    }
  }

  @Test
  void howeverLongThePlatformIsAwayTheAdvertIsDeletedOnceItIsBack() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("一群");
      int before = group.room.said().size();
      sim.platform.trouble(order -> Outcome.Failed.untried("not connected", Duration.ofSeconds(5)));
      String message = group.says("小明", "加微信领券");
      sim.pass(Duration.ofMinutes(30));
      group.expectKept(message);
      assertThat(sim.count("action WHERE state = 'failed'")).isZero();
      sim.platform.trouble(order -> null);
      sim.pass(Duration.ofSeconds(20));
      group.expectDeleted(message);
      assertThat(sim.count("action WHERE kind = 'delete' AND attempts = 1 AND state = 'done'"))
          .isEqualTo(1);
      assertThat(group.room.said()).as("a warning half an hour late helps nobody").hasSize(before);
      assertThat(sim.count("action WHERE kind = 'send' AND state = 'dropped'")).isEqualTo(1);
    }
  }

  @Test
  void whileThePlatformWantsSilenceAdvertsAreDeletedAllTheSame() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("一群");
      int before = group.room.said().size();
      sim.platform.trouble(
          order ->
              order.action() instanceof Action.SendMessage
                  ? Outcome.Failed.untried("a pause", Duration.ofSeconds(40))
                  : null);
      group.says("小红", "群规");
      group.expectDeleted(group.says("小明", "加微信领券"));
      group.expectDeleted(group.says("小刚", "加微信领券"));
      assertThat(group.room.said()).hasSize(before);
      sim.platform.trouble(order -> null);
      sim.pass(Duration.ofMinutes(1));
      assertThat(group.room.said()).as("and then all is said").hasSizeGreaterThan(before + 1);
      assertThat(sim.count("action WHERE state IN ('pending', 'claimed')")).isZero();
    }
  }

  @Test
  void whatIsTriedInVainIsGivenUpAsBefore() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("一群");
      AtomicInteger tries = new AtomicInteger();
      sim.platform.trouble(
          order ->
              !(order.action() instanceof Action.DeleteMessage)
                  ? null
                  : tries.getAndIncrement() % 2 == 0
                      ? Outcome.Failed.untried("not connected", Duration.ofSeconds(5))
                      : Outcome.Failed.retry("nothing happened", Duration.ofSeconds(2)));
      group.expectKept(group.says("小明", "加微信领券"));
      sim.pass(Duration.ofMinutes(5));
      assertThat(sim.count("action WHERE kind = 'delete' AND attempts = 6 AND state = 'failed'"))
          .isEqualTo(1);
    }
  }

  @Test
  void whatWasPerhapsSaidIsNotSaidAgain() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("一群");
      sim.platform.sayOnce(false);
      sim.platform.trouble(
          order ->
              order.action() instanceof Action.SendMessage
                  ? Outcome.Failed.unknown("the answer was lost")
                  : null);
      group.says("小明", "加微信领券");
      assertThat(sim.count("action WHERE kind = 'send' AND state = 'unknown'")).isEqualTo(1);
    }
  }

  @Test
  void aDeletionWhoseAnswerWasLostIsRepeated() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("一群");
      AtomicInteger left = new AtomicInteger(1);
      sim.platform.trouble(
          order ->
              order.action() instanceof Action.DeleteMessage && left.getAndDecrement() > 0
                  ? Outcome.Failed.unknown("the answer was lost")
                  : null);
      String message = group.says("小明", "加微信领券");
      sim.pass(Duration.ofSeconds(5));
      group.expectDeleted(message);
    }
  }

  @Test
  void whatWasCommittedBeforeTheStopIsDoneAfterTheStart() throws Exception {
    Sim sim = Sim.start(folder);
    Sim.Group group = sim.group("一群");
    sim.platform.trouble(order -> Outcome.Failed.retry("away", Duration.ofHours(1)));
    String message = sim.id();
    sim.deliver(
        new Event.MessagePosted(
            SimPlatform.ACCOUNT,
            group.id(),
            message,
            Sender.member(Sim.user("小明"), "小明"),
            Content.of("加微信领券"),
            sim.clock.instant()));
    group.expectKept(message);
    sim.platform.trouble(order -> null);
    try (Sim again = sim.restart()) {
      again.settle();
      group.expectDeleted(message);
      assertThat(again.count("action WHERE state = 'pending'")).isZero();
      assertThat(group.room.said().stream().filter(text -> text.contains("第 1 次"))).hasSize(1);
    }
  }

  @Test
  void whatIsTooLateToSayIsDropped() throws Exception {
    Sim sim = Sim.start(folder);
    Sim.Group group = sim.group("一群");
    sim.platform.trouble(order -> Outcome.Failed.retry("away", Duration.ofHours(1)));
    int tried = sim.platform.performed().size();
    sim.deliver(
        new Event.MessagePosted(
            SimPlatform.ACCOUNT,
            group.id(),
            sim.id(),
            Sender.member(Sim.user("小明"), "小明"),
            Content.of("群规"),
            sim.clock.instant()));
    new Await(sim.clock::advance)
        .until("the first try has failed", () -> sim.platform.performed().size() > tried);
    sim.platform.trouble(order -> null);
    int before = group.room.said().size();
    Instant later = sim.clock.instant().plus(Duration.ofHours(3));
    try (Sim again = sim.restart(later)) {
      again.settle();
      assertThat(group.room.said()).hasSize(before);
      assertThat(again.count("action WHERE state = 'dropped'")).isEqualTo(1);
    }
  }

  /**
   * At a stop the lane's last batch found the outbox ended; it was called failed after its commit,
   * and everything in it was done a second time.
   */
  @Test
  void whatIsCommittedAfterTheEndIsLeftForTheNextStart() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Outbox outbox =
          new Outbox(
              sim.platform,
              () -> Instant.EPOCH,
              _ -> Limits.GENEROUS,
              _ -> CompletableFuture.completedFuture(null),
              Executors.newSingleThreadScheduledExecutor());
      outbox.close();
      assertThatCode(() -> outbox.accept(List.of())).doesNotThrowAnyException();
    }
  }
}
