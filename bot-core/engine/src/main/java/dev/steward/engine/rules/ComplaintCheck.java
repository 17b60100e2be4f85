package dev.steward.engine.rules;

import dev.steward.engine.script.Pack;
import dev.steward.engine.script.Problem;
import dev.steward.engine.script.Rule;
import dev.steward.engine.text.TextLessons;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Holds a pack against genuine complaints about prices, goods, delivery and service. No rule may
 * hit one of them, at any hour and from anybody. Where a word is to blame that is an error here,
 * even if the guard would spare the complaint at run time.
 *
 * <p>The complaints are in {@code complaints.txt}, one a line, written for Steward.
 */
public final class ComplaintCheck {
  private static final int MOST_SHOWN = 3;

  private ComplaintCheck() {}

  /** What is wrong, by the places of the rules; empty when no complaint is hit. */
  public static List<Problem> of(Pack pack) {
    if (pack.rules().rules().isEmpty()) {
      return List.of();
    }
    TextJudge judge = new TextJudge(pack, TextLessons.NONE);
    // Conditions decide when a rule hits; a complaint must go free at any hour, from anybody.
    Set<TextJudge.Occasion> occasions = TextJudge.Occasion.all(pack, true);
    Map<String, Integer> shown = new HashMap<>();
    List<Problem> problems = new ArrayList<>();
    for (String complaint : complaints()) {
      Optional<TextJudge.Hit> hit =
          occasions.stream()
              .flatMap(
                  when ->
                      judge
                          .judge(complaint, when, verdict -> isError(pack, complaint, verdict))
                          .stream())
              .findFirst();
      if (hit.isPresent() && shown.merge(hit.get().rule(), 1, Integer::sum) <= MOST_SHOWN) {
        pack.rules().rules().stream()
            .filter(rule -> rule.id().equals(hit.get().rule()))
            .findFirst()
            .ifPresent(rule -> problems.add(problem(rule, complaint, hit.get())));
      }
    }
    return problems;
  }

  private static boolean isError(Pack pack, String complaint, Hearing.Verdict verdict) {
    Rule rule = verdict.rule();
    return rule.acts()
        && switch (verdict.spared()) {
          case TALK -> true;
          case COMPLAINT, DOUBTFUL -> Purposes.isToBlame(pack, rule, complaint);
          case REPORT, RULES, TOLD -> false;
        };
  }

  private static Problem problem(Rule rule, String complaint, TextJudge.Hit hit) {
    String where = hit.spans().isEmpty() ? "" : hit.spans().getFirst().of(complaint);
    return new Problem(
        rule.mark(),
        Problem.Severity.ERROR,
        "hits-complaint",
        "规则「"
            + rule.id()
            + "」会命中正当的投诉「"
            + complaint
            + "」"
            + (where.isEmpty() ? "" : "里的「" + where + "」"),
        "the rule "
            + rule.id()
            + " would hit a genuine complaint: "
            + complaint
            + (where.isEmpty() ? "" : " (" + where + ")"),
        "投诉不能被处理：把词写得更具体，或改用 resembles、ask-first",
        "complaints must go free: make the word more specific, or use resembles or ask-first",
        "");
  }

  static List<String> complaints() {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(ComplaintCheck.class.getResourceAsStream("complaints.txt")),
                StandardCharsets.UTF_8))) {
      return in.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
