package dev.steward.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.Segment;
import dev.steward.engine.rules.Opinions.View;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.Rule;
import dev.steward.engine.script.RuleBook;
import dev.steward.engine.sim.Sim;
import dev.steward.engine.sim.SimModel;
import dev.steward.engine.sim.SimPacks;
import dev.steward.engine.store.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A language model gives its opinion before a rule acts, and can only soften it. */
final class OpinionStoryTest {
  private static final String ADVERT = "做代购的要的说一声";

  @TempDir Path folder;

  private static Pack pack(Rule agents) {
    RuleBook book = SimPacks.standard().rules();
    return SimPacks.ruledBy(
        new RuleBook(
            book.strikesExpire(),
            book.ladders(),
            List.of(agents, SimPacks.words("others", "no-ads", "加微信")),
            List.of()));
  }

  private static Rule agents() {
    return SimPacks.asking(SimPacks.words("agents", "no-ads", "做代购"), Rule.First.MODEL);
  }

  private Sim start() throws Exception {
    Sim sim = Sim.start(folder, pack(agents()));
    sim.platform.model.on = true;
    return sim;
  }

  private static void thinks(Sim sim, View view, String why) {
    Opinions.Request request = sim.platform.model.asked.getLast();
    sim.engine()
        .answered(
            new Event.HelperAnswered(
                request.id(),
                request.key(),
                Opinions.FEATURE,
                Json.write(new Opinions.Opinion(request.id(), view, why)),
                sim.clock.instant()));
    sim.settle();
  }

  private static long suggestions(Sim sim) {
    return sim.count("todo WHERE kind = 'rule-suggestion'");
  }

  @Test
  void whereItAgreesTheRuleActsAsIfNobodyHadBeenAsked() throws Exception {
    try (Sim sim = start()) {
      Sim.Group group = sim.group("妈妈一群");
      String message = group.says("小明", ADVERT);
      group.expectKept(message);
      assertThat(sim.platform.model.asked)
          .singleElement()
          .satisfies(
              request -> {
                assertThat(request.text()).isEqualTo(ADVERT);
                assertThat(request.clause()).isNotEmpty();
              });
      thinks(sim, View.AGREES, "卖东西");
      group.expectDeleted(message);
      assertThat(sim.count("moderation_case WHERE rule = 'agents'")).isEqualTo(1);
      assertThat(suggestions(sim)).isZero();
      sim.pass(Duration.ofMinutes(1));
      assertThat(sim.count("moderation_case")).as("its time-out is off").isEqualTo(1);
    }
  }

  @Test
  void whereItDoubtsStaffDecide() throws Exception {
    try (Sim sim = start()) {
      Sim.Group group = sim.group("妈妈一群");
      sim.staff("店长");
      String message = group.says("小明", "我不做代购，别再问我了");
      thinks(sim, View.DOUBTS, "他说自己不做");
      group.expectKept(message);
      assertThat(sim.count("moderation_case")).isZero();
      assertThat(suggestions(sim)).isEqualTo(1);
      assertThat(sim.count("decision WHERE verdict = 'opinion-doubts'")).isEqualTo(1);
      assertThat(sim.count("todo WHERE detail LIKE '%自己不做%'")).isEqualTo(1);
      assertThat(sim.count("decision WHERE reason LIKE '%自己不做%'"))
          .as("reasons hold no words, for they are kept when words are forgotten")
          .isZero();
      sim.pass(Duration.ofMinutes(1));
      assertThat(sim.count("moderation_case")).as("its time-out is off").isZero();
      group.says("店长", "通过 #1");
      group.expectDeleted(message);
      assertThat(sim.count("moderation_case")).isEqualTo(1);
    }
  }

  @Test
  void whereItIsSilentTheRuleActsAndAnAnswerThatComesLaterChangesNothing() throws Exception {
    try (Sim sim = start()) {
      Sim.Group group = sim.group("妈妈一群");
      String message = group.says("小明", ADVERT);
      sim.pass(SimModel.PATIENCE);
      group.expectKept(message);
      sim.pass(Duration.ofSeconds(3));
      group.expectDeleted(message);
      assertThat(sim.count("moderation_case")).isEqualTo(1);
      thinks(sim, View.DOUBTS, "too late");
      assertThat(suggestions(sim)).isZero();
    }
  }

