package dev.steward.engine.rules;

import dev.steward.engine.script.OwnTexts;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.Problem;
import dev.steward.engine.script.Rule;
import dev.steward.engine.script.RuleCheck;
import dev.steward.engine.text.TextLessons;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Holds a pack against what the group itself says, by what judges in the groups: what a message
 * reads like, evidence that adds up, and words in looser forms. The plain look of {@link OwnTexts}
 * has found the rest before.
 */
public final class OwnTextCheck {
  private static final int MOST_SHOWN = 3;
  private static final int MOST_LETTERS = 30;

  private OwnTextCheck() {}

  /** Warnings, by the places of the rules; empty when no text is hit. */
  public static List<Problem> of(Pack pack) {
    if (pack.rules().rules().stream().noneMatch(OwnTextCheck::isLookedAt)) {
      return List.of();
    }
    TextJudge judge = new TextJudge(pack, TextLessons.NONE);
    Set<TextJudge.Occasion> occasions = TextJudge.Occasion.all(pack, false);
    Map<String, Integer> shown = new HashMap<>();
    List<Problem> problems = new ArrayList<>();
    for (OwnTexts.Own own : OwnTexts.of(pack)) {
      Optional<TextJudge.Hit> hit =
          occasions.stream()
              .flatMap(
                  when -> judge.judge(own.text(), when, verdict -> counts(verdict, own)).stream())
              .findFirst();
      if (hit.isPresent() && shown.merge(hit.get().rule(), 1, Integer::sum) <= MOST_SHOWN) {
        pack.rules().rules().stream()
            .filter(rule -> rule.id().equals(hit.get().rule()))
            .findFirst()
            .ifPresent(rule -> problems.add(problem(rule, own, hit.get())));
      }
    }
    return problems;
  }

  private static boolean isLookedAt(Rule rule) {
    return switch (rule.check()) {
      case RuleCheck.Words _, RuleCheck.Resembles _, RuleCheck.Evidence _ -> rule.acts();
      default -> false;
    };
  }

  /** Words are to blame even where who quotes a clause goes free; the rest reads the whole. */
  private static boolean counts(Hearing.Verdict verdict, OwnTexts.Own own) {
    if (!isLookedAt(verdict.rule())) {
      return false;
    }
    return verdict.rule().check() instanceof RuleCheck.Words words
        ? words.words().stream().noneMatch(word -> OwnTexts.has(own.text(), word))
        : verdict.spared() == Purpose.TALK;
  }

  private static String shortened(String text) {
    return text.codePointCount(0, text.length()) <= MOST_LETTERS
        ? text
        : text.substring(0, text.offsetByCodePoints(0, MOST_LETTERS)) + "…";
  }

  private static Problem problem(Rule rule, OwnTexts.Own own, TextJudge.Hit hit) {
    boolean words = rule.check() instanceof RuleCheck.Words && !hit.spans().isEmpty();
    return OwnTexts.warning(
        rule, own, words ? hit.spans().getFirst().of(own.text()) : shortened(own.text()));
  }
}
