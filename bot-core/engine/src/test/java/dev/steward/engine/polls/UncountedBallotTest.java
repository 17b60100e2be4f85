package dev.steward.engine.polls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Action;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Order;
import dev.steward.chat.Sender;
import dev.steward.engine.schedule.TimeWords;
import dev.steward.engine.script.Faq;
import dev.steward.engine.script.Language;
import dev.steward.engine.script.Poll;
import dev.steward.engine.script.SourceMark;
import dev.steward.engine.sim.Sim;
import dev.steward.engine.sim.SimPacks;
import dev.steward.engine.sim.SimPlatform;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever votes too late, in the wrong place or once too often is told so, and loses nothing. */
class UncountedBallotTest {
  private static final Duration SOON = Duration.ofSeconds(31);
  private static final Faq FAQ =
      new Faq(
          null,
          null,
          List.of(
              new Faq.Answer(
                  "return",
                  new SourceMark("faq.yaml", 4, 3),
                  List.of("怎么退货"),
                  "七天内没拆封可以退。",
                  null,
                  null,
                  Set.of(),
                  false)));

  @TempDir Path folder;

  private Sim start() throws Exception {
    Sim sim = Sim.start(folder, SimPacks.answering(FAQ));
    sim.staff("店长");
    return sim;
  }

  private static void presses(Sim sim, @Nullable GroupId group, String name, String value) {
    sim.deliver(
        new Event.ButtonPressed(
            SimPlatform.ACCOUNT,
            group,
            sim.id(),
            "n0",
            Sender.member(Sim.user(name), name),
            value,
            sim.clock.instant()));
    sim.settle();
  }

  @Test
  void aLateAnonymousBallotInPrivateIsReadByNobody() throws Exception {
    try (Sim sim = start()) {
      Sim.Group group = sim.group("一群");
      group.says("小明", "早");
      group.says("店长", "投票 老师讲得好吗 | 甲等好 | 乙等好 | 匿名");
      group.says("店长", "结束投票");
      sim.whispers("小明", "#1 2");
      assertThat(group.room.whispered().getLast()).isEqualTo("投票 #1 已经结束了。");
      sim.whispers("小明", "#1 乙等好，老师辛苦，能不能加课");
      assertThat(group.room.whispered()).hasSize(2);
      assertThat(sim.count("todo")).as("staff read it nowhere").isZero();
      assertThat(
              sim.count(
                  "body b JOIN journal j ON j.seq = b.seq WHERE j.kind = 'private-message-posted'"))
          .as("nor does it rest on the disk")
          .isZero();
    }
  }

  @Test
  void whoeverAnswersANamedPollTooLateIsToldSo() throws Exception {
    try (Sim sim = start()) {
      Sim.Group group = sim.group("一群");
      group.says("小明", "早");
      group.says("店长", "投票 下次聊什么 | 睡整觉 | 加辅食");
      group.says("店长", "结束投票");
      sim.whispers("小明", "#1 2");
      presses(sim, null, "小明", "poll:1:0");
      assertThat(group.room.whispered()).containsExactly("投票 #1 已经结束了。", "投票 #1 已经结束了。");
      assertThat(sim.count("todo")).isZero();
      group.answers();
      group.says("小明", "撤回投票");
      group.says("小明", "投票结果");
      assertThat(group.answers()).containsExactly("现在没有投票。", "现在没有投票。");
      sim.whispers("小明", "投票");
      sim.whispers("小明", "take back vote");
      assertThat(sim.platform.performed())
          .extracting(Order::action)
          .filteredOn(Action.SendPrivate.class::isInstance)
          .extracting(sent -> ((Action.SendPrivate) sent).content().text())
          .endsWith("现在没有投票。", "Nothing is being asked now.");
    }
  }

  @Test
  void aPressWhereThePollIsNotOpenTakesNothingBack() throws Exception {
    try (Sim sim = start()) {
      Sim.Group group = sim.group("一群");
      Sim.Group other = sim.group("二群");
      group.says("店长", "投票 下次聊什么 | 睡整觉 | 加辅食");
      group.says("小明", "2");
      presses(sim, other.id(), "小明", "poll:1:0");
      presses(sim, group.id(), "小明", "poll:1:9");
      assertThat(PollStoryTest.votes(sim)).containsExactly("小明[\"2\"]");
      assertThat(sim.count("ballot_change")).isEqualTo(1);
    }
  }

  @Test
  void whoeverIsNotCountedHearsItSoonThoughReceiptsAreSeldomByThen() throws Exception {
    try (Sim sim = start()) {
      Sim.Group group = sim.group("一群");
      group.says("店长", "投票 下次聊什么 | 睡整觉 | 加辅食");
      group.answers();
      sim.pass(Duration.ofMinutes(20));
      group.says("小明", "选1");
      sim.pass(SOON);
      assertThat(group.answers()).as("one receipt for many").isEmpty();
      group.replies("小红", sim.ours("【投票 #1】"), "都想听");
      sim.pass(SOON);
      assertThat(group.answers())
          .containsExactly("投票 #1 记下了：小明，共 1 人已投。\n投票 #1（小红）：投票 #1 请回一个编号，1 到 2。");
      group.says("小刚", "选1");
      sim.pass(Duration.ofMinutes(10));
      assertThat(group.answers()).containsExactly("投票 #1 记下了：小刚，共 2 人已投。");
    }
  }

