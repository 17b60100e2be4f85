package dev.steward.engine.topics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Action;
import dev.steward.chat.Event;
import dev.steward.chat.Key;
import dev.steward.chat.Outcome;
import dev.steward.chat.Sender;
import dev.steward.engine.broadcast.Broadcasts;
import dev.steward.engine.schedule.TimeWords;
import dev.steward.engine.script.Budget;
import dev.steward.engine.script.Condition;
import dev.steward.engine.script.Poll;
import dev.steward.engine.script.SourceMark;
import dev.steward.engine.script.Topic;
import dev.steward.engine.script.Topic.Dates;
import dev.steward.engine.script.Topics;
import dev.steward.engine.sim.Sim;
import dev.steward.engine.sim.SimPacks;
import dev.steward.engine.sim.SimPlatform;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Steward says by itself, as a group hears it. */
class TopicsStoryTest {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final Duration LATE = Duration.ofMinutes(30);
  private static final SourceMark MARK = new SourceMark("topics.yaml", 3, 5);

  private static final Poll POLL =
      new Poll(
          "next",
          "下次聊什么",
          Poll.Type.SINGLE,
          List.of(new Poll.Option("sleep", "睡整觉"), new Poll.Option("food", "加辅食")),
          false,
          1,
          1,
          List.of(),
          false,
          true,
          true,
          "每天 20:00",
          TimeWords.read("每天 20:00").orElseThrow(),
          Duration.ofHours(2),
          null,
          List.of(),
          Set.of(),
          "",
          MARK);

  @TempDir Path folder;

  private static Topic topic(String id, String at, String... say) {
    return topic(id, at, null, Dates.ALWAYS, null, false, say);
  }

  private static Topic topic(
      String id,
      String at,
      @Nullable Duration lively,
      Dates dates,
      @Nullable String persona,
      boolean privately,
      String... say) {
    return new Topic(
        id,
        at,
        TimeWords.read(at).orElseThrow(),
        Stream.of(say).map(text -> new Topic.Entry(text, null, Dates.ALWAYS, MARK)).toList(),
        LATE,
        lively,
        dates,
        persona,
        privately,
        MARK);
  }

  private static Topics topics(Topic... topics) {
    return new Topics(List.of(topics));
  }

  /** Lets the clock run until a local time of day. */
  private static void until(Sim sim, int hour, int minute) {
    var now = sim.clock.instant().atZone(SHANGHAI);
    var then = now.with(LocalTime.of(hour, minute));
    sim.pass(Duration.between(now, then.isAfter(now) ? then : then.plusDays(1)));
  }

  @Test
  void eachIsSaidAtItsTimeAndNoneAgainBeforeAllWere() throws Exception {
    Topics topics = topics(topic("morning", "每天 09:00", "早安 {{group}}", "今天喝水了吗", "看 {{shop}}"));
    try (Sim sim = Sim.start(folder, SimPacks.speaking(topics))) {
      Sim.Group group = sim.group("一群");
      until(sim, 8, 59);
      assertThat(group.answers()).isEmpty();
      List<String> said = new ArrayList<>();
      for (int day = 0; day < 6; day++) {
        until(sim, 9, 1);
        List<String> today = group.answers();
        assertThat(today).hasSize(1);
        said.addAll(today);
      }
      assertThat(said.subList(0, 3))
          .containsExactly("早安 一群", "今天喝水了吗", "看 https://shop.example-brand.com");
      assertThat(new HashSet<>(said.subList(3, 6))).isEqualTo(new HashSet<>(said.subList(0, 3)));
    }
  }

