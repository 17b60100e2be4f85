package dev.steward.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.Role;
import dev.steward.chat.Sender;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.Rule;
import dev.steward.engine.script.RuleCheck;
import dev.steward.engine.sim.Sim;
import dev.steward.engine.sim.SimPacks;
import dev.steward.engine.sim.SimPlatform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules, as a manager would tell them. */
class RulesStoryTest {
  @TempDir Path folder;

  @Test
  void aWallClockThatJumpsNeitherForgetsNorDoublesAStrike() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("妈妈一群");
      group.expectDeleted(group.says("小明", "姐妹们加微信领券"));
      sim.clock.jump(Duration.ofHours(-5));
      group.expectDeleted(group.says("小明", "加微信领券"));
      sim.clock.jump(Duration.ofHours(7));
      group.expectDeleted(group.says("小明", "有代购可找我"));
      assertThat(sim.count("strike WHERE void = 0")).isEqualTo(3);
      assertThat(group.room.mutedUntil(Sim.user("小明")))
          .isEqualTo(sim.clock.instant().plus(Duration.ofMinutes(10)));
    }
  }

  @Test
  void anAdvertIsDeletedWarnedThenMutedAndUndone() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("妈妈一群");
      String first = group.says("小明", "姐妹们加微信领券");
      group.expectDeleted(first);
      assertThat(group.answers())
          .singleElement()
          .asString()
          .contains("@小明", "第1条", "不发广告", "加**", "第 1 次", "(#1)")
          .doesNotContain("加微信");
      group.says("小明", "加 微 信 领券");
      assertThat(group.answers()).singleElement().asString().contains("第 2 次");
      group.says("小明", "有代购可找我");
      assertThat(group.answers()).singleElement().asString().contains("禁言 10 分钟");
      assertThat(group.room.mutedUntil(Sim.user("小明")))
          .isEqualTo(sim.clock.instant().plus(Duration.ofMinutes(10)));

      sim.staff("店长");
      group.says("店长", "撤销 #3");
      assertThat(group.room.mutedUntil(Sim.user("小明"))).isNull();
      assertThat(group.answers()).singleElement().asString().contains("#3", "撤销", "禁言已解除");
      assertThat(sim.count("strike WHERE void = 0")).isEqualTo(2);
      group.says("店长", "撤销 #3");
      assertThat(group.answers()).singleElement().asString().contains("没有找到");
    }
  }

  @Test
  void aMemberReadsTheirOwnRecordAlone() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("妈妈一群");
      group.says("小明", "姐妹们加微信领券");
      group.answers();
      group.says("小明", "我的记录");
      assertThat(group.answers()).isEmpty();
      assertThat(group.room.whispered())
          .singleElement()
          .asString()
          .contains("#1", "群规第1条", "第 4–6 个字：加微信", "计入至");
      group.says("小红", "我的记录");
      assertThat(group.room.whispered().getLast()).contains("没有任何违规记录");
    }
  }

  @Test
  void theHelpSaysHowToReportAndHowToAppeal() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("妈妈一群");
      group.says("小明", "帮助");
      assertThat(group.answers()).singleElement().asString().contains("· 举报：", "申诉 原因");
    }
  }

  @Test
  void whoHidesAWordBehindItsSoundReadsWhichOneWasMeant() throws Exception {
    Pack pack =
        SimPacks.with(
            List.of(SimPacks.words("ads", "no-ads", RuleCheck.Match.SOUND, "加我微信", "拉你进群")));
    try (Sim sim = Sim.start(folder, pack)) {
      Sim.Group group = sim.group("妈妈一群");
      group.expectKept(group.says("小红", "他在家很有威信，我微信付的"));
      group.expectDeleted(group.says("小明", "姐妹们家我薇信"));
      group.expectDeleted(group.says("小兰", "la ni jin 君羊"));
      group.answers();
      group.says("小明", "我的记录");
      assertThat(group.room.whispered())
          .singleElement()
          .asString()
          .contains("第 4–7 个字：家我薇信（谐音：加我微信）");
    }
  }

  @Test
  void strikesCountOverAllGroupsAndExpire() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group one = sim.group("一群");
      Sim.Group two = sim.group("二群");
      one.says("小明", "加微信领券");
      two.says("小明", "加微信领券");
      assertThat(two.answers()).singleElement().asString().contains("第 2 次");
      sim.pass(Duration.ofDays(31));
      one.answers();
      one.says("小明", "加微信领券");
      assertThat(one.answers()).singleElement().asString().contains("第 1 次");
    }
  }

  @Test
  void aGroupInObserveSaysNothingAndRecordsWhatItWouldDo() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.joined("新群");
      group.staffAsk("bind", Map.of("pack", "mama"));
      String advert = group.says("小明", "加微信领券");
      group.expectKept(advert);
      assertThat(group.answers()).isEmpty();
      assertThat(sim.count("action WHERE state = 'observed' AND kind = 'delete'")).isEqualTo(1);
      assertThat(sim.count("moderation_case WHERE mode = 'observed'")).isEqualTo(1);
      group.staffAsk("go-live", Map.of());
      group.answers();
      group.says("小明", "加微信领券");
      assertThat(group.answers()).singleElement().asString().contains("第 1 次");
    }
  }

  @Test
  void whatIsObservedIsWhatWouldHaveBeenDone() throws Exception {
    Pack pack =
        SimPacks.with(
            List.of(
                SimPacks.asking(SimPacks.words("maybe", "no-ads", "领券"), Rule.First.STAFF),
                SimPacks.words("ads", "no-ads", "加微信"),
                SimPacks.words("agents", "no-ads", "代购")));
    List<String> said = List.of("代购加微信领券", "早", "加微信", "代购", "今天领券了", "加微信", "代购可以加微信");
    List<String> live = new ArrayList<>();
    List<String> observed = new ArrayList<>();
    String cases = "SELECT rule, strike, sanction FROM moderation_case ORDER BY number";
    try (Sim sim = Sim.start(Files.createDirectory(folder.resolve("live")), pack)) {
      Sim.Group group = sim.group("妈妈一群");
      said.forEach(text -> group.says("小明", text));
      live.addAll(sim.read(sql -> sql.list(cases, r -> r.text(1) + r.text(2) + r.text(3))));
    }
    try (Sim sim = Sim.start(Files.createDirectory(folder.resolve("observed")), pack)) {
      Sim.Group group = sim.joined("妈妈一群");
      group.staffAsk("bind", Map.of("pack", "mama"));
      said.forEach(text -> group.says("小明", text));
      observed.addAll(sim.read(sql -> sql.list(cases, r -> r.text(1) + r.text(2) + r.text(3))));
      assertThat(sim.count("moderation_case WHERE mode <> 'observed'")).isZero();
      assertThat(sim.count("decision WHERE verdict = 'suggested'")).isEqualTo(1);
    }
    assertThat(observed).isEqualTo(live);
  }

  @Test
  void aRuleThatOnlyObservesStaysSoInALiveGroup() throws Exception {
    Pack pack =
        SimPacks.with(
            List.of(
                SimPacks.observing(SimPacks.words("ads", "no-ads", "加微信")),
                SimPacks.words("agents", "no-ads", "代购")));
    try (Sim sim = Sim.start(folder, pack)) {
      Sim.Group group = sim.group("妈妈一群");
      group.expectKept(group.says("小明", "加微信领券"));
      group.expectDeleted(group.says("小明", "代购加微信"));
      assertThat(sim.count("moderation_case WHERE rule = 'ads' AND mode = 'observed'"))
          .isEqualTo(2);
      assertThat(sim.count("strike WHERE mode = 'live'")).isEqualTo(1);
    }
  }

  @Test
  void aNewRuleObservesUntilStaffGoLiveAgain() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("妈妈一群");
      sim.publish(SimPacks.with(List.of(SimPacks.words("loans", "no-ads", "网贷"))), 2);
      group.expectKept(group.says("小明", "需要网贷吗"));
      group.staffAsk("go-live", Map.of());
      group.expectDeleted(group.says("小明", "需要网贷吗"));
    }
  }

  @Test
  void twentyGroupsGoLiveInOneStep() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      List<Sim.Group> groups = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        groups.add(sim.group("第" + i + "群"));
      }
      for (Sim.Group group : groups) {
        group.expectDeleted(group.says("路人" + group.title(), "加微信领券"));
      }
    }
  }

  @Test
  void staffMaySayWhatTheyLikeButAPlatformAdminMayNot() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("妈妈一群");
      sim.staff("店长");
      group.expectKept(group.says("店长", "加微信找我领券"));
      String message = sim.id();
      sim.deliver(
          new Event.MessagePosted(
              SimPlatform.ACCOUNT,
              group.id(),
              message,
              new Sender(Sim.user("群主"), "群主", Role.OWNER),
              Content.of("加微信找我领券"),
              sim.clock.instant()));
      sim.settle();
      group.expectDeleted(message);
    }
  }

  @Test
  void theSixthMessageInFiveSecondsIsOneOffenceAndTheRestOfTheBurstOnlyGoes() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("妈妈一群");
      List<String> messages = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        messages.add(group.says("小明", "第" + i + "句话说的都不同呀" + i * 31));
        sim.clock.advance(Duration.ofMillis(500));
      }
      messages.subList(0, 5).forEach(group::expectKept);
      messages.subList(5, 8).forEach(group::expectDeleted);
      assertThat(sim.count("moderation_case")).isEqualTo(1);
      sim.pass(Duration.ofSeconds(30));
      group.expectKept(group.says("小明", "不好意思，手快了"));
    }
  }

  @Test
  void whatIsHeardLateIsHeldAgainstItsOwnTimeOnly() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("妈妈一群");
      Instant before = sim.clock.instant();
      sim.clock.advance(Duration.ofMinutes(2));
      for (int i = 0; i < 5; i++) {
        group.expectKept(group.says("小明", "第" + i + "句话说的都不同呀" + i * 31));
      }
      group.expectKept(group.posts("小明", Content.of("刚才断线了，这句才发出来"), before));
      group.expectDeleted(group.says("小明", "第六句也在这五秒里面"));
    }
  }

  @Test
  void aBurstAndARepetitionAreKnownAfterARestart() throws Exception {
    List<String> said = List.of("第一句话在这里", "大家快来看这个呀", "第三句话又不同", "第四句还是不同");
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("妈妈一群");
      said.forEach(text -> group.expectKept(group.says("小明", text)));
      group.expectKept(group.says("小兰", "大家快来看这个呀"));
      group.expectKept(group.says("小兰", "大家快来看这个呀！"));
      try (Sim again = sim.restart()) {
        Sim.Group same = again.known("妈妈一群");
        same.expectKept(same.says("小明", "第五句刚好可以"));
        same.expectDeleted(same.says("小明", "第六句就多了一点"));
        same.expectDeleted(same.says("小兰", "大家快来看这个呀。"));
      }
    }
  }

  @Test
  void aSignUpChainAndWhatTheBrandAskedForAreNoRepetition() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("妈妈一群");
      for (int i = 0; i < 4; i++) {
        group.expectKept(group.says("小明", "我爱宝宝牌奶粉"));
        sim.clock.advance(Duration.ofSeconds(20));
      }
      for (int i = 0; i < 3; i++) {
        group.expectKept(group.says("小红", "#接龙\n1. 小明 2罐\n2. 小红 1罐\n3. 小兰 3罐"));
        sim.clock.advance(Duration.ofSeconds(20));
      }
      group.says("小兰", "大家快来看这个呀");
      group.says("小兰", "大家快来看这个呀！");
      group.expectDeleted(group.says("小兰", "大家快来看这个呀。"));
    }
  }

  @Test
  void whoTakesTurnAfterTurnInAChainFloods() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("妈妈一群");
      for (int i = 0; i < 5; i++) {
        group.expectKept(group.says("小明", "+1 快来看看我家的好东西"));
      }
      for (int i = 0; i < 12; i++) {
        group.says("小明", "+1 快来看看我家的好东西");
      }
      assertThat(sim.count("moderation_case")).isPositive();
    }
  }

  @Test
  void linksOfTheShopAreFineAndOthersAreNot() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("妈妈一群");
      group.expectKept(group.says("小明", "看这个 https://shop.example-brand.com/milk"));
      group.expectDeleted(group.says("小明", "看这个 https://shop.example-brand.com@evil.example/x"));
    }
  }

  @Test
  void anEditIntoAnAdvertIsJudged() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("妈妈一群");
      String message = group.says("小明", "这款围兜挺好看的");
      group.expectKept(message);
      group.edits("小明", message, "做代购的，要的私我");
      group.expectDeleted(message);
    }
  }

  @Test
  void aStaleAdvertIsDeletedAndNobodyIsPunished() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("妈妈一群");
      group.says("小红", "早上好");
      String old =
          group.posts("小明", Content.of("加微信领券"), sim.clock.instant().minus(Duration.ofHours(3)));
      group.expectDeleted(old);
      assertThat(sim.count("moderation_case")).isZero();
      assertThat(group.answers()).isEmpty();
    }
  }

  @Test
  void inARaidStewardsOwnWarningsDoNotBecomeTheSpam() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("妈妈一群");
      for (int i = 0; i < 40; i++) {
        group.expectDeleted(group.says("水军" + i, "加微信领券"));
      }
      assertThat(group.answers()).hasSizeLessThanOrEqualTo(12);
      assertThat(sim.count("moderation_case")).isEqualTo(40);
    }
  }

  @Test
  void groupRulesAndHelpAreAnsweredOnlyWhenAskedAlone() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("妈妈一群");
      group.says("小明", "群规");
      assertThat(group.answers()).singleElement().asString().contains("1. 不发广告", "2. 不刷屏");
      group.says("小明", "群规在哪里看呀");
      assertThat(group.answers()).isEmpty();
      group.says("小明", "帮助");
      assertThat(group.answers())
          .singleElement()
          .asString()
          .contains("我的记录", "https://shop.example-brand.com");
    }
  }
}
