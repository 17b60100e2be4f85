package dev.steward.engine.members;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Content;
import dev.steward.chat.Segment;
import dev.steward.engine.polls.PollData;
import dev.steward.engine.polls.PollResults;
import dev.steward.engine.sim.Sim;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who has which tier: said by staff, known to polls. */
class TierStoryTest {
  @TempDir Path folder;

  private static String tier(Sim sim, String name, Instant at) {
    return sim.read(sql -> new Tiers(sql).of(Sim.user(name).toString(), at).orElse("-"));
  }

  @Test
  void staffSayItAskForItAndTakeItAway() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      sim.staff("店长");
      Sim.Group group = sim.group("一群");
      group.says("小明", "大家好");
      group.says("店长", "等级 @小明 金卡");
      assertThat(group.answers()).containsExactly("记下了：小明 的会员等级是 金卡。");
      Instant gold = sim.clock.instant();
      sim.pass(Duration.ofDays(3));
      group.posts(
          "店长",
          Content.of(
              new Segment.Text("等级 "),
              new Segment.Mention(Sim.user("小明"), "小明"),
              new Segment.Text(" 无")),
          sim.clock.instant());
      assertThat(group.answers()).contains("记下了：小明 没有会员等级。");
      group.says("店长", "等级 @小明");
      assertThat(group.answers()).containsExactly("小明 没有记过会员等级。");
      assertThat(tier(sim, "小明", gold)).as("what it was then stays known").isEqualTo("金卡");
      assertThat(tier(sim, "小明", gold.minusMillis(1))).isEqualTo("-");
      assertThat(tier(sim, "小明", sim.clock.instant())).isEqualTo("-");
    }
  }

  @Test
  void membersAndStrangersChangeNothing() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      sim.staff("店长");
      Sim.Group group = sim.group("一群");
      group.says("小明", "等级 @小明 金卡");
      assertThat(group.answers()).isEmpty();
      group.says("店长", "等级 @谁也不是 金卡");
      assertThat(group.answers().getLast()).contains("没有认得的这位成员");
      group.says("店长", "等级要升了大家加油");
      assertThat(group.answers()).isEmpty();
      assertThat(sim.count("person_tier")).isZero();
    }
  }

  private static PollResults results(Sim sim) {
    return sim.read(sql -> PollData.results(sql, PollData.find(sql, 1).orElseThrow()));
  }

  @Test
  void aPollIsSplitByTierAndNoSplitIsSmallerThanFive() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      sim.staff("店长");
      Sim.Group group = sim.group("一群");
      group.says("店长", "投票 下次聊什么 | 睡整觉 | 加辅食 | 2小时");
      for (int i = 0; i < 16; i++) {
        String name = "成员" + (char) ('甲' + i);
        group.says(name, "早");
        if (i < 11) {
          group.says("店长", "等级 @" + name + (i < 6 ? " 金卡" : " 银卡"));
        }
        group.says(name, i % 2 == 0 ? "选1" : "选2");
      }
      assertThat(results(sim).tiers())
          .extracting(part -> part.name() + " " + part.n())
          .containsExactlyInAnyOrder("金卡 6", "银卡 5", "? 5");
      group.says("成员" + (char) ('甲' + 15), "撤回投票");
      assertThat(results(sim).tiers())
          .as("four without a tier: neither they nor those that would give them away are shown")
          .extracting(part -> part.name() + " " + part.n())
          .containsExactly("金卡 6", " 9");
    }
  }

  @Test
  void anAnonymousBallotHasNoTier() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      sim.staff("店长");
      Sim.Group group = sim.group("一群");
      group.says("小明", "早");
      group.says("店长", "等级 @小明 金卡");
      group.says("店长", "投票 群里怎么样 | 好极了 | 不太好 | 匿名 | 2小时");
      group.presses("小明", "好极了");
      List<String> tiers =
          sim.read(
              sql ->
                  sql.list(
                      "SELECT coalesce(tier, '-') FROM ballot UNION ALL"
                          + " SELECT coalesce(tier, '-') FROM ballot_change",
                      row -> row.text(1)));
      assertThat(tiers).containsExactly("-", "-");
    }
  }

  @Test
  void whoIsInTwoGroupsWasReachedOnce() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      sim.staff("店长");
      Sim.Group one = sim.group("一群");
      Sim.Group two = sim.group("二群");
      for (String name : List.of("小明", "小红", "小刚")) {
        one.says(name, "早");
      }
      for (String name : List.of("小明", "小红", "小美")) {
        two.says(name, "早");
      }
      sim.staffAsk(
          "poll-open",
          Map.of("question", QUESTION, "minutes", "60", "groups", "[\"sim:一群\",\"sim:二群\"]"));
      assertThat(results(sim).reached()).isEqualTo(4);
    }
  }

  private static final String QUESTION =
      """
      {"title":"下次聊什么","type":"SINGLE","options":[{"code":"1","text":"睡整觉"},\
      {"code":"2","text":"加辅食"}],"randomOrder":false,"least":1,"most":1,"ends":[],\
      "anonymous":false,"live":false,"mayChange":true,"reminders":[],"thanks":"",\
      "language":"ZH","zone":"Asia/Shanghai","pack":null,"version":0,"item":null,"at":null}""";
}
