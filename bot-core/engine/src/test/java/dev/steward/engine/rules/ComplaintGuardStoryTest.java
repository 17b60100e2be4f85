package dev.steward.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Content;
import dev.steward.chat.Media;
import dev.steward.chat.Segment;
import dev.steward.engine.script.Condition;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.Problem;
import dev.steward.engine.script.Rule;
import dev.steward.engine.script.RuleCheck;
import dev.steward.engine.script.RuleCheck.Kind;
import dev.steward.engine.sim.Sim;
import dev.steward.engine.sim.SimPacks;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody complains, and a rule that was badly written would have hit. */
final class ComplaintGuardStoryTest {
  private static final RuleCheck FAKES =
      new RuleCheck.Words(
          List.of(
              new RuleCheck.Word("假货", RuleCheck.Match.NORMAL, SimPacks.MARK),
              new RuleCheck.Word("退款", RuleCheck.Match.NORMAL, SimPacks.MARK)));

  @TempDir Path folder = Path.of("");

  private static Pack pack(Rule rule) {
    return SimPacks.with(List.of(rule));
  }

  @Test
  void aComplaintWithAForbiddenWordStaysAndStaffHear() throws Exception {
    try (Sim sim = Sim.start(folder, pack(SimPacks.rule("fakes", "no-ads", FAKES)))) {
      Sim.Group group = sim.group("妈妈一群");
      group.expectKept(group.says("小明", "收到的奶粉像是假货，罐底都锈了，申请退款三天没人理"));
      assertThat(sim.count("moderation_case")).isZero();
      assertThat(sim.count("todo WHERE kind = 'rule-upset'")).isEqualTo(1);
      assertThat(sim.count("decision WHERE verdict = 'complaint-spared'")).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "收到的奶粉像是假货，罐底都锈了，申请退款三天没人理，电话 13800000000",
        "退款到现在没收到，客服三天没人理，像是假货，你们客服脑子有病吧，一群傻逼",
      })
  void staffDecideAboutAComplaintThatGoesTooFar(String complaint) throws Exception {
    try (Sim sim = Sim.start(folder, pack(SimPacks.rule("fakes", "no-ads", FAKES)))) {
      Sim.Group group = sim.group("妈妈一群");
      group.expectKept(group.says("小明", complaint));
      assertThat(sim.count("moderation_case")).isZero();
      assertThat(sim.count("todo WHERE kind = 'rule-suggestion'")).isEqualTo(1);
    }
  }

  @Test
  void copiesOfADoubtfulComplaintStandAndStaffHear() throws Exception {
    Rule copies =
        SimPacks.rule(
            "campaigns", "no-ads", new RuleCheck.Copies(3, Duration.ofMinutes(10), 12, false));
    String complaint = "退款到现在没收到，客服三天没人理，像是假货，你们客服脑子有病吧，一群傻逼";
    try (Sim sim = Sim.start(folder, pack(copies))) {
      Sim.Group group = sim.group("妈妈一群");
      for (String name : List.of("小明", "小红", "小兰", "小丽")) {
        group.expectKept(group.says(name, complaint));
      }
      assertThat(sim.count("campaign")).as("staff are asked").isEqualTo(1);
    }
  }

  @Test
  void aLinkToTheShopItselfMakesNoComplaintDoubtful() throws Exception {
    Rule shop =
        SimPacks.rule(
            "links",
            "no-ads",
            new RuleCheck.Links(List.of("shop.example-brand.com"), List.of(), true));
    try (Sim sim =
        Sim.start(folder, SimPacks.with(List.of(SimPacks.rule("fakes", "no-ads", FAKES), shop)))) {
      Sim.Group group = sim.group("妈妈一群");
      group.expectKept(
          group.says("小明", "https://shop.example-brand.com/item/12 这款收到像是假货，罐底都锈了，客服三天没人理"));
      assertThat(sim.count("todo WHERE kind = 'rule-suggestion'")).isZero();
      assertThat(sim.count("decision WHERE verdict = 'complaint-spared'")).isEqualTo(1);
    }
  }