  @Test
  void allGroupsOfThePackHearItOnceAndNobodyElse() throws Exception {
    Topics topics = topics(topic("morning", "每天 09:00", "早安"));
    try (Sim sim = Sim.start(folder, SimPacks.speaking(topics))) {
      List<Sim.Group> groups = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        groups.add(sim.group("群" + i));
      }
      Sim.Group other = sim.joined("没有脚本的群");
      until(sim, 8, 59);
      until(sim, 9, 1);
      for (Sim.Group group : groups) {
        assertThat(group.answers()).containsExactly("早安");
      }
      assertThat(other.answers()).isEmpty();
    }
  }

  @Test
  void whatWasMissedALittleIsSaidAfterTheStartAndWhatWasMissedLongIsNot() throws Exception {
    Topics topics = topics(topic("morning", "每天 09:00", "早安"), topic("noon", "每天 12:00", "午安"));
    Sim sim = Sim.start(folder, SimPacks.speaking(topics));
    Sim.Group group = sim.group("一群");
    until(sim, 8, 50);
    assertThat(group.answers()).containsExactly("午安");
    var stopped = sim.clock.instant();
    try (Sim again = sim.restart(stopped.plus(Duration.ofHours(3)).plus(Duration.ofMinutes(25)))) {
      again.settle();
      assertThat(group.room.said()).filteredOn("午安"::equals).hasSize(2);
      assertThat(group.room.said()).doesNotContain("早安");
    }
  }

  @Test
  void ofSeveralMissedOnlyTheLastIsSaid() throws Exception {
    Topics topics = topics(topic("often", "cron 0 0/10 * ? * *", "一", "二", "三", "四"));
    Sim sim = Sim.start(folder, SimPacks.speaking(topics));
    Sim.Group group = sim.group("一群");
    var stopped = sim.clock.instant();
    try (Sim again = sim.restart(stopped.plus(Duration.ofMinutes(29)))) {
      again.settle();
      assertThat(group.room.said()).hasSize(1);
      again.pass(Duration.ofDays(9));
      assertThat(again.count("firing")).as("old ones are let go of").isBetween(1_000L, 1_010L);
    }
  }

  @Test
  void aRestartInTheSameMinuteSaysNothingTwice() throws Exception {
    Topics topics = topics(topic("morning", "每天 09:00", "早安"));
    Sim sim = Sim.start(folder, SimPacks.speaking(topics));
    Sim.Group group = sim.group("一群");
    until(sim, 9, 0);
    Sim again = sim.restart();
    again.settle();
    try (Sim third = again.restart()) {
      third.settle();
      third.pass(Duration.ofMinutes(5));
      assertThat(group.room.said()).filteredOn("早安"::equals).hasSize(1);
      assertThat(third.count("firing")).isEqualTo(1);
    }
  }

  /** Answers used up what Steward may say in a minute; the entry was lost for its round. */
  @Test
  void aBusyMinuteDoesNotKeepItBack() throws Exception {
    Topics topics = topics(topic("morning", "cron 30 0 9 ? * *", "早安"));
    try (Sim sim = Sim.start(folder, SimPacks.speaking(topics))) {
      Sim.Group group = sim.group("一群");
      until(sim, 8, 59);
      until(sim, 9, 0);
      group.answers();
      for (int i = 0; i < 20; i++) {
        group.says("路人" + i, "群规");
      }
      assertThat(sim.count("decision WHERE verdict = 'capped'")).isPositive();
      sim.pass(Duration.ofSeconds(40));
      assertThat(group.answers()).containsOnlyOnce("早安");
    }
  }

  /** December's entry came last in its round, and first in the next. */
  @Test
  void nothingIsSaidTwiceInARow() throws Exception {
    Topic.Entry december =
        new Topic.Entry("十二月了", null, new Dates(LocalDate.of(2026, 11, 5), null), MARK);
    Topic plain = topic("m", "每天 09:00", "一", "二");
    List<Topic.Entry> bank = new ArrayList<>(List.of(december));
    bank.addAll(plain.bank());
    Topic topic =
        new Topic("m", plain.at(), plain.when(), bank, LATE, null, Dates.ALWAYS, null, false, MARK);
    try (Sim sim = Sim.start(folder, SimPacks.speaking(topics(topic)))) {
      Sim.Group group = sim.group("一群");
      until(sim, 8, 59);
      group.answers();
      List<String> said = new ArrayList<>();
      for (int day = 0; day < 5; day++) {
        until(sim, 9, 1);
        said.addAll(group.answers());
      }
      assertThat(said).containsExactly("一", "二", "十二月了", "一", "十二月了");
    }
  }

  /** The news of a joining came the next day, and with it the third day. */
  @Test
  void daysInTheGroupCountFromTheJoining() throws Exception {
    Topics topics = topics(topic("second", "入群第2天 19:00", "{{names}}，第二天"));
    try (Sim sim = Sim.start(folder, SimPacks.speaking(topics))) {
      Sim.Group group = sim.group("一群");
      Instant joined = sim.clock.instant();
      until(sim, 8, 0);
      sim.deliver(
          new Event.MemberJoined(
              SimPlatform.ACCOUNT,
              group.id(),
              sim.id(),
              Sender.member(Sim.user("小明"), "小明"),
              null,
              joined));
      until(sim, 19, 1);
      assertThat(group.answers()).contains("小明，第二天");
    }
  }

  private static List<String> skips(Sim sim) {
    return sim.read(
        sql ->
            sql.list(
                "SELECT verdict FROM decision WHERE feature = 'topics' ORDER BY id",
                row -> row.text(1)));
  }

  @Test
  void itDoesNotBreakIntoATalkAndSaysWhy() throws Exception {
    Topic polite =
        topic("morning", "每天 09:00", Duration.ofMinutes(5), Dates.ALWAYS, null, false, "早安");
    try (Sim sim = Sim.start(folder, SimPacks.speaking(topics(polite)))) {
      Sim.Group group = sim.group("一群");
      until(sim, 8, 57);
      group.says("小明", "宝宝发烧了怎么办");
      until(sim, 9, 1);
      assertThat(group.answers()).isEmpty();
      assertThat(skips(sim)).containsExactly("skipped-talking");
      until(sim, 9, 1);
      assertThat(group.answers()).containsExactly("早安");
    }
  }

  @Test
  void quietHoursAndDatesAreKept() throws Exception {
    Topic dated =
        topic(
            "sale", "每天 20:00", null, new Dates(LocalDate.of(2030, 1, 1), null), null, false, "开售");
    Topics topics =
        topics(topic("late", "每天 23:00", "晚安"), topic("early", "每天 08:00", "早安"), dated);
    Budget budget =
        new Budget(
            new Condition.Between(LocalTime.of(22, 30), LocalTime.of(8, 0)), 9, Duration.ZERO, 2);
    try (Sim sim = Sim.start(folder, SimPacks.speaking(topics, budget))) {
      Sim.Group group = sim.group("一群");
      until(sim, 19, 0);
      group.answers();
      until(sim, 18, 59);
      assertThat(group.answers()).containsExactly("早安");
      assertThat(skips(sim)).contains("skipped-quiet", "skipped-out-of-dates");
    }
  }

  @Test
  void theBudgetOfADayIsKept() throws Exception {
    Topics topics =
        topics(
            topic("a", "每天 09:00", "一"),
            topic("b", "每天 09:20", "二"),
            topic("c", "每天 10:00", "三"),
            topic("d", "每天 11:00", "四"));
    Budget budget = new Budget(null, 2, Duration.ofMinutes(30), 2);
    try (Sim sim = Sim.start(folder, SimPacks.speaking(topics, budget))) {
      Sim.Group group = sim.group("一群");
      until(sim, 8, 59);
      group.answers();
      until(sim, 11, 1);
      assertThat(group.answers()).containsExactly("一", "三");
      assertThat(skips(sim)).endsWith("send", "skipped-pause", "send", "skipped-budget");
      until(sim, 9, 1);
      assertThat(group.answers()).as("the next day").containsExactly("一");
    }
  }

  @Test
  void whoJoinedSomeDaysAgoIsAddressedTogether() throws Exception {
    Topics topics =
        topics(topic("third", "入群第3天 19:00", "{{names}} 来了三天啦（{{count}} 位），看 {{shop}}"));
    try (Sim sim = Sim.start(folder, SimPacks.speaking(topics))) {
      Sim.Group group = sim.group("一群");
      group.joins("小明");
      group.joins("小红");
      until(sim, 19, 1);
      until(sim, 12, 0);
      group.joins("小刚");
      sim.pass(Duration.ofHours(1));
      group.answers();
      until(sim, 19, 1);
      assertThat(group.answers()).as("the second day").isEmpty();
      until(sim, 19, 1);
      assertThat(group.answers())
          .containsExactly("小明、小红 来了三天啦（2 位），看 https://shop.example-brand.com");
      until(sim, 19, 1);
      assertThat(group.answers()).singleElement().asString().startsWith("小刚 来了三天啦");
      assertThat(skips(sim)).contains("skipped-nobody");
    }
  }

  @Test
  void orEachAloneWithinWhatAMemberCanBear() throws Exception {
    Topics topics =
        topics(
            topic("a", "入群第2天 19:00", null, Dates.ALWAYS, null, true, "{{names}}，今天过得怎么样？"),
            topic("b", "入群第2天 19:30", null, Dates.ALWAYS, null, true, "还有一句"));
    Budget budget = new Budget(null, 9, Duration.ZERO, 1);
    try (Sim sim = Sim.start(folder, SimPacks.speaking(topics, budget))) {
      Sim.Group group = sim.group("一群");
      group.joins("小明");
      group.joins("小红");
      sim.pass(Duration.ofHours(1));
      group.answers();
      until(sim, 20, 0);
      until(sim, 20, 0);
      assertThat(group.answers()).isEmpty();
      assertThat(group.room.whispered()).containsExactlyInAnyOrder("小明，今天过得怎么样？", "小红，今天过得怎么样？");
      assertThat(sim.count("decision WHERE verdict = 'skipped-budget'")).isEqualTo(2);
    }
  }

  @Test
  void aPersonaWithoutALoginOfItsOwnIsNamed() throws Exception {
    Topics topics =
        topics(
            topic("a", "每天 09:00", null, Dates.ALWAYS, "teacher", false, "今天学按摩"),
            topic("b", "每天 10:00", null, Dates.ALWAYS, "helper", false, "早安"));
    try (Sim sim = Sim.start(folder, SimPacks.speaking(topics))) {
      Sim.Group group = sim.group("一群");
      until(sim, 8, 59);
      group.answers();
      until(sim, 10, 1);
      assertThat(group.answers()).containsExactly("【育儿老师的助手】今天学按摩", "早安");
    }
  }

  @Test
  void aGroupInObserveOnlyNotesIt() throws Exception {
    Topics topics = topics(topic("morning", "每天 09:00", "早安"));
    try (Sim sim = Sim.start(folder, SimPacks.speaking(topics))) {
      Sim.Group group = sim.joined("新群");
      group.staffAsk("bind", Map.of("pack", "mama"));
      until(sim, 9, 1);
      until(sim, 9, 1);
      assertThat(group.answers()).isEmpty();
      assertThat(sim.count("action WHERE state = 'observed' AND kind = 'send'")).isPositive();
    }
  }

  @Test
  void aNewlyPublishedTimeIsFollowedWithinAMinute() throws Exception {
    try (Sim sim = Sim.start(folder, SimPacks.speaking(topics(topic("t", "每天 09:00", "旧的"))))) {
      Sim.Group group = sim.group("一群");
      until(sim, 8, 0);
      group.answers();
      sim.publish(SimPacks.speaking(topics(topic("t", "每天 08:30", "新的"))), 2);
      until(sim, 9, 30);
      assertThat(group.answers()).containsExactly("新的");
    }
  }

  @Test
  void whatFellDueWhileStewardWasDownIsExplainedToo() throws Exception {
    Topics topics = topics(topic("morning", "每天 09:00", "早安"));
    Sim sim = Sim.start(folder, SimPacks.speaking(topics));
    sim.staff("店长");
    sim.group("一群");
    until(sim, 10, 0);
    Instant later = sim.clock.instant().plus(Duration.ofHours(26));
    try (Sim again = sim.restart(later)) {
      Sim.Group group = again.known("一群");
      group.answers();
      group.says("店长", "日程");
      assertThat(group.answers())
          .singleElement()
          .asString()
          .contains("一天内没有说的", "09:00  没有说「morning」：那时群管家没有在运行");
    }
  }

  /** The platform refused it, and to staff who asked nothing was missing. */
  @Test
  void whatDidNotArriveIsExplainedToo() throws Exception {
    Topics topics = topics(topic("morning", "每天 09:00", "早安"));
    try (Sim sim = Sim.start(folder, SimPacks.speaking(topics))) {
      sim.staff("店长");
      Sim.Group group = sim.group("一群");
      until(sim, 8, 59);
      group.answers();
      sim.platform.trouble(
          order ->
              order.action() instanceof Action.SendMessage send
                      && send.content().text().equals("早安")
                  ? new Outcome.Refused("not allowed to speak")
                  : null);
      until(sim, 9, 1);
      group.says("店长", "日程");
      assertThat(group.answers())
          .singleElement()
          .asString()
          .contains("一天内没有说的", "09:00  没有说「morning」：平台没有收下：not allowed to speak");
      sim.pass(Duration.ofHours(25));
      group.says("店长", "日程");
      assertThat(group.answers()).singleElement().asString().contains("11月4日", "没有收下");
    }
  }

  /** Only topics were there, and a group with polls alone had no schedule at all. */
  @Test
  void pollsAndPlannedBroadcastsAreOnTheSchedule() throws Exception {
    try (Sim sim = Sim.start(folder, SimPacks.asking(POLL))) {
      sim.staff("店长");
      Sim.Group group = sim.group("一群");
      broadcast(sim, group, sim.clock.instant().plus(Duration.ofHours(2)));
      group.says("店长", "日程");
      assertThat(group.answers())
          .singleElement()
          .asString()
          .contains("11:00  群发 #1", "20:00  投票「下次聊什么」");
      group.staffAsk("pause", Map.of("minutes", "1440"));
      until(sim, 20, 1);
      group.staffAsk("resume", Map.of());
      group.answers();
      group.says("店长", "日程");
      assertThat(group.answers())
          .singleElement()
          .asString()
          .contains("一天内没有说的", "没有群发 #1：群管家在这个群暂停了", "没有发投票「next」：群里暂停了");
    }
  }

  private static void broadcast(Sim sim, Sim.Group group, Instant at) {
    long number =
        sim.engine()
            .write(
                Key.BRAND,
                context ->
                    Broadcasts.draft(context, "看直播", null, List.of(group.id()), at, "wang", false))
            .toCompletableFuture()
            .join();
    sim.staffAsk("broadcast-send", Map.of("number", Long.toString(number)));
  }

  /** All was laid at the platform's door, or at too much talk. */
  @Test
  void whyItDidNotArriveIsTrue() throws Exception {
    Topics topics =
        topics(
            topic("lost", "每天 09:10", "一"),
            topic("late", "每天 09:20", "五"),
            topic("maybe", "每天 09:15", "二"),
            topic("a", "入群当天 09:30", null, Dates.ALWAYS, null, true, "三"),
            topic("b", "入群当天 09:35", null, Dates.ALWAYS, null, true, "四"));
    Budget budget = new Budget(null, 9, Duration.ZERO, 1);
    try (Sim sim = Sim.start(folder, SimPacks.speaking(topics, budget))) {
      sim.staff("店长");
      Sim.Group group = sim.group("一群");
      group.joins("小明");
      sim.pass(Duration.ofMinutes(2));
      sim.platform.trouble(
          order -> {
            String said =
                order.action() instanceof Action.SendMessage send ? send.content().text() : "";
            return switch (said) {
              case "一" -> Outcome.Failed.retry("offline", Duration.ofMinutes(1));
              case "五" -> Outcome.Failed.retry("offline", Duration.ofMinutes(20));
              case "二" -> Outcome.Failed.unknown("queued");
              default -> null;
            };
          });
      sim.pass(Duration.ofHours(1));
      group.answers();
      group.says("店长", "日程");
      assertThat(group.answers())
          .singleElement()
          .asString()
          .contains(
              "09:10  没有说「lost」：没能发出去：offline",
              "09:20  没有说「late」：账号那时连不上平台",
              "09:15  不知道「maybe」发出去没有",
              "09:35  没有私下说「b」：这位成员今天已经收到 1 条主动的私信");
    }
  }

  @Test
  void staffSeeTheScheduleAndMembersDoNot() throws Exception {
    Topics topics = topics(topic("morning", "每天 09:00", "早安"), topic("work", "工作日 18:00", "下班啦"));
    try (Sim sim = Sim.start(folder, SimPacks.speaking(topics))) {
      sim.staff("店长");
      Sim.Group group = sim.group("一群");
      until(sim, 10, 0);
      group.answers();
      group.says("小明", "日程");
      assertThat(group.answers()).isEmpty();
      group.says("店长", "日程");
      assertThat(group.answers())
          .singleElement()
          .asString()
          .contains("接下来七天", "09:00  morning", "18:00  work")
          .doesNotContain("没有说");
      sim.publish(
          SimPacks.speaking(
              topics(topic("morning", "每天 09:00", null, Dates.ALWAYS, null, false, "早安")),
              new Budget(null, 0, Duration.ZERO, 2)),
          2);
      until(sim, 9, 1);
      group.says("店长", "日程");
      assertThat(group.answers())
          .singleElement()
          .asString()
          .contains("一天内没有说的", "没有说「morning」：今天已经主动说了 0 条");
    }
  }

  /** It was due while Steward was paused, and 日程 said nothing of it. */
  @Test
  void whatFellDueInAPauseIsExplainedToo() throws Exception {
    Topics topics = topics(topic("morning", "每天 09:00", "早安"));
    try (Sim sim = Sim.start(folder, SimPacks.speaking(topics))) {
      sim.staff("店长");
      Sim.Group group = sim.group("一群");
      until(sim, 8, 50);
      group.answers();
      group.staffAsk("pause", Map.of("minutes", "30"));
      until(sim, 9, 10);
      group.says("店长", "日程");
      assertThat(group.answers()).as("paused").isEmpty();
      until(sim, 9, 30);
      group.says("店长", "日程");
      assertThat(group.answers())
          .singleElement()
          .asString()
          .contains("一天内没有说的", "没有说「morning」：群管家在这个群暂停了");
    }
  }

  /** It was refused once, and its turn came again only after the whole bank. */
  @Test
  void whatDidNotArriveComesNextTime() throws Exception {
    Topics topics = topics(topic("morning", "每天 09:00", "一", "二", "三"));
    try (Sim sim = Sim.start(folder, SimPacks.speaking(topics))) {
      Sim.Group group = sim.group("一群");
      until(sim, 8, 59);
      group.answers();
      sim.platform.trouble(
          order ->
              order.action() instanceof Action.SendMessage
                  ? new Outcome.Refused("not allowed to speak")
                  : null);
      until(sim, 9, 1);
      assertThat(group.answers()).isEmpty();
      sim.platform.trouble(order -> null);
      List<String> said = new ArrayList<>();
      for (int day = 0; day < 4; day++) {
        until(sim, 9, 1);
        said.addAll(group.answers());
      }
      assertThat(said).containsExactly("一", "二", "三", "一");
    }
  }
}
