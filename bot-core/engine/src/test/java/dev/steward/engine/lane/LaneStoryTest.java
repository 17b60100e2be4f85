package dev.steward.engine.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.EventSink;
import dev.steward.chat.Key;
import dev.steward.chat.Sender;
import dev.steward.engine.sim.Sim;
import dev.steward.engine.sim.SimPlatform;
import dev.steward.testkit.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One thread, in order, committed in batches; and what happens when the database or a feature
 * breaks.
 */
class LaneStoryTest {
  @TempDir Path folder;

  @Test
  void anEventThatComesTwiceIsHandledOnceEvenAfterARestart() throws Exception {
    Sim sim = Sim.start(folder);
    Sim.Group group = sim.group("一群");
    Event.MessagePosted advert =
        new Event.MessagePosted(
            SimPlatform.ACCOUNT,
            group.id(),
            "m-1",
            Sender.member(Sim.user("小明"), "小明"),
            Content.of("加微信领券"),
            sim.clock.instant());
    assertThat(sim.deliver(advert)).isEqualTo(EventSink.Receipt.COMMITTED);
    assertThat(sim.deliver(advert)).isEqualTo(EventSink.Receipt.DUPLICATE);
    sim.settle();
    try (Sim again = sim.restart()) {
      assertThat(again.deliver(advert)).isEqualTo(EventSink.Receipt.DUPLICATE);
      assertThat(again.count("moderation_case")).isEqualTo(1);
    }
  }

  @Test
  void eachGroupsEventsAreHandledInTheOrderOfArrival() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      List<Sim.Group> groups = List.of(sim.group("一群"), sim.group("二群"), sim.group("三群"));
      List<CompletableFuture<EventSink.Receipt>> receipts = new ArrayList<>();
      for (int i = 0; i < 3_000; i++) {
        Sim.Group group = groups.get(i % 3);
        receipts.add(
            sim.engine()
                .sink()
                .deliver(
                    new Event.MessagePosted(
                        SimPlatform.ACCOUNT,
                        group.id(),
                        String.format("%05d", i),
                        Sender.member(Sim.user("u" + i), "u" + i),
                        Content.of("第" + i + "条"),
                        sim.clock.instant()))
                .toCompletableFuture());
      }
      CompletableFuture.allOf(receipts.toArray(CompletableFuture[]::new)).join();
      for (Sim.Group group : groups) {
        List<String> ids =
            sim.read(
                sql ->
                    sql.list(
                        "SELECT message_id FROM journal WHERE lane_key = ?"
                            + " AND kind = 'message-posted' ORDER BY seq",
                        row -> row.text(1),
                        Key.group(group.id())));
        assertThat(ids).hasSize(1_000).isSorted();
      }
    }
  }

  @Test
  void aFullDatabaseAcknowledgesNothingAndWorksAgainOnceThereIsRoom() throws Exception {
    Sim sim = Sim.startSmall(folder, 200);
    Sim.Group group = sim.group("一群");
    List<CompletableFuture<EventSink.Receipt>> receipts = new ArrayList<>();
    String long1k = "长".repeat(1_000);
    for (int i = 0; i < 600; i++) {
      receipts.add(
          sim.engine()
              .sink()
              .deliver(
                  new Event.MessagePosted(
                      SimPlatform.ACCOUNT,
                      group.id(),
                      "full-" + i,
                      Sender.member(Sim.user("u" + i), "u" + i),
                      Content.of(long1k + i),
                      sim.clock.instant()))
              .toCompletableFuture());
    }
    new Await(sim.clock::advance)
        .until("the lane says that it is full", () -> !sim.engine().troubles().isEmpty());
    assertThat(sim.engine().troubles().getFirst()).containsIgnoringCase("full");
    sim.close();
    long acknowledged =
        receipts.stream().filter(r -> r.isDone() && !r.isCompletedExceptionally()).count();
    assertThat(acknowledged).isLessThan(600);
    try (Sim again = sim.restart()) {
      assertThat(again.count("journal WHERE event_id LIKE 'm:full-%'"))
          .isGreaterThanOrEqualTo(acknowledged);
      assertThat(
              again.<String>read(
                  sql -> sql.first("PRAGMA integrity_check", row -> row.text(1)).orElse("")))
          .isEqualTo("ok");
      group.expectDeleted(groupSays(again, group));
    }
  }

  @Test
  void hugeMessagesAreCutAndFillTheInboxNoFurther() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("一群");
      CountDownLatch busy = new CountDownLatch(1);
      var _ =
          sim.engine()
              .write(
                  Key.group(group.id()),
                  _ -> {
                    try {
                      return busy.await(1, TimeUnit.MINUTES);
                    } catch (InterruptedException e) {
                      throw new IllegalStateException(e);
                    }
                  });
      List<CompletableFuture<EventSink.Receipt>> receipts = new ArrayList<>();
      int untilCongested = 0;
      for (int i = 0; i < 200; i++) {
        receipts.add(
            sim.engine()
                .sink()
                .deliver(
                    new Event.MessagePosted(
                        SimPlatform.ACCOUNT,
                        group.id(),
                        "huge-" + i,
                        Sender.member(Sim.user("小明"), "小明"),
                        Content.of("说".repeat(1_000_000)),
                        sim.clock.instant()))
                .toCompletableFuture());
        untilCongested += sim.engine().sink().congested() ? 0 : 1;
      }
      assertThat(untilCongested).isBetween(70, 80);
      long refused = receipts.stream().filter(CompletableFuture::isCompletedExceptionally).count();
      assertThat(refused).isBetween(35L, 50L);
      CompletableFuture<Void> relief = sim.engine().sink().relief().toCompletableFuture();
      assertThat(relief).isNotDone();
      busy.countDown();
      sim.settle();
      assertThat(relief).isDone();
      assertThat(sim.count("journal WHERE event_id LIKE 'm:huge-%'")).isEqualTo(200 - refused);
      assertThat(
              sim.<String>read(
                  sql ->
                      sql.first(
                              "SELECT text FROM body ORDER BY length(text) DESC LIMIT 1",
                              row -> row.text(1))
                          .orElseThrow()))
          .hasSizeBetween(102_400, 102_600)
          .contains("\"kind\":\"cut\"");
    }
  }

  @Test
  void whoeverComesAfterTheEndIsToldAndDoesNotWait() throws Exception {
    Sim sim = Sim.start(folder);
    sim.close();
    CompletableFuture<String> late =
        sim.engine().<String>write(Key.BRAND, context -> "").toCompletableFuture();
    assertThat(late)
        .failsWithin(Duration.ofSeconds(5))
        .withThrowableOfType(ExecutionException.class)
        .withMessageContaining("Steward is stopping");
  }

  private static String groupSays(Sim sim, Sim.Group group) {
    String message = sim.id();
    sim.deliver(
        new Event.MessagePosted(
            SimPlatform.ACCOUNT,
            group.id(),
            message,
            Sender.member(Sim.user("小明"), "小明"),
            Content.of("加微信领券"),
            sim.clock.instant()));
    sim.settle();
    return message;
  }
}
