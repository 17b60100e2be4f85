package dev.steward.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Content;
import dev.steward.chat.Segment;
import dev.steward.engine.rules.BacktestReport.Both;
import dev.steward.engine.rules.BacktestReport.Hits;
import dev.steward.engine.script.Ladder;
import dev.steward.engine.script.Ladder.Sanction;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.Rule;
import dev.steward.engine.script.RuleBook;
import dev.steward.engine.script.RuleCheck;
import dev.steward.engine.sim.Sim;
import dev.steward.engine.sim.SimPacks;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A draft is held against what was said, before it bites. */
final class BacktestStoryTest {
  @TempDir Path folder;

  private static Pack with(Rule... more) {
    RuleBook book = SimPacks.standard().rules();
    List<Rule> rules = new ArrayList<>(List.of(more));
    rules.addAll(book.rules());
    return SimPacks.ruledBy(
        new RuleBook(book.strikesExpire(), book.ladders(), rules, book.repeatable()));
  }

  private static BacktestReport backtest(Sim sim, Pack draft) throws Exception {
    return Backtest.of(
        sim.database(),
        new Backtest.Asked(
            draft,
            SimPacks.standard(),
            Instant.EPOCH,
            sim.clock.instant().plusSeconds(1),
            Set.of(),
            1,
            0),
        (done, all) -> assertThat(done).isLessThanOrEqualTo(all));
  }