  @Test
  void whoeverChangesTheirMindManyTimesIsCountedAsTheySaidLast() throws Exception {
    try (Sim sim = start()) {
      Sim.Group group = sim.group("一群");
      group.says("店长", "投票 下次聊什么 | 睡整觉 | 加辅食 | 1天");
      for (int i = 0; i < 9; i++) {
        group.says("小明", i % 2 == 0 ? "1" : "2");
        sim.pass(Duration.ofMinutes(30));
      }
      assertThat(PollStoryTest.votes(sim)).containsExactly("小明[\"1\"]");
      group.replies("小明", sim.ours("【投票 #1】"), "2");
      assertThat(PollStoryTest.votes(sim)).containsExactly("小明[\"2\"]");
    }
  }

  @Test
  void inPrivateAnyGroupThatWasAskedWillDo() throws Exception {
    Poll poll = poll("2026-12-01 20:00", Duration.ofHours(24), null, Duration.ofHours(2));
    try (Sim sim = Sim.start(folder, SimPacks.asking(poll))) {
      Sim.Group one = sim.group("A群");
      Sim.Group two = sim.group("B群");
      one.says("小明", "早");
      two.says("小明", "早");
      sim.pass(untilOpen(sim));
      one.staffAsk("observe", Map.of());
      sim.whispers("小明", "选2");
      assertThat(PollStoryTest.votes(sim)).containsExactly("小明[\"food\"]");
    }
  }

  @Test
  void aReminderTellsTheTimeThatIsLeft() throws Exception {
    Poll poll = poll("2026-12-01 20:00", Duration.ofHours(24), null, Duration.ofMinutes(10));
    try (Sim sim = Sim.start(folder, SimPacks.asking(poll))) {
      Sim.Group group = sim.group("一群");
      sim.pass(untilOpen(sim));
      group.answers();
      sim.pass(Duration.ofHours(23).plusMinutes(51));
      assertThat(group.answers().getFirst()).contains("还有 10 分钟截止");
    }
  }

  @Test
  void aPollWithADateForItsEndIsOpenedAsLongAsItLasts() {
    Poll poll =
        poll("2026-12-01 20:00", null, LocalDateTime.of(2026, 12, 11, 20, 0), Duration.ofHours(2));
    assertThat(PollFeature.plans(SimPacks.asking(poll)))
        .singleElement()
        .satisfies(plan -> assertThat(plan.late()).isEqualTo(Duration.ofDays(10)));
  }

  @Test
  void oneLengthSaysHowLongAndSeveralAreWhatIsAsked() {
    assertThat(options("直播多久好 | 1小时 | 2小时 | 3小时")).containsExactly("1小时", "2小时", "3小时");
    assertThat(options("下次聊什么 | 睡整觉 | 加辅食 | 2小时")).containsExactly("睡整觉", "加辅食");
    QuickPoll form =
        QuickPoll.of(
            "多久一次", List.of("随时", "1天", "匿名"), List.of(), Language.ZH, ZoneId.of("Asia/Shanghai"));
    assertThat(Objects.requireNonNull(form.question()).options())
        .extracting(Poll.Option::text)
        .containsExactly("随时", "1天", "匿名");
    assertThat(form.lasts()).isEqualTo(QuickPoll.USUAL);
  }

  private static List<String> options(String line) {
    return Objects.requireNonNull(
            QuickPoll.read(line, Language.ZH, ZoneId.of("Asia/Shanghai")).question())
        .options()
        .stream()
        .map(Poll.Option::text)
        .toList();
  }

  private static Duration untilOpen(Sim sim) {
    Instant now = sim.clock.instant();
    return Duration.between(
        now, LocalDateTime.of(2026, 12, 1, 20, 0).atZone(ZoneId.of("Asia/Shanghai")).toInstant());
  }

  private static Poll poll(
      String opens, @Nullable Duration lasts, @Nullable LocalDateTime until, Duration reminder) {
    return new Poll(
        "next",
        "下次聊什么",
        Poll.Type.SINGLE,
        List.of(new Poll.Option("sleep", "睡整觉"), new Poll.Option("food", "加辅食")),
        false,
        1,
        1,
        List.of(),
        false,
        false,
        true,
        opens,
        TimeWords.read(opens).orElseThrow(),
        lasts,
        until,
        List.of(reminder),
        Set.of(),
        "",
        new SourceMark("polls/next.yaml", 1, 1));
  }
}
