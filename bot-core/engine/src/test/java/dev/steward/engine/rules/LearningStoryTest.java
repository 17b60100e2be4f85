package dev.steward.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.engine.script.Pack;
import dev.steward.engine.script.Rule;
import dev.steward.engine.script.RuleCheck;
import dev.steward.engine.script.RuleCheck.Misdeed;
import dev.steward.engine.sim.Sim;
import dev.steward.engine.sim.SimPacks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Staff confirm a case or take it back, and Steward learns from it. */
final class LearningStoryTest {
  private static final Pack PACK =
      SimPacks.with(
          List.of(
              SimPacks.words("cattery", "no-ads", "视频看猫"),
              SimPacks.rule(
                  "reads-like",
                  "no-ads",
                  new RuleCheck.Resembles(EnumSet.allOf(Misdeed.class), 60)),
              SimPacks.rule("flood", "quiet", new RuleCheck.Flood(2, Duration.ofSeconds(5)))));

  @TempDir Path folder;

  @Test
  void whatStaffConfirmIsKnownAgainInOtherWordsUntilItIsTakenBack() throws Exception {
    try (Sim sim = Sim.start(folder, PACK)) {
      Sim.Group group = sim.group("妈妈一群");
      sim.staff("店长");
      String again = "河西的猫舍出布偶小猫三只，疫苗打过，来看猫";
      group.expectKept(group.says("小红", again));
      for (String place : List.of("城东", "南站", "老街", "新区", "码头", "山下")) {
        group.says("贩子" + place, place + "的猫舍出布偶小猫两只，疫苗打过，视频看猫");
        sim.pass(Duration.ofMinutes(1));
      }
      assertThat(sim.count("moderation_case WHERE rule = 'cattery'")).isEqualTo(6);
      var _ = group.answers();
      group.says("小红", "确认 #1");
      assertThat(sim.count("case_review WHERE teaches = 1")).as("only staff teach").isZero();
      for (int i = 1; i <= 6; i++) {
        group.says("店长", "确认 #" + i);
        sim.pass(Duration.ofMinutes(1));
      }
      assertThat(group.answers()).hasSize(6).allMatch(answer -> answer.contains("已确认"));
      assertThat(sim.count("case_review WHERE violates = 1")).isEqualTo(6);
      group.expectDeleted(group.says("贩子五", again));
      group.expectKept(group.says("小红", "宝宝在城东的医院打过疫苗了"));

      sim.pass(Duration.ofMinutes(1));
      try (Sim later = sim.restart()) {
        Sim.Group same = later.known("妈妈一群");
        same.expectDeleted(same.says("贩子六", again));
        for (int i = 1; i <= 6; i++) {
          same.says("店长", "撤销 #" + i);
          later.pass(Duration.ofMinutes(1));
        }
        assertThat(later.count("case_review WHERE violates = 1")).isZero();
        same.expectKept(same.says("贩子七", again));
      }
    }
  }

  @Test
  void whatStaffLeaveAloneIsAskedNoMore() throws Exception {
    Pack asking =
        SimPacks.with(
            List.of(
                SimPacks.asking(
                    SimPacks.rule(
                        "reads-like",
                        "no-ads",
                        new RuleCheck.Resembles(EnumSet.allOf(Misdeed.class), 60)),
                    Rule.First.STAFF)));
    try (Sim sim = Sim.start(folder, asking)) {
      Sim.Group group = sim.group("妈妈一群");
      sim.staff("店长");
      for (String place : List.of("城东", "南站", "老街", "新区", "码头", "山下")) {
        group.says("团长" + place, place + "自提点今天到货，要补单的加我微信登记，免运费");
        sim.pass(Duration.ofMinutes(1));
      }
      List<Long> asked = sim.numbers("todo WHERE kind = 'rule-suggestion'");
      assertThat(asked).hasSize(6);
      for (long number : asked) {
        group.says("店长", "拒绝 #" + number);
        sim.pass(Duration.ofMinutes(1));
      }
      group.says("团长河西", "河西自提点今天到货，要补单的加我微信登记，免运费");
      assertThat(sim.count("todo WHERE kind = 'rule-suggestion'")).isEqualTo(6);
      group.says("贩子", "无抵押贷款秒批，不看征信，加我微信拿额度");
      assertThat(sim.count("todo WHERE kind = 'rule-suggestion'"))
          .as("what is no such text is asked about as before")
          .isEqualTo(7);

      try (Sim later = sim.restart()) {
        Sim.Group same = later.known("妈妈一群");
        same.says("团长湖边", "湖边自提点今天到货，要补单的加我微信登记，免运费");
        assertThat(later.count("todo WHERE kind = 'rule-suggestion'")).isEqualTo(7);
      }
    }
  }

  /** Somebody is banned for a flood of good mornings; that says nothing about good mornings. */
  @Test
  void whatWasNotJudgedByItsTextTeachesNothing() throws Exception {
    try (Sim sim = Sim.start(folder, PACK)) {
      Sim.Group group = sim.group("妈妈一群");
      sim.staff("店长");
      for (int i = 0; i < 3; i++) {
        group.says("小明", "大家早上好呀今天天气真好" + i);
      }
      assertThat(sim.count("moderation_case WHERE rule = 'flood'")).isEqualTo(1);
      group.says("店长", "确认 #1");
      assertThat(sim.count("case_review WHERE teaches = 1")).isZero();
    }
  }
}
