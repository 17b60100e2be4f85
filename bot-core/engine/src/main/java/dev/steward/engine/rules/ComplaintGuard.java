package dev.steward.engine.rules;

import dev.steward.engine.script.Pack;
import dev.steward.engine.script.Prices;
import dev.steward.engine.script.Rule;
import dev.steward.engine.script.RuleCheck;
import dev.steward.engine.text.Offer;

/**
 * A complaint is never deleted or punished for its words or its haste, unless it invites to buy
 * elsewhere.
 */
final class ComplaintGuard {
  private ComplaintGuard() {}

  /** Whether a text goes free from a rule because it complains. */
  static boolean spares(Pack pack, Rule rule, String text) {
    boolean byWords =
        switch (rule.check()) {
          case RuleCheck.Words _,
              RuleCheck.Patterns _,
              RuleCheck.Resembles _,
              RuleCheck.Flood _,
              RuleCheck.Repeats _ ->
              true;
          case RuleCheck.Links _, RuleCheck.Newcomer _, RuleCheck.Mentions _ -> false;
        };
    Prices desk = pack.prices();
    return byWords && desk != null && desk.heardIn(text) && !Offer.in(text);
  }
}