  @Test
  void whereItCantBeUnderstoodTheRuleActs() throws Exception {
    try (Sim sim = start()) {
      Sim.Group group = sim.group("妈妈一群");
      String message = group.says("小明", ADVERT);
      thinks(sim, View.NONE, "");
      group.expectDeleted(message);
    }
  }

  @Test
  void aRestartMeanwhileLosesNoViolation() throws Exception {
    try (Sim sim = start()) {
      Sim.Group group = sim.group("妈妈一群");
      String message = group.says("小明", ADVERT);
      try (Sim again = sim.restart()) {
        Sim.Group same = again.known("妈妈一群");
        again.pass(Duration.ofSeconds(10));
        same.expectDeleted(message);
        assertThat(again.count("moderation_case")).isEqualTo(1);
      }
    }
  }

  @Test
  void withoutAModelOrWhereItIsBusyTheRuleActsAtOnce() throws Exception {
    try (Sim sim = start()) {
      Sim.Group group = sim.group("妈妈一群");
      sim.platform.model.busy = true;
      group.expectDeleted(group.says("小明", ADVERT));
      sim.platform.model.busy = false;
      sim.platform.model.on = false;
      group.expectDeleted(group.says("小红", ADVERT));
      assertThat(sim.platform.model.asked).isEmpty();
    }
  }

  @Test
  void rulesThatDoNotAskForItAreNotSoftened() throws Exception {
    try (Sim sim = start()) {
      Sim.Group group = sim.group("妈妈一群");
      group.expectDeleted(group.says("小明", "加微信领券"));
      assertThat(sim.platform.model.asked).isEmpty();
    }
  }

  @Test
  void aRuleThatActsByItselfIsNotSoftenedByTheOther() throws Exception {
    try (Sim sim = start()) {
      Sim.Group group = sim.group("妈妈一群");
      group.expectDeleted(group.says("小明", "做代购的要的说一声，加微信"));
      assertThat(sim.platform.model.asked).isEmpty();
      assertThat(sim.count("moderation_case WHERE rule = 'others'")).isEqualTo(1);
    }
  }

  @Test
  void anEditedMessageIsAskedAboutAgainAndItsAnswerCounts() throws Exception {
    try (Sim sim = start()) {
      Sim.Group group = sim.group("妈妈一群");
      String message = group.says("小明", "我不做代购，别再问我了");
      thinks(sim, View.DOUBTS, "他说自己不做");
      group.edits("小明", message, "我真的不做代购");
      assertThat(sim.platform.model.asked).hasSize(2);
      thinks(sim, View.DOUBTS, "还是不做");
      sim.pass(Duration.ofMinutes(1));
      group.expectKept(message);
      assertThat(sim.count("moderation_case")).isZero();
    }
  }

  @Test
  void whoIsMentionedStaysHere() throws Exception {
    try (Sim sim = start()) {
      Sim.Group group = sim.group("妈妈一群");
      group.posts(
          "小明",
          Content.of(new Segment.Mention(Sim.user("王小红"), "王小红"), new Segment.Text(" 做代购的找我")),
          sim.clock.instant());
      assertThat(sim.platform.model.asked.getLast().text()).isEqualTo("@… 做代购的找我");
    }
  }

  @Test
  void aGroupThatGoesBackToObserveMeanwhileIsLeftAlone() throws Exception {
    try (Sim sim = start()) {
      Sim.Group group = sim.group("妈妈一群");
      sim.staff("店长");
      String message = group.says("小明", ADVERT);
      group.says("店长", "观察");
      thinks(sim, View.AGREES, "");
      group.expectKept(message);
      assertThat(sim.count("moderation_case")).isZero();
    }
  }

  @Test
  void aRuleThatOnlyObservesMeanwhileDoesNotAct() throws Exception {
    try (Sim sim = start()) {
      Sim.Group group = sim.group("妈妈一群");
      String message = group.says("小明", ADVERT);
      sim.publish(pack(SimPacks.observing(agents())), 2);
      thinks(sim, View.AGREES, "");
      group.expectKept(message);
      assertThat(sim.count("moderation_case")).isZero();
    }
  }
}