  @Test
  void theWordsOfAFraudAreNoComplaint() throws Exception {
    try (Sim sim = Sim.start(folder, pack(SimPacks.rule("fakes", "no-ads", FAKES)))) {
      Sim.Group group = sim.group("妈妈一群");
      group.expectDeleted(group.says("小明", "我是退款专员，您的订单有质量问题，加我微信 demo520 办理三倍退款"));
      group.expectDeleted(group.says("小红", "商品质量问题三倍退款，点 http://refund.example.com 填银行卡"));
    }
  }

  @Test
  void aNewcomersPhotographOfWhatBrokeStays() throws Exception {
    Rule rule =
        SimPacks.rule(
            "newcomers", "no-ads", new RuleCheck.Newcomer(Duration.ofDays(7), Set.of(Kind.IMAGE)));
    try (Sim sim = Sim.start(folder, pack(rule))) {
      Sim.Group group = sim.group("妈妈一群");
      group.joins("小明");
      Segment.Image image = new Segment.Image(new Media("broken.png", "image/png", 1), "");
      group.expectKept(
          group.posts(
              "小明",
              new Content(List.of(new Segment.Text("奶瓶收到就是破的，客服也没人理"), image)),
              sim.clock.instant()));
      group.expectDeleted(
          group.posts(
              "小明", new Content(List.of(new Segment.Text("看看我的新头像"), image)), sim.clock.instant()));
    }
  }

  @Test
  void aCardIsNoComplaintWhateverItIsCalled() throws Exception {
    Rule rule =
        SimPacks.rule(
            "newcomers", "no-ads", new RuleCheck.Newcomer(Duration.ofDays(7), Set.of(Kind.CARD)));
    try (Sim sim = Sim.start(folder, pack(rule))) {
      Sim.Group group = sim.group("妈妈一群");
      group.joins("小明");
      Segment card = new Segment.Card(Segment.Card.Kind.GROUP, "质量问题退款维权", "", "");
      group.expectDeleted(group.posts("小明", Content.of(card), sim.clock.instant()));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "①不看征信②不用抵押③不查流水 当天放款 名额有限",
        "①不收押金②不压货③不限时间 加我微信",
        "1. No credit check\n2. No deposit\n3. No paperwork, money today"
      })
  void anAdvertThatListsWhatItDoesWithoutIsNoRule(String advert) throws Exception {
    Rule rule = SimPacks.words("loans", "no-ads", "当天放款", "加我微信", "money today");
    try (Sim sim = Sim.start(folder, pack(rule))) {
      Sim.Group group = sim.group("妈妈一群");
      group.expectDeleted(group.says("小明", advert));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "再贴一遍：①不骂人②不发贷款广告③不招刷单④晚十一点后少艾特",
        "群里的约定：1、不骂人；2、不发广告；3、不拉人刷单",
        "1. No ads\n2. No gambling 刷单\n3. Don't insult anybody"
      })
  void aListOfProhibitionsIsNoOffer(String rules) throws Exception {
    Rule rule = SimPacks.words("orders", "no-ads", "刷单");
    try (Sim sim = Sim.start(folder, pack(rule))) {
      Sim.Group group = sim.group("妈妈一群");
      group.expectKept(group.says("小明", rules));
    }
  }

  static List<Condition> conditions() {
    return List.of(
        new Condition.Between(LocalTime.of(22, 0), LocalTime.of(8, 0)),
        new Condition.Between(LocalTime.of(5, 0), LocalTime.of(6, 0)),
        new Condition.OnDays(Set.of(DayOfWeek.TUESDAY)),
        new Condition.Cel("member.messages > 500"),
        new Condition.NewerThan(Duration.ofDays(7)),
        new Condition.OlderThan(Duration.ofDays(7)),
        new Condition.FirstMessages(3),
        new Condition.StrikesAtLeast(2),
        new Condition.OnGuard(true),
        new Condition.Cel("member.strikes > 3"));
  }

  @ParameterizedTest
  @MethodSource("conditions")
  void noConditionHidesABadRuleFromTheCheck(Condition condition) {
    assertThat(ComplaintCheck.of(pack(SimPacks.rule("fakes", "no-ads", FAKES, condition))))
        .isNotEmpty()
        .allMatch(Problem::isError);
  }
}
