package dev.steward.engine.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Action;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Key;
import dev.steward.chat.Outcome;
import dev.steward.engine.script.Budget;
import dev.steward.engine.script.Condition;
import dev.steward.engine.script.Topics;
import dev.steward.engine.sim.Sim;
import dev.steward.engine.sim.SimPacks;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One message to many groups, as staff press it and groups hear it. */
class BroadcastStoryTest {
  @TempDir Path folder;

  private static List<Sim.Group> groups(Sim sim, int count) {
    List<Sim.Group> groups = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      groups.add(sim.group("群" + i));
    }
    return groups;
  }

  private static long draft(
      Sim sim, List<Sim.Group> groups, String text, Instant at, boolean approval) {
    List<GroupId> ids = groups.stream().map(Sim.Group::id).toList();
    return sim.engine()
        .write(
            Key.BRAND, context -> Broadcasts.draft(context, text, null, ids, at, "wang", approval))
        .toCompletableFuture()
        .join();
  }

  private static void press(Sim sim, String login, String what, long number) {
    sim.engine()
        .command(
            new Event.StaffCommand(
                sim.id(),
                Key.BRAND,
                login,
                "broadcast-" + what,
                Map.of("number", Long.toString(number)),
                sim.clock.instant()))
        .toCompletableFuture()
        .join();
    sim.settle();
  }

  /** One after the other, as the clock of a real day runs. */
  private static void waves(Sim sim, int count) {
    for (int i = 0; i < count; i++) {
      sim.pass(BroadcastFeature.PAUSE);
    }
  }

  private static Broadcast.State state(Sim sim, long number) {
    return sim.read(sql -> new Broadcasts(sql).find(number).orElseThrow().state());
  }

  private static int count(Sim sim, long number, Broadcast.Fate fate) {
    return sim.read(sql -> new Broadcasts(sql).count(number, fate));
  }

  private static String why(Sim sim, long number) {
    return sim.read(sql -> new Broadcasts(sql).lines(number).getFirst().why().get("zh"));
  }

  @Test
  void itIsSaidInWavesToEachGroupOnce() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      List<Sim.Group> groups = groups(sim, 45);
      long number =
          draft(sim, groups, "{{group}} 的妈妈们，今晚八点直播，看 {{shop}}", sim.clock.instant(), false);
      press(sim, "wang", "send", number);
      sim.pass(Duration.ofSeconds(1));
      assertThat(count(sim, number, Broadcast.Fate.SAID)).isEqualTo(BroadcastFeature.WAVE);
      assertThat(state(sim, number)).isEqualTo(Broadcast.State.RUNNING);
      waves(sim, 3);
      assertThat(state(sim, number)).isEqualTo(Broadcast.State.DONE);
      for (Sim.Group group : groups) {
        assertThat(group.answers())
            .containsExactly(group.title() + " 的妈妈们，今晚八点直播，看 https://shop.example-brand.com");
      }
      press(sim, "wang", "send", number);
      sim.pass(Duration.ofHours(1));
      assertThat(groups.getFirst().answers()).as("pressed again").isEmpty();
    }
  }

  /** A busy minute of answers used up what Steward may say, and a broadcast was lost. */
  @Test
  void aBusyMinuteDoesNotKeepItBack() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      List<Sim.Group> groups = groups(sim, 1);
      for (int i = 0; i < 20; i++) {
        groups.getFirst().says("路人" + i, "群规");
      }
      assertThat(sim.count("decision WHERE verdict = 'capped'")).isPositive();
      var _ = groups.getFirst().answers();
      long number = draft(sim, groups, "今晚八点直播", sim.clock.instant(), false);
      press(sim, "wang", "send", number);
      sim.pass(Duration.ofSeconds(1));
      assertThat(groups.getFirst().answers()).containsExactly("今晚八点直播");
      assertThat(count(sim, number, Broadcast.Fate.SAID)).isEqualTo(1);
    }
  }

  @Test
  void somebodyElseHasToApproveIt() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      List<Sim.Group> groups = groups(sim, 4);
      long number = draft(sim, groups, "明天停服", sim.clock.instant(), true);
      press(sim, "wang", "send", number);
      assertThat(state(sim, number)).isEqualTo(Broadcast.State.WAITING);
      assertThat(sim.count("todo WHERE kind = 'broadcast' AND state = 'open'")).isEqualTo(1);
      press(sim, "wang", "approve", number);
      sim.pass(Duration.ofMinutes(1));
      assertThat(groups.getFirst().answers()).as("one's own").isEmpty();
      press(sim, "li", "approve", number);
      sim.pass(Duration.ofMinutes(1));
      assertThat(groups.getFirst().answers()).containsExactly("明天停服");
      assertThat(sim.count("todo WHERE kind = 'broadcast' AND state = 'done'")).isEqualTo(1);
      assertThat(sim.count("broadcast WHERE approved_by = 'li' AND state = 'done'")).isEqualTo(1);
    }
  }

  @Test
  void aColleagueMayRefuseIt() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      List<Sim.Group> groups = groups(sim, 4);
      long number = draft(sim, groups, "价格写错了", sim.clock.instant(), true);
      press(sim, "wang", "send", number);
      press(sim, "li", "refuse", number);
      press(sim, "li", "approve", number);
      sim.pass(Duration.ofMinutes(1));
      assertThat(groups.getFirst().answers()).isEmpty();
      assertThat(state(sim, number)).isEqualTo(Broadcast.State.REFUSED);
    }
  }

  /** Meant for eight in the evening, and said when a colleague looked at it the next morning. */
  @Test
  void whatIsApprovedAfterItsTimeNeedsANewOne() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      List<Sim.Group> groups = groups(sim, 1);
      Instant evening = sim.clock.instant().plus(Duration.ofHours(11));
      long number = draft(sim, groups, "今晚八点直播", evening, true);
      press(sim, "wang", "send", number);
      sim.pass(Duration.ofHours(24));
      press(sim, "li", "approve", number);
      sim.pass(Duration.ofMinutes(5));
      assertThat(groups.getFirst().answers()).isEmpty();
      assertThat(state(sim, number)).isEqualTo(Broadcast.State.WAITING);
      Instant later = sim.clock.instant().plus(Duration.ofHours(2));
      sim.engine()
          .command(
              new Event.StaffCommand(
                  sim.id(),
                  Key.BRAND,
                  "li",
                  "broadcast-approve",
                  Map.of(
                      "number", Long.toString(number), "at", Long.toString(later.toEpochMilli())),
                  sim.clock.instant()))
          .toCompletableFuture()
          .join();
      sim.pass(Duration.ofHours(1));
      assertThat(groups.getFirst().answers()).isEmpty();
      sim.pass(Duration.ofHours(2));
      assertThat(groups.getFirst().answers()).containsExactly("今晚八点直播");
    }
  }

  @Test
  void itWaitsForItsTimeAlsoOverARestart() throws Exception {
    Sim sim = Sim.start(folder);
    Sim.Group group = groups(sim, 1).getFirst();
    long number =
        draft(sim, List.of(group), "开抢", sim.clock.instant().plus(Duration.ofHours(3)), false);
    press(sim, "wang", "send", number);
    sim.pass(Duration.ofHours(2));
    assertThat(group.answers()).isEmpty();
    try (Sim again = sim.restart()) {
      again.pass(Duration.ofHours(2));
      assertThat(group.room.said()).filteredOn("开抢"::equals).hasSize(1);
      assertThat(state(again, number)).isEqualTo(Broadcast.State.DONE);
    }
  }

  @Test
  void aWrongOneIsStoppedAndTakenBack() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      List<Sim.Group> groups = groups(sim, 30);
      long number = draft(sim, groups, "错的价格 9.9", sim.clock.instant(), false);
      press(sim, "wang", "send", number);
      sim.pass(Duration.ofSeconds(1));
      press(sim, "wang", "stop", number);
      sim.pass(Duration.ofMinutes(5));
      assertThat(count(sim, number, Broadcast.Fate.SAID)).isEqualTo(20);
      assertThat(count(sim, number, Broadcast.Fate.SKIPPED)).isEqualTo(10);
      press(sim, "wang", "recall", number);
      sim.pass(Duration.ofMinutes(1));
      assertThat(count(sim, number, Broadcast.Fate.RECALLED)).isEqualTo(20);
      long deleted =
          sim.platform.performed().stream()
              .filter(order -> order.action() instanceof Action.DeleteMessage)
              .count();
      assertThat(deleted).isEqualTo(20);
    }
  }

  @Test
  void whatIsOnItsWayWhenItIsTakenBackIsDeletedOnceSaid() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      List<Sim.Group> groups = groups(sim, 2);
      GroupId slow = groups.getLast().id();
      AtomicBoolean busy = new AtomicBoolean(true);
      sim.platform.trouble(
          order ->
              busy.get() && slow.equals(order.action().group())
                  ? Outcome.Failed.retry("busy", Duration.ofMinutes(1))
                  : null);
      long number = draft(sim, groups, "错的价格 9.9", sim.clock.instant(), false);
      press(sim, "wang", "send", number);
      sim.pass(Duration.ofSeconds(1));
      assertThat(count(sim, number, Broadcast.Fate.SENT)).isEqualTo(1);
      press(sim, "wang", "recall", number);
      assertThat(count(sim, number, Broadcast.Fate.RECALLED)).isEqualTo(1);
      assertThat(count(sim, number, Broadcast.Fate.RECALLING)).isEqualTo(1);
      busy.set(false);
      sim.pass(Duration.ofMinutes(2));
      assertThat(groups.getLast().answers()).as("it was too late to hold it").hasSize(1);
      assertThat(count(sim, number, Broadcast.Fate.RECALLED)).isEqualTo(2);
    }
  }

  /** Pressed again, it deleted what was deleted, was refused, and told that all had stayed. */
  @Test
  void takenBackTwiceItIsTakenBack() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      List<Sim.Group> groups = groups(sim, 2);
      long number = draft(sim, groups, "错的价格 9.9", sim.clock.instant(), false);
      press(sim, "wang", "send", number);
      sim.pass(Duration.ofSeconds(1));
      AtomicBoolean busy = new AtomicBoolean(true);
      Set<GroupId> deleted = new HashSet<>();
      sim.platform.trouble(
          order -> {
            if (!(order.action() instanceof Action.DeleteMessage delete)) {
              return null;
            }
            if (busy.get()) {
              return Outcome.Failed.retry("busy", Duration.ofMinutes(1));
            }
            return deleted.add(delete.group()) ? null : new Outcome.Refused("no such message");
          });
      press(sim, "wang", "recall", number);
      press(sim, "wang", "recall", number);
      busy.set(false);
      sim.pass(Duration.ofMinutes(5));
      assertThat(count(sim, number, Broadcast.Fate.RECALLED)).isEqualTo(2);
    }
  }

  @Test
  void whatNobodyCanPointAtIsSaidToBeLeft() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      List<Sim.Group> groups = groups(sim, 1);
      sim.platform.trouble(
          order -> order.action() instanceof Action.SendMessage ? new Outcome.Accepted("") : null);
      long number = draft(sim, groups, "错的价格 9.9", sim.clock.instant(), false);
      press(sim, "wang", "send", number);
      sim.pass(Duration.ofSeconds(1));
      press(sim, "wang", "recall", number);
      assertThat(count(sim, number, Broadcast.Fate.KEPT)).isEqualTo(1);
      assertThat(why(sim, number)).contains("手动删");
    }
  }

  @Test
  void itHaltsByItselfWhenMostGroupsCannotBeReached() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      List<Sim.Group> groups = groups(sim, 60);
      sim.platform.trouble(
          order ->
              order.action() instanceof Action.SendMessage
                  ? new Outcome.Refused("not allowed to speak")
                  : null);
      long number = draft(sim, groups, "通知", sim.clock.instant(), false);
      press(sim, "wang", "send", number);
      waves(sim, 3);
      assertThat(state(sim, number)).isEqualTo(Broadcast.State.HALTED);
      assertThat(count(sim, number, Broadcast.Fate.FAILED)).isEqualTo(20);
      assertThat(count(sim, number, Broadcast.Fate.SKIPPED)).isEqualTo(40);
      assertThat(sim.count("todo WHERE subject = 'halted:" + number + "'")).isEqualTo(1);
    }
  }

  /** Three groups had thrown Steward out, and all others, who read it, counted as unreachable. */
  @ParameterizedTest
  @CsvSource({"3, DONE", "11, HALTED"})
  void whatMayHaveBeenSaidDoesNotHaltIt(int thrownOut, Broadcast.State end) throws Exception {
    try (Sim sim = Sim.start(folder)) {
      List<Sim.Group> groups = groups(sim, 30);
      sim.platform.sayOnce(false);
      AtomicInteger asked = new AtomicInteger();
      sim.platform.trouble(
          order -> {
            if (!(order.action() instanceof Action.SendMessage)) {
              return null;
            }
            return asked.getAndIncrement() < thrownOut
                ? new Outcome.Refused("not a member")
                : Outcome.Failed.unknown("queued, and it will not tell");
          });
      long number = draft(sim, groups, "今晚八点直播", sim.clock.instant(), false);
      press(sim, "wang", "send", number);
      waves(sim, 3);
      assertThat(state(sim, number)).isEqualTo(end);
      assertThat(count(sim, number, Broadcast.Fate.FAILED)).isEqualTo(thrownOut);
      assertThat(sim.count("todo WHERE subject = 'halted:" + number + "'"))
          .isEqualTo(end == Broadcast.State.HALTED ? 1 : 0);
    }
  }

  /** A platform that queues and tells nothing: the page said that it could not be sent. */
  @Test
  void whatMayHaveBeenSaidIsNoFailureAndSomebodyLooksAfterIt() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      List<Sim.Group> groups = groups(sim, 25);
      sim.platform.trouble(
          order ->
              order.action() instanceof Action.SendMessage
                  ? Outcome.Failed.unknown("queued, and it will not tell")
                  : null);
      long number = draft(sim, groups, "错的价格 9.9", sim.clock.instant(), false);
      press(sim, "wang", "send", number);
      waves(sim, 3);
      assertThat(state(sim, number)).isEqualTo(Broadcast.State.DONE);
      assertThat(count(sim, number, Broadcast.Fate.UNKNOWN)).isEqualTo(25);
      press(sim, "wang", "recall", number);
      assertThat(count(sim, number, Broadcast.Fate.KEPT)).isEqualTo(25);
      assertThat(why(sim, number)).contains("到群里看看", "手动删");
    }
  }

  /** After a full last wave, the platform had ten seconds to answer. */
  @ParameterizedTest
  @ValueSource(ints = {20, 40})
  void theLastWaveIsWaitedForAsWell(int count) throws Exception {
    try (Sim sim = Sim.start(folder)) {
      List<Sim.Group> groups = groups(sim, count);
      GroupId slow = groups.getLast().id();
      AtomicBoolean busy = new AtomicBoolean(true);
      sim.platform.trouble(
          order ->
              busy.get() && slow.equals(order.action().group())
                  ? Outcome.Failed.retry("busy", Duration.ofMinutes(1))
                  : null);
      long number = draft(sim, groups, "错的价格 9.9", sim.clock.instant(), false);
      press(sim, "wang", "send", number);
      waves(sim, 4);
      assertThat(count(sim, number, Broadcast.Fate.SENT)).isEqualTo(1);
      assertThat(state(sim, number)).isEqualTo(Broadcast.State.RUNNING);
      busy.set(false);
      sim.pass(Duration.ofMinutes(2));
      assertThat(count(sim, number, Broadcast.Fate.SAID)).isEqualTo(count);
      assertThat(state(sim, number)).isEqualTo(Broadcast.State.DONE);
    }
  }

  @Test
  void whyAGroupDidNotHearItIsSaid() throws Exception {
    Budget quiet =
        new Budget(
            new Condition.Between(LocalTime.of(8, 0), LocalTime.of(12, 0)), 9, Duration.ZERO, 2);
    try (Sim sim = Sim.start(folder, SimPacks.speaking(new Topics(List.of()), quiet))) {
      Sim.Group group = groups(sim, 1).getFirst();
      long number = draft(sim, List.of(group), "早", sim.clock.instant(), false);
      press(sim, "wang", "send", number);
      sim.pass(Duration.ofMinutes(1));
      assertThat(group.answers()).isEmpty();
      assertThat(why(sim, number)).contains("安静的时间", "08:00-12:00");
      Sim.Group observed = sim.joined("新群");
      long other = draft(sim, List.of(observed), "早", sim.clock.instant(), false);
      press(sim, "wang", "send", other);
      sim.pass(Duration.ofMinutes(1));
      assertThat(why(sim, other)).contains("没有绑定脚本包");
      observed.staffAsk("bind", Map.of("pack", "mama"));
      long third = draft(sim, List.of(observed), "早", sim.clock.instant(), false);
      press(sim, "wang", "send", third);
      sim.pass(Duration.ofMinutes(1));
      assertThat(why(sim, third)).contains("还没有上线");
      assertThat(state(sim, third)).isEqualTo(Broadcast.State.DONE);
    }
  }
}
