package dev.steward.engine.polls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Capability;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.Segment;
import dev.steward.chat.Sender;
import dev.steward.engine.schedule.TimeWords;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.Poll;
import dev.steward.engine.script.SourceMark;
import dev.steward.engine.sim.Sim;
import dev.steward.engine.sim.SimPacks;
import dev.steward.engine.sim.SimPlatform;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 投票, as members and staff live with it. */
class PollStoryTest {
  private static final Duration SOON = Duration.ofSeconds(31);
  private static final String ASKED = "投票 下次聊什么 | 睡整觉 | 加辅食 | 选奶粉 | 2小时";

  @TempDir Path folder;

  private static Sim.Group asked(Sim sim, String line) {
    sim.staff("店长");
    Sim.Group group = sim.group("一群");
    group.says("店长", line);
    return group;
  }

  /** Two columns of each row, with a space between. */
  private static List<String> rows(Sim sim, String query) {
    return sim.read(sql -> sql.list(query, row -> row.text(1) + " " + row.textOrNull(2)));
  }

  /** Whose ballots count, each with its choices. */
  static List<String> votes(Sim sim) {
    return sim.read(
        sql ->
            sql.list(
                "SELECT person_id, choices FROM ballot WHERE kind <> 'withdrawn' ORDER BY"
                    + " person_id",
                row -> row.text(1).substring(4) + row.textOrNull(2)));
  }