  @Test
  void theVersionInForceIsDecidedAsItWasLive() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      sim.staff("店长");
      List<Sim.Group> groups = List.of(sim.group("妈妈一群"), sim.group("妈妈二群"));
      Random random = new Random(20261127);
      List<String> said =
          List.of(
              "早上好呀",
              "加微信领券",
              "宝宝今天会翻身了",
              "看 https://evil.example/x",
              "做代购的要的说一声",
              "大家快来看这个呀",
              "举报 楼上又发加微信的广告",
              "群规：一、禁止代购；二、不要叫人加微信",
              "昨天的奶粉漏气了没人处理");
      for (int i = 0; i < 400; i++) {
        groups
            .get(random.nextInt(2))
            .says(
                random.nextInt(20) == 0 ? "店长" : "妈妈" + random.nextInt(25),
                said.get(random.nextInt(said.size())));
        sim.pass(Duration.ofSeconds(random.nextInt(4)));
      }
      BacktestReport report = backtest(sim, SimPacks.standard());
      assertThat(report.messages()).isEqualTo(400);
      assertThat(report.groups()).isEqualTo(2);
      long cases = sim.count("moderation_case");
      assertThat(cases).isGreaterThan(50);
      assertThat(report.sanctions().values().stream().mapToLong(Both::draft).sum())
          .as("a strike for each case")
          .isEqualTo(cases);
      for (Sanction sanction : List.of(Sanction.WARN, Sanction.MUTE, Sanction.KICK)) {
        long live =
            sim.count(
                "moderation_case WHERE sanction = '"
                    + sanction.name().toLowerCase(Locale.ROOT)
                    + "'");
        assertThat(report.sanctions().getOrDefault(sanction, new Both(0, 0)))
            .as("%s", sanction)
            .isEqualTo(new Both(live, live));
      }
      assertThat(report.rules().values())
          .allSatisfy(
              hits -> {
                assertThat(hits.fresh()).isZero();
                assertThat(hits.lost()).isZero();
                assertThat(hits.draft()).isEqualTo(hits.inForce());
              });
    }
  }

  @Test
  void whatStaffAskedMembersToRepeatIsNoCampaignHereEither() throws Exception {
    Pack pack = TogetherPack.of(true);
    String before = "周六上午十点门店开抢，纸尿裤第二包半价";
    String within = "每人在群里接一句，谢谢店里送的绘本，孩子天天看";
    String advert = "宝妈福利群今晚开放，每天发一款试吃装";
    String known = "今天起奶粉一折清仓，过了今晚就没有了";
    try (Sim sim = Sim.start(folder, pack)) {
      Sim.Group one = sim.group("妈妈一群");
      Sim.Group two = sim.group("妈妈二群");
      sim.staff("店长");
      one.says("店长", "请大家转发这段话到朋友圈：" + before);
      List.of("小甲", "小乙", "小丙").forEach(name -> one.says(name, known));
      sim.pass(Duration.ofHours(1));
      Instant from = sim.clock.instant();
      one.says("店长", "「" + known + "」是骗人的");
      two.says("店长", within);
      sim.pass(Duration.ofSeconds(1));
      for (String name : List.of("小甲", "小乙", "小丙", "小丁")) {
        one.expectKept(one.says(name, before + "！已转发"));
        (name.equals("小乙") ? one : two).says(name, within);
        two.says(name, known);
        one.says(name, advert);
      }
      one.says("店长", "「" + advert + "」也是骗人的");
      sim.pass(Duration.ofSeconds(1));
      one.expectDeleted(one.says("小戊", advert));
      two.expectDeleted(two.says("小戊", known));
      two.expectDeleted(two.says("小己", known));

      BacktestReport report =
          Backtest.of(
              sim.database(),
              new Backtest.Asked(
                  pack, pack, from, sim.clock.instant().plusSeconds(1), Set.of(), 1, 0),
              (_, _) -> {});
      long live =
          sim.read(
              sql ->
                  sql.first(
                          "SELECT count(*) FROM campaign_post WHERE fate = 'taken' AND at >= ?",
                          row -> row.number(1),
                          from)
                      .orElseThrow());
      assertThat(live).as("three of the one, four of the other").isEqualTo(7);
      assertThat(report.rules().get("campaign")).isEqualTo(new Hits(live, live, 0, 0));
    }
  }

  @Test
  void onlyTheGroupsAskedAboutAreCountedAndEarlierStrikesAre() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group one = sim.group("妈妈一群");
      Sim.Group two = sim.group("妈妈二群");
      one.says("小明", "加微信领券");
      one.says("小明", "找我代购");
      sim.pass(Duration.ofDays(1));
      Instant from = sim.clock.instant();
      two.says("小红", "早上好");
      sim.pass(Duration.ofHours(1));
      one.says("小明", "加微信领券啦");
      Instant said = sim.clock.instant();
      sim.pass(Duration.ofHours(1));
      two.says("小红", "下午好");

      BacktestReport report =
          Backtest.of(
              sim.database(),
              new Backtest.Asked(
                  SimPacks.standard(),
                  SimPacks.standard(),
                  from,
                  sim.clock.instant().plusSeconds(1),
                  Set.of(one.id()),
                  1,
                  0),
              (_, _) -> {});
      assertThat(report.messages()).isEqualTo(1);
      assertThat(report.groups()).isEqualTo(1);
      assertThat(report.from()).isEqualTo(said);
      assertThat(report.to()).isEqualTo(said);
      assertThat(report.people()).isEqualTo(new Both(1, 1));
      assertThat(report.sanctions()).containsOnly(Map.entry(Sanction.MUTE, new Both(1, 1)));
    }
  }

  @Test
  void aNewWordShowsWhomItWouldHitAndNothingIsDone() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("妈妈一群");
      group.says("小明", "去海洋馆的加我拼车");
      group.says("小红", "我也去，加 我 拼 车");
      group.says("小兰", "加微信领券");
      sim.settle();
      long decisions = sim.count("decision");
      long actions = sim.count("action");

      BacktestReport report = backtest(sim, with(SimPacks.words("carpool", "no-ads", "加我拼车")));

      assertThat(report.rules().get("carpool")).isEqualTo(new Hits(0, 2, 2, 0));
      assertThat(report.rules().get("ads")).isEqualTo(new Hits(1, 1, 0, 0));
      assertThat(report.examples())
          .extracting(one -> one.user().id() + " " + one.spans().getFirst().of(one.text()))
          .containsExactly("小明 加我拼车", "小红 加 我 拼 车");
      assertThat(report.people()).isEqualTo(new Both(1, 3));
      assertThat(sim.count("decision")).isEqualTo(decisions);
      assertThat(sim.count("action")).isEqualTo(actions);
    }
  }

  @Test
  void whatAsksFirstOrObservesPunishesNobodyAndHidesNothing() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("妈妈一群");
      group.says("小明", "领券加我拼车");
      group.says("小红", "加我拼车");
      Pack draft =
          with(
              SimPacks.asking(SimPacks.words("carpool", "no-ads", "加我拼车"), Rule.First.STAFF),
              SimPacks.observing(SimPacks.words("cars", "no-ads", "拼车")),
              SimPacks.words("coupons", "no-ads", "领券"));
      BacktestReport report = backtest(sim, draft);
      assertThat(report.rules().get("coupons")).isEqualTo(new Hits(0, 1, 1, 0));
      assertThat(report.rules().get("carpool")).isEqualTo(new Hits(0, 1, 1, 0));
      assertThat(report.rules().get("cars")).isEqualTo(new Hits(0, 0, 0, 0));
      assertThat(report.people()).isEqualTo(new Both(0, 1));
    }
  }

  @Test
  void whatStaffGaveByHandMeanwhileStands() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("妈妈一群");
      sim.staff("店长");
      group.says("小明", "加微信领券");
      group.posts(
          "店长",
          Content.of(
              new Segment.Text("警告 "),
              new Segment.Mention(Sim.user("小明"), "小明"),
              new Segment.Text(" 私下骚扰别人")),
          sim.clock.instant());
      group.says("小明", "找我代购");
      assertThat(group.answers().getLast()).contains("禁言 10 分钟");
      BacktestReport report = backtest(sim, SimPacks.standard());
      assertThat(report.sanctions())
          .containsOnly(
              Map.entry(Sanction.WARN, new Both(1, 1)), Map.entry(Sanction.MUTE, new Both(1, 1)));
    }
  }

  @Test
  void anEditCountsNoMoreThanItDidLive() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("妈妈一群");
      String message = group.says("小明", "加微信领卷");
      group.edits("小明", message, "加微信领券");
      group.edits("小明", message, "加微信领券呀");
      BacktestReport report = backtest(sim, SimPacks.standard());
      assertThat(report.messages()).isEqualTo(3);
      assertThat(report.rules().get("ads")).isEqualTo(new Hits(1, 1, 0, 0));
      assertThat(sim.count("moderation_case")).isEqualTo(1);
    }
  }

  @Test
  void nobodyAnswersForWhatAnotherIsCalledHereEither() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("妈妈一群");
      String name = "加微信代购小明";
      group.says(name, "早上好");
      group.expectKept(
          group.posts(
              "小红",
              Content.of(new Segment.Mention(Sim.user(name), name), new Segment.Text(" 你家宝宝多大")),
              sim.clock.instant()));
      String made =
          group.posts(
              "小兰",
              Content.of(new Segment.Mention(Sim.user("小红"), "加微信领券"), new Segment.Text(" 在吗")),
              sim.clock.instant());
      group.expectDeleted(made);
      BacktestReport report = backtest(sim, SimPacks.standard());
      assertThat(report.rules().get("ads"))
          .as("a name that she does not bear is the sender's words")
          .isEqualTo(new Hits(1, 1, 0, 0));
      assertThat(report.people()).isEqualTo(new Both(1, 1));
    }
  }

  @Test
  void whatNeverReachedTheRulesIsNotJudgedHereEither() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("妈妈一群");
      for (int i = 0; i < 7; i++) {
        group.says("小明", i % 2 == 0 ? "我的记录" : "群规");
      }
      group.says("小红", "早上好");
      assertThat(sim.count("moderation_case")).isZero();
      BacktestReport report = backtest(sim, SimPacks.standard());
      assertThat(report.messages()).isEqualTo(1);
      assertThat(report.members()).isEqualTo(1);
      assertThat(report.rules().get("flood")).isEqualTo(new Hits(0, 0, 0, 0));
      assertThat(report.rules().get("repeats")).isEqualTo(new Hits(0, 0, 0, 0));
      try (Sim again = sim.restart()) {
        Sim.Group same = again.known("妈妈一群");
        same.says("小明", "今天天气真好呀");
        assertThat(again.count("moderation_case"))
            .as("nor do they add to a flood after a restart")
            .isZero();
      }
    }
  }

  @Test
  void aRuleThatAGroupSwitchedOffDoesNotHitThere() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group one = sim.group("妈妈一群");
      Sim.Group two = sim.group("妈妈二群");
      two.staffAsk("bind", Map.of("pack", "mama", "off", "[\"ads\"]"));
      one.says("小明", "加微信领券");
      two.says("小明", "加微信领券");
      BacktestReport report = backtest(sim, SimPacks.standard());
      assertThat(report.rules().get("ads")).isEqualTo(new Hits(1, 1, 0, 0));
      assertThat(sim.count("moderation_case")).isEqualTo(1);
    }
  }

  @Test
  void aRuleThatIsLeftOutIsSeenToHitNoLonger() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("妈妈一群");
      group.says("小兰", "加微信领券");
      BacktestReport report =
          backtest(
              sim,
              SimPacks.with(
                  List.of(
                      SimPacks.rule(
                          "flood", "quiet", new RuleCheck.Flood(5, Duration.ofSeconds(5))))));
      assertThat(report.rules().get("ads")).isEqualTo(new Hits(1, 0, 0, 1));
      assertThat(report.examples())
          .singleElement()
          .satisfies(one -> assertThat(one.fresh()).isFalse());
    }
  }

  @Test
  void itIsSeenWhoWouldBeMutedTodayByAHarderLadder() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("妈妈一群");
      group.says("小明", "加微信领券");
      sim.pass(Duration.ofDays(1));
      group.says("小红", "加微信领券");
      RuleBook book = SimPacks.standard().rules();
      Pack hard =
          SimPacks.ruledBy(
              new RuleBook(
                  book.strikesExpire(),
                  Map.of(
                      "default",
                      new Ladder(List.of(new Ladder.Step(Sanction.MUTE, Duration.ofHours(12))))),
                  book.rules(),
                  book.repeatable()));
      BacktestReport report = backtest(sim, hard);
      assertThat(report.sanctions().get(Sanction.MUTE)).isEqualTo(new Both(0, 2));
      assertThat(report.sanctions().get(Sanction.WARN)).isEqualTo(new Both(2, 0));
      assertThat(report.muted()).extracting(one -> one.user().id()).containsExactly("小红");
    }
  }
}
