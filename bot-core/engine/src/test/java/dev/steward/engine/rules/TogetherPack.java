package dev.steward.engine.rules;

import dev.steward.engine.script.Ladder;
import dev.steward.engine.script.Ladder.Sanction;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.Rule;
import dev.steward.engine.script.RuleBook;
import dev.steward.engine.script.RuleCheck;
import dev.steward.engine.sim.Sim;
import dev.steward.engine.sim.SimPacks;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A pack that watches what several members do at once. */
final class TogetherPack {
  private TogetherPack() {}

  /**
   * @param nearly whether copies may differ in some letters
   */
  static Pack of(boolean nearly) {
    List<Rule> rules =
        List.of(
            SimPacks.rule(
                "campaign", "no-ads", new RuleCheck.Copies(3, Duration.ofMinutes(10), 12, nearly)),
            SimPacks.rule(
                "links",
                "no-ads",
                new RuleCheck.Links(List.of("shop.example-brand.com"), List.of(), true)),
            rule("words", new RuleCheck.Words(List.of(word("加我领券"))), true));
    return SimPacks.ruledBy(
        new RuleBook(
            Duration.ofDays(30),
            Map.of(
                "default",
                new Ladder(
                    List.of(
                        new Ladder.Step(Sanction.WARN, Duration.ZERO),
                        new Ladder.Step(Sanction.KICK, Duration.ZERO)))),
            rules,
            List.of("我已经报名周六的亲子手工课啦啦"),
            new RuleBook.Raid(5, Duration.ofSeconds(30), Duration.ZERO),
            RuleBook.Warnings.USUAL,
            new RuleBook.Names(60),
            null));
  }

  private static RuleCheck.Word word(String text) {
    return new RuleCheck.Word(text, RuleCheck.Match.LOOSE, SimPacks.MARK);
  }

  private static Rule rule(String id, RuleCheck check, boolean tell) {
    return new Rule(
        id,
        "no-ads",
        check,
        List.of(),
        true,
        "default",
        Rule.First.NOBODY,
        false,
        tell,
        null,
        SimPacks.MARK);
  }

  /** How many things of a kind the rules have asked staff to see to. */
  static long todos(Sim sim, String kind) {
    return sim.count("todo WHERE kind = 'rule-" + kind + "'");
  }
}
