package dev.steward.engine.checkin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Action;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.Outcome;
import dev.steward.chat.Sender;
import dev.steward.engine.sim.Sim;
import dev.steward.engine.sim.SimPacks;
import dev.steward.engine.sim.SimPlatform;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** 签到, as members live with it. The pack: 5 points, 10 after 3 days, 100 after 7, at most 50. */
@Tag("rounds")
final class CheckInStoryTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration SOON = Duration.ofSeconds(31);

  @TempDir Path folder;

  static String receipt(Sim sim, Sim.Group group) {
    sim.pass(SOON);
    List<String> said = group.answers();
    assertThat(said).hasSize(1);
    return said.getFirst();
  }

  @Test
  void oneDayCountsOnceAndStreaksBringPoints() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("一群");
      group.says("小明", "签到");
      assertThat(group.answers()).as("nothing is said at once").isEmpty();
      assertThat(receipt(sim, group)).contains("小明：签到成功，+5 分", "本群今天已有 1 人签到");
      group.says("小明", "打卡");
      assertThat(receipt(sim, group)).contains("小明：今天已经签过，连续 1 天", "已有 1 人");
      sim.pass(DAY);
      group.says("小明", "签到");
      assertThat(receipt(sim, group)).contains("小明：连续 2 天，+5 分");
      sim.pass(DAY);
      group.says("小明", "签到");
      assertThat(receipt(sim, group)).contains("小明：连续 3 天，+15 分（含连续奖励 10）");
      assertThat(sim.count("checkin_day")).isEqualTo(3);
    }
  }

  @Test
  void threeHundredCheckInsAreOneMessage() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("一群");
      for (int i = 0; i < 300; i++) {
        group.says("成员" + i, "签到");
      }
      assertThat(receipt(sim, group)).contains("成员0：", "成员9：", "还有 290 位", "已有 300 人签到");
      sim.pass(Duration.ofMinutes(5));
      assertThat(group.answers()).isEmpty();
    }
  }

  @Test
  void aChatLineWithTheWordInItIsNoCheckIn() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("一群");
      group.says("小明", "大家记得签到哦");
      group.says("小美", "签到了吗");
      sim.pass(SOON);
      assertThat(group.answers()).isEmpty();
      assertThat(sim.count("checkin_day")).isZero();
    }
  }

  @Test
  void aPersonChecksInOnceOverAllGroups() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group one = sim.group("一群");
      Sim.Group two = sim.group("二群");
      one.says("小明", "签到");
      two.says("小明", "签到");
      sim.pass(SOON);
      assertThat(one.answers().getFirst()).contains("签到成功");
      assertThat(two.answers().getFirst())
          .contains("今天已经签过")
          .as("nobody was counted here, and that is no news")
          .doesNotContain("已有 0 人");
      assertThat(sim.count("checkin_day")).isEqualTo(1);
    }
  }

  @Test
  void atNightItIsStillYesterday() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("一群");
      sim.clock.advance(untilLocal(sim.clock.instant(), 23));
      group.says("小明", "签到");
      receipt(sim, group);
      sim.pass(Duration.ofHours(4));
      group.says("小明", "签到");
      assertThat(receipt(sim, group)).contains("今天已经签过");
      sim.pass(Duration.ofHours(2));
      group.says("小明", "签到");
      assertThat(receipt(sim, group)).contains("连续 2 天");
    }
  }

  private static Duration untilLocal(Instant now, int hour) {
    var local = now.atZone(ZoneId.of("Asia/Shanghai"));
    var then = local.withHour(hour).withMinute(0).withSecond(0);
    return Duration.between(local, then.isAfter(local) ? then : then.plusDays(1));
  }

  @Test
  void whatWasPostedBeforeMidnightCountsForThatDayEvenIfItComesLate() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("一群");
      group.says("小明", "早上好");
      Instant yesterday = sim.clock.instant();
      sim.pass(DAY);
      group.posts("小明", Content.of("签到"), yesterday);
      receipt(sim, group);
      group.says("小明", "签到");
      assertThat(receipt(sim, group)).contains("连续 2 天");
    }
  }

  @Test
  void aPlatformWhoseClockIsFarOffIsNotBelieved() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("一群");
      group.posts("小明", Content.of("签到"), Instant.EPOCH);
      receipt(sim, group);
      group.posts("小明", Content.of("签到"), sim.clock.instant().plus(DAY.multipliedBy(400)));
      assertThat(receipt(sim, group)).contains("今天已经签过");
      assertThat(sim.count("checkin_day WHERE day < 20000")).isZero();
    }
  }

  @Test
  void sayingTheWordAgainAndAgainIsNoFloodNorRepetition() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("一群");
      for (int i = 0; i < 6; i++) {
        group.expectKept(group.says("小明", "打卡"));
      }
      group.expectKept(group.says("小明", "今天打卡的人真多"));
      assertThat(sim.count("moderation_case")).isZero();
    }
  }

  @Test
  void beforeGoLiveNothingIsCountedAndNothingSaid() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.joined("新群");
      group.staffAsk("bind", Map.of("pack", "mama"));
      group.answers();
      group.says("小明", "签到");
      sim.pass(SOON);
      assertThat(group.answers()).isEmpty();
      assertThat(sim.count("checkin_day")).isZero();
      assertThat(sim.count("decision WHERE verdict = 'would-check-in'")).isEqualTo(1);
    }
  }

  @Test
  void aReceiptThatFallsIntoAPauseIsLetGoOfAndTheNextComes() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("一群");
      group.says("小明", "签到");
      group.staffAsk("pause", Map.of("minutes", "60"));
      group.answers();
      sim.pass(SOON);
      assertThat(group.answers()).as("paused").isEmpty();
      sim.pass(Duration.ofHours(2));
      group.answers();
      group.says("小美", "签到");
      assertThat(receipt(sim, group)).contains("小美：签到成功", "已有 2 人签到").doesNotContain("小明");
    }
  }

  @Test
  void aReplayedEventAndARestartCountNothingTwice() throws Exception {
    Sim sim = Sim.start(folder);
    Sim.Group group = sim.group("一群");
    Event event =
        new Event.MessagePosted(
            SimPlatform.ACCOUNT,
            group.id(),
            "m1",
            Sender.member(Sim.user("小明"), "小明"),
            Content.of("签到"),
            sim.clock.instant());
    sim.deliver(event);
    sim.deliver(event);
    sim.settle();
    try (Sim again = sim.restart()) {
      again.deliver(event);
      again.settle();
      again.pass(SOON);
      assertThat(again.count("checkin_day")).isEqualTo(1);
      assertThat(group.room.said().stream().filter(text -> text.contains("签到成功"))).hasSize(1);
      assertThat(StreakStoryTest.sumOfPoints(again)).isZero();
    }
  }

  @Test
  void aMemberCalledEverybodyMentionsNobody() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("一群");
      group.says("@全体成员\n公告", "签到");
      assertThat(receipt(sim, group)).doesNotContain("@");
    }
  }

  /** Never started a talk with Steward: the platform refuses, and it ended in silence. */
  @ParameterizedTest
  @ValueSource(strings = {"我的连续", "我的记录", "我的投票", "我的页面"})
  void whoCannotBeWrittenToAloneHearsWhatToDo(String asked) throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("一群");
      sim.platform.trouble(
          order ->
              order.action() instanceof Action.SendPrivate
                  ? new Outcome.Refused("bot can't initiate conversation with a user")
                  : null);
      group.says("小明", asked);
      sim.pass(SOON);
      assertThat(group.answers()).containsExactly("私下的回答没有送到。请先私聊我说句话，再来问一次。");
      sim.whispers("小明", asked);
      assertThat(group.answers()).as("who asked alone is no matter of the group").isEmpty();
    }
  }

  @Test
  void aPackWithoutItKnowsNoCheckIn() throws Exception {
    try (Sim sim = Sim.start(folder, SimPacks.withoutCheckIn())) {
      Sim.Group group = sim.group("一群");
      group.says("小明", "签到");
      group.says("小明", "我的连续");
      sim.pass(SOON);
      assertThat(group.answers()).isEmpty();
      assertThat(sim.count("checkin_day")).isZero();
    }
  }

  /** Observed only, and yet members got private messages. */
  @Test
  void aGroupInObserveAnswersNobodyAlone() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group live = sim.group("一群");
      live.says("小明", "签到");
      sim.pass(SOON);
      Sim.Group observed = sim.joined("新群");
      observed.staffAsk("bind", Map.of("pack", "mama"));
      observed.says("小明", "我的连续");
      observed.says("小明", "我的记录");
      observed.says("小明", "我的投票");
      sim.pass(SOON);
      assertThat(observed.room.whispered()).isEmpty();
      assertThat(sim.count("decision WHERE verdict = 'skipped-observed'")).isEqualTo(3);
      sim.whispers("小明", "我的连续");
      assertThat(live.room.whispered()).as("asked in private").hasSize(1);
    }
  }

  /** One member who said it a dozen times was the whole receipt. */
  @Test
  void whoSaysItOftenTakesUpOneLine() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("一群");
      for (int i = 0; i < 12; i++) {
        group.says("小明", "签到");
      }
      group.says("小红", "签到");
      assertThat(receipt(sim, group))
          .contains("小明：签到成功", "小红：签到成功", "已有 2 人签到")
          .doesNotContain("今天已经签过", "还有");
    }
  }

  /** Said after midnight, a message from before it came last, and its day's count was told. */
  @Test
  void theReceiptCountsTodayAlsoWhenYesterdaysWordComesLate() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("一群");
      sim.pass(Duration.ofHours(24));
      Instant yesterday = sim.clock.instant().minus(Duration.ofHours(23));
      group.says("小红", "签到");
      group.says("小美", "签到");
      group.posts("小明", Content.of("签到"), yesterday);
      assertThat(receipt(sim, group)).contains("小明：", "本群今天已有 2 人签到");
    }
  }
}