  @Test
  void staffAskOnOneLineAndMembersAnswerAsTheyLike() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = asked(sim, ASKED);
      assertThat(group.answers().getLast())
          .contains("【投票 #1】下次聊什么", "1. 睡整觉", "2. 加辅食", "3. 选奶粉", "发编号", "截止");
      group.says("小明", "1");
      group.says("小红", "选2");
      group.says("小刚", "③");
      group.says("小美", "２、");
      group.says("小丽", "B");
      group.says("小强", "加辅食");
      group.replies("小云", sim.ours("【投票 #1】"), "3");
      group.presses("小雨", "睡整觉");
      group.says("小雪", "#1 2");
      assertThat(votes(sim))
          .containsExactlyInAnyOrder(
              "小明[\"1\"]",
              "小红[\"2\"]",
              "小刚[\"3\"]",
              "小美[\"2\"]",
              "小丽[\"2\"]",
              "小强[\"2\"]",
              "小云[\"3\"]",
              "小雨[\"1\"]",
              "小雪[\"2\"]");
      assertThat(group.answers()).as("no message for each vote").isEmpty();
      sim.pass(SOON);
      assertThat(group.answers()).containsExactly("投票 #1 记下了：小明、小红、小刚、小美、小丽、小强、小云、小雨、小雪，共 9 人已投。");
      sim.pass(Duration.ofHours(2));
      assertThat(group.answers().getLast())
          .contains("【投票 #1 结果】下次聊什么", "加辅食：5 票，56%", "共 9 人参加", "n=9，人数少，不足以下结论");
      group.says("小明", "2");
      sim.pass(SOON);
      assertThat(group.answers()).as("a number is talk again").isEmpty();
      assertThat(sim.count("ballot_change")).isEqualTo(9);
    }
  }

  @Test
  void ordinaryTalkIsNeverAVote() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = asked(sim, "投票 周末来吗 | 来 | 不来 | 可以再说");
      group.says("小明", "好的1");
      group.says("小明", "来");
      group.says("小明", "不来");
      group.says("小明", "1楼上的别刷");
      group.says("小明", "1+1");
      group.says("小明", "12");
      group.says("小明", "4");
      group.says("小明", "111");
      group.says("小明", "选什么好呢");
      group.says("小明", "投诉你们");
      group.says("小明", "我3岁的娃");
      group.says("小明", "a few of us");
      group.says("小明", "1 2");
      group.says("小明", "#1楼");
      String asked = group.says("小红", "你家几个娃");
      group.posts(
          "小明",
          Content.of(new Segment.Quote(asked, Sim.user("小红"), "你家几个娃"), new Segment.Text("2")),
          sim.clock.instant());
      assertThat(votes(sim)).isEmpty();
      group.says("小红", "要拼团的扣1");
      group.says("小明", "1");
      group.says("小刚", "1");
      assertThat(votes(sim)).as("that was for 小红").isEmpty();
      group.says("小刚", "选1");
      assertThat(votes(sim)).containsExactly("小刚[\"1\"]");
      sim.pass(Duration.ofMinutes(11));
      group.says("小明", "1");
      assertThat(votes(sim)).hasSize(2);
      sim.pass(Duration.ofHours(13));
      group.says("小美", "2");
      assertThat(votes(sim)).as("long after, a bare number is talk").hasSize(2);
      group.says("小美", "选不来");
      assertThat(votes(sim)).contains("小美[\"2\"]");
    }
  }

  @Test
  void aNumberThatAnswersAMotherIsNoBallot() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = asked(sim, "投票 课讲得怎么样 | 0-10");
      group.says("小红", "你家宝宝几个月了？");
      group.says("小明", "8");
      group.says("小刚", "8分");
      assertThat(votes(sim)).isEmpty();
      group.says("小刚", "打8分");
      assertThat(votes(sim)).containsExactly("小刚[\"8\"]");
      sim.pass(Duration.ofMinutes(4));
      group.says("小明", "9");
      assertThat(votes(sim)).as("minutes later it is for the poll again").hasSize(2);
      sim.pass(Duration.ofHours(13));
      group.says("小美", "7分");
      assertThat(votes(sim)).as("long after, it is talk").hasSize(2);
    }
  }

  @Test
  void aReplyThatCantBeReadIsHelpedAndNotCounted() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = asked(sim, ASKED);
      group.answers();
      group.replies("小明", sim.ours("【投票 #1】"), "都想听");
      sim.pass(SOON);
      assertThat(group.answers()).containsExactly("投票 #1（小明）：投票 #1 请回一个编号，1 到 3。");
      assertThat(votes(sim)).isEmpty();
    }
  }

  @Test
  void changingCountsOnceAndKeepsItsHistory() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = asked(sim, ASKED);
      group.says("小明", "1");
      group.says("小明", "2");
      group.says("小明", "2");
      assertThat(votes(sim)).containsExactly("小明[\"2\"]");
      group.says("小明", "撤回投票");
      assertThat(votes(sim)).isEmpty();
      group.says("小明", "选3");
      assertThat(rows(sim, "SELECT kind, choices FROM ballot_change ORDER BY seq"))
          .containsExactly("cast [\"1\"]", "changed [\"2\"]", "withdrawn null", "cast [\"3\"]");
      assertThat(sim.count("ballot")).isEqualTo(1);
    }
  }

  @Test
  void onePersonVotesOnceOverAllGroups() throws Exception {
    Poll poll = poll("next", "2026-12-01 20:00");
    try (Sim sim = Sim.start(folder, SimPacks.asking(poll))) {
      Sim.Group one = sim.group("一群");
      Sim.Group two = sim.group("二群");
      for (int i = 0; i < 4; i++) {
        one.says("成员" + i, "早");
      }
      sim.pass(untilOpen(sim));
      assertThat(one.answers().getLast()).contains("【投票 #1】下次聊什么");
      assertThat(two.answers().getLast()).contains("【投票 #1】下次聊什么");
      assertThat(sim.count("poll")).as("one poll for both").isEqualTo(1);
      one.says("小明", "1");
      two.says("小明", "2");
      assertThat(votes(sim)).containsExactly("小明[\"food\"]");
      assertThat(rows(sim, "SELECT group_id, members FROM poll_reach ORDER BY group_id"))
          .containsExactly("sim:一群 4", "sim:二群 0");
      assertThat(rows(sim, "SELECT code, text FROM poll_code ORDER BY position"))
          .containsExactly("sleep 睡整觉", "food 加辅食", "milk 选奶粉");
      one.answers();
      sim.pass(Duration.ofHours(22));
      assertThat(one.answers().getLast()).contains("还有 2 小时截止，已有 1 人投票", "1. 睡整觉");
      sim.pass(Duration.ofHours(2));
      assertThat(one.answers().getLast()).contains("结果", "加辅食：1 票，100%", "谢谢大家");
      assertThat(sim.count("attention WHERE lane_key = 'group:sim:一群' AND said = 2"))
          .as("the reminder and the results, on this day")
          .isEqualTo(1);
      assertThat(two.answers().getLast()).contains("结果");
    }
  }

  static Duration untilOpen(Sim sim) {
    Instant now = sim.clock.instant();
    Instant open =
        TimeWords.read("2026-12-01 20:00")
            .orElseThrow()
            .next(now, SimPacks.standard().zone(), dev.steward.engine.schedule.Holidays.NONE)
            .orElseThrow();
    return Duration.between(now, open);
  }

  /** Answers used up what Steward may say in a minute: it opened unannounced, its end was lost. */
  @Test
  void aBusyMinuteKeepsNeitherTheAnnouncementNorTheResultsBack() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      sim.staff("店长");
      Sim.Group group = sim.group("一群");
      for (int i = 0; i < 20; i++) {
        group.says("路人" + i, "群规");
      }
      assertThat(sim.count("decision WHERE verdict = 'capped'")).isPositive();
      group.says("店长", ASKED);
      assertThat(group.answers()).filteredOn(text -> text.startsWith("【投票 #1】")).hasSize(1);
      for (int i = 0; i < 20; i++) {
        group.says("过客" + i, "群规");
      }
      group.says("店长", "结束投票 #1");
      assertThat(group.answers()).filteredOn(text -> text.contains("【投票 #1 结果】")).hasSize(1);
    }
  }

  private static Poll poll(String id, String opens) {
    return new Poll(
        id,
        "下次聊什么",
        Poll.Type.SINGLE,
        List.of(
            new Poll.Option("sleep", "睡整觉"),
            new Poll.Option("food", "加辅食"),
            new Poll.Option("milk", "选奶粉")),
        false,
        1,
        1,
        List.of(),
        false,
        false,
        true,
        opens,
        TimeWords.read(opens).orElseThrow(),
        Duration.ofHours(24),
        null,
        List.of(Duration.ofHours(2)),
        Set.of(),
        "谢谢大家",
        new SourceMark("polls/" + id + ".yaml", 1, 1));
  }

  @Test
  void aRestartInTheMiddleLosesNothingAndOpensNothingTwice() throws Exception {
    Pack pack = SimPacks.asking(poll("next", "2026-12-01 20:00"));
    Sim sim = Sim.start(folder, pack);
    Sim.Group group = sim.group("一群");
    sim.pass(untilOpen(sim));
    group.says("小明", "1");
    try (Sim again = sim.restart(sim.clock.instant().plusSeconds(60))) {
      again.settle();
      Sim.Group same = again.known("一群");
      assertThat(same.room.said()).filteredOn(said -> said.contains("【投票 #1】")).hasSize(1);
      same.says("小红", "2");
      same.replies("小刚", again.ours("【投票 #1】"), "选3");
      assertThat(votes(again)).hasSize(3);
      again.pass(Duration.ofHours(24));
      assertThat(same.room.said().getLast()).contains("共 3 人参加");
    }
  }

  @Test
  void theSameEventTwiceIsOneVote() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = asked(sim, ASKED);
      Event.MessagePosted vote =
          new Event.MessagePosted(
              SimPlatform.ACCOUNT,
              group.id(),
              "m77",
              Sender.member(Sim.user("小明"), "小明"),
              Content.of("1"),
              sim.clock.instant());
      sim.deliver(vote);
      sim.deliver(vote);
      assertThat(sim.count("ballot_change")).isEqualTo(1);
    }
  }

  @Test
  void severalChoicesAndRatingsAndWords() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = asked(sim, "投票 哪些 | 甲甲甲 | 乙乙乙 | 丙丙丙 | 多选");
      group.says("小明", "1 3");
      group.says("小红", "1,2");
      group.says("小刚", "选13");
      group.says("小美", "13");
      group.presses("小丽", "乙乙乙");
      group.presses("小丽", "丙丙丙");
      group.presses("小丽", "乙乙乙");
      assertThat(votes(sim))
          .containsExactlyInAnyOrder(
              "小明[\"1\",\"3\"]", "小红[\"1\",\"2\"]", "小刚[\"1\",\"3\"]", "小丽[\"3\"]");
      group.says("店长", "结束投票");
      assertThat(group.answers().getLast()).contains("甲甲甲：3 票，75%", "丙丙丙：3 票，75%", "每人可选多个");
      group.says("店长", "投票 这次讲座怎么样 | 0-10");
      assertThat(group.answers().getLast()).contains("请打 0 到 10 分");
      group.says("小明", "10");
      group.says("小红", "打9分");
      group.says("小刚", "３分");
      group.says("小美", "11");
      group.says("店长", "结束投票");
      assertThat(group.answers().getLast()).contains("平均 7.3，中位数 9，NPS 33", "共 3 人参加");
      group.says("店长", "投票 还想听什么 | 开放");
      group.says("小明", "想听怎么哄睡");
      group.says("小红", "答 断奶");
      group.replies("小刚", sim.ours("【投票 #3】"), "爸爸怎么带娃");
      group.expectDeleted(group.says("小美", "答：加微信 xyz 代购"));
      assertThat(rows(sim, "SELECT text, NULL FROM ballot_text ORDER BY id"))
          .containsExactly("断奶 null", "爸爸怎么带娃 null");
    }
  }

  /** As many characters, none of them twice in a row. */
  private static String words(int count) {
    return "宝宝想听怎么哄睡".repeat(count / 8 + 1).substring(0, count);
  }

  @Test
  void aLongAnswerIsKeptWholeOrItsWriterIsTold() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = asked(sim, "投票 还想听什么 | 开放");
      String poll = sim.ours("【投票 #1】");
      group.says("小明", "答 " + words(1_000));
      group.replies("小美", poll, "第一，哄睡\n第二，断奶");
      group.says("小云", "#1 第一，哄睡\n第二，辅食");
      assertThat(rows(sim, "SELECT text, NULL FROM ballot_text ORDER BY id"))
          .containsExactly(words(1_000) + " null", "第一，哄睡\n第二，断奶 null", "第一，哄睡\n第二，辅食 null");
      group.says("小红", "答 " + words(1_001));
      assertThat(group.room.whispered().getLast())
          .contains("投票 #1：谢谢你写了这么多（1001 字）", "最多 1000 字", "没有记");
      group.replies("小刚", poll, words(2_500));
      assertThat(group.room.whispered().getLast()).contains("2500 字", "没有记");
      group.says("小丽", "#1 " + words(3_000));
      assertThat(group.room.whispered().getLast()).contains("3000 字", "没有记");
      sim.whispers("小红", "#1 " + words(1_300));
      assertThat(group.room.whispered().getLast()).contains("1300 字", "没有记");
      sim.whispers("小红", "答 " + words(1_400));
      assertThat(group.room.whispered().getLast()).contains("1400 字", "没有记");
      assertThat(sim.count("ballot")).isEqualTo(3);
      group.says("小刚", words(2_500));
      assertThat(group.room.whispered()).as("talk is no answer").hasSize(5);
    }
  }

  @Test
  void whereNobodyCanBeToldAloneTheGroupHearsThatAnAnswerIsTooLong() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      sim.platform.chat().cannot(Set.of(Capability.PRIVATE));
      Sim.Group group = asked(sim, "投票 还想听什么 | 开放");
      group.says("小刚", "答 " + words(1_001));
      sim.pass(SOON);
      assertThat(group.answers().getLast()).contains("（小刚）", "最多 1000 字", "没有记");
    }
  }

  @Test
  void whateverBecomesOfAPollIsInItsChanges() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = asked(sim, ASKED);
      group.says("店长", "结束投票");
      sim.staffAsk("poll-reopen", Map.of("poll", "1", "minutes", "60"));
      group.says("店长", "投票 老师讲得好吗 | 好 | 不好");
      sim.pass(Duration.ofHours(1));
      assertThat(rows(sim, "SELECT what, CAST(poll AS TEXT) FROM poll_change ORDER BY seq"))
          .containsExactly("opened 1", "closed 1", "reopened 1", "opened 2", "closed 1");
    }
  }

  @Test
  void votingIsNoFloodButVotingWithoutEndIs() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = asked(sim, ASKED);
      for (int i = 0; i < 5; i++) {
        group.expectKept(group.says("小明", i % 2 == 0 ? "1" : "2"));
      }
      assertThat(sim.count("moderation_case")).isZero();
      for (int i = 0; i < 20; i++) {
        group.says("小明", "1");
      }
      assertThat(sim.count("moderation_case")).isPositive();
    }
  }

  @Test
  void twoOpenPollsNeedTheirNumber() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = asked(sim, ASKED);
      group.says("店长", "投票 几点开始 | 8 | 9 | 10");
      assertThat(group.answers().getLast()).contains("A. 8", "B. 9");
      group.says("小明", "2");
      assertThat(votes(sim)).isEmpty();
      group.says("小明", "#2 9");
      group.says("小明", "#1 2");
      assertThat(votes(sim)).containsExactlyInAnyOrder("小明[\"2\"]", "小明[\"2\"]");
      group.says("小红", "选1");
      sim.pass(SOON);
      assertThat(group.answers().getLast()).contains("有几个投票开着，小红 请带上编号");
    }
  }

  @Test
  void myVotesAreToldInPrivate() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = asked(sim, ASKED);
      group.says("小明", "2");
      group.answers();
      group.says("小明", "我的投票");
      assertThat(group.answers()).isEmpty();
      assertThat(group.room.whispered().getLast()).contains("#1 下次聊什么：加辅食");
    }
  }

  @Test
  void inPrivateEachMayVoteToo() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = asked(sim, ASKED);
      group.says("小明", "早");
      sim.whispers("小明", "2");
      assertThat(votes(sim)).containsExactly("小明[\"2\"]");
      assertThat(group.room.whispered().getLast()).contains("投票 #1 记下了：加辅食");
      sim.whispers("小明", "#1 选3");
      assertThat(group.room.whispered().getLast()).contains("已改成：选奶粉");
      sim.whispers("小明", "撤回投票");
      assertThat(votes(sim)).isEmpty();
      sim.whispers("路人", "1");
      assertThat(sim.count("ballot")).as("whoever is in no such group is not asked").isEqualTo(1);
    }
  }
}
