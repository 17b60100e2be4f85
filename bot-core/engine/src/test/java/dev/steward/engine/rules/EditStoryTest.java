package dev.steward.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.engine.script.Ladder;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.Rule;
import dev.steward.engine.script.RuleBook;
import dev.steward.engine.sim.Sim;
import dev.steward.engine.sim.SimPacks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One message counts once, however often it is edited; what it becomes counts for what it is. */
final class EditStoryTest {
  @TempDir Path folder;

  private static Rule rule(String id, boolean delete, String ladder, String word) {
    Rule rule = SimPacks.words(id, "no-ads", word);
    return new Rule(
        id,
        rule.clause(),
        rule.check(),
        rule.conditions(),
        delete,
        ladder,
        rule.first(),
        rule.observe(),
        rule.tell(),
        rule.notice(),
        rule.mark());
  }

  /** What is gently met, and a scam that is muted the first time and removed the second. */
  private static Pack gentleAndStrict(Ladder.Sanction gentle) {
    RuleBook usual = SimPacks.standard().rules();
    return SimPacks.ruledBy(
        new RuleBook(
            usual.strikesExpire(),
            Map.of(
                "gentle",
                new Ladder(List.of(new Ladder.Step(gentle, Duration.ZERO))),
                "strict",
                new Ladder(
                    List.of(
                        new Ladder.Step(Ladder.Sanction.MUTE, Duration.ofDays(1)),
                        new Ladder.Step(Ladder.Sanction.KICK, Duration.ZERO)))),
            List.of(rule("orders", false, "strict", "刷单日结"), rule("goods", false, "gentle", "有好货")),
            List.of(),
            null,
            RuleBook.Warnings.USUAL,
            null,
            null));
  }

  @Test
  void anEditThatMendsALetterIsNoSecondOffence() throws Exception {
    Rule rule = SimPacks.words("ads", "no-ads", "加微信");
    Rule warns =
        new Rule(
            rule.id(),
            rule.clause(),
            rule.check(),
            rule.conditions(),
            false,
            rule.ladder(),
            rule.first(),
            rule.observe(),
            rule.tell(),
            rule.notice(),
            rule.mark());
    try (Sim sim = Sim.start(folder, SimPacks.with(List.of(warns)))) {
      Sim.Group group = sim.group("妈妈一群");
      sim.staff("店长");
      String message = group.says("小明", "加微信领卷");
      group.edits("小明", message, "加微信领券");
      group.edits("小明", message, "加微信领券呀");
      assertThat(sim.count("moderation_case")).isEqualTo(1);
      assertThat(group.answers()).singleElement().asString().contains("第 1 次");
      group.says("店长", "撤销 #1");
      group.edits("小明", message, "加微信领券啦");
      assertThat(sim.count("moderation_case")).as("after it was taken back").isEqualTo(2);
    }
  }

  /** A small thing that is edited into a scam: what it was first covers nothing. */
  @Test
  void anEditIntoSomethingWorseCounts() throws Exception {
    Pack pack = gentleAndStrict(Ladder.Sanction.NONE);
    try (Sim sim = Sim.start(folder, pack)) {
      Sim.Group group = sim.group("妈妈一群");
      String message = group.says("小明", "有好货");
      group.edits("小明", message, "有好货呀");
      assertThat(sim.count("moderation_case")).isEqualTo(1);
      group.edits("小明", message, "刷单日结三百");
      assertThat(sim.count("moderation_case")).isEqualTo(2);
      assertThat(group.room.mutedUntil(Sim.user("小明"))).isNotNull();
      group.edits("小明", message, "刷单日结五百");
      assertThat(sim.count("moderation_case")).as("the same once more").isEqualTo(2);
    }
  }

  /** Warned for it, then edited into a scam: muted, as if the scam had been said at once. */
  @Test
  void anEditIntoSomethingWorseIsOneStrikeAllTheSame() throws Exception {
    Pack pack = gentleAndStrict(Ladder.Sanction.WARN);
    try (Sim sim = Sim.start(folder, pack)) {
      Sim.Group group = sim.group("妈妈一群");
      sim.staff("店长");
      String message = group.says("小明", "有好货");
      assertThat(sim.count("strike WHERE void = 0")).isEqualTo(1);
      group.edits("小明", message, "刷单日结三百");
      assertThat(group.room.isGone(Sim.user("小明"))).isFalse();
      assertThat(group.room.mutedUntil(Sim.user("小明"))).isNotNull();
      assertThat(group.answers()).last().asString().contains("第 1 次");
      assertThat(sim.count("strike WHERE void = 0")).as("one message").isEqualTo(1);

      group.says("店长", "撤销 #2");
      assertThat(group.room.mutedUntil(Sim.user("小明"))).isNull();
      assertThat(sim.count("strike WHERE void = 0 AND case_number = 1"))
          .as("what it said first still counts")
          .isEqualTo(1);
      group.says("店长", "撤销 #1");
      assertThat(sim.count("strike WHERE void = 0")).isZero();
    }
  }
}
