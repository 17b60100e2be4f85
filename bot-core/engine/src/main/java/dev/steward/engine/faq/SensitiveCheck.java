package dev.steward.engine.faq;

import dev.steward.engine.script.Faq;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.Problem;
import java.util.List;
import java.util.stream.Stream;

/**
 * Finds answers about illness, doses and allergies that nobody has reviewed: the groups are never
 * told them.
 */
public final class SensitiveCheck {
  private SensitiveCheck() {}

  /** Warnings, by the places of the answers. */
  public static List<Problem> of(Pack pack) {
    Faq faq = pack.faq();
    return faq == null
        ? List.of()
        : faq.answers().stream().flatMap(SensitiveCheck::problem).toList();
  }

  private static Stream<Problem> problem(Faq.Answer answer) {
    return answer.asks().stream()
        .filter(ask -> !answer.reviewed() && Sensitive.of(ask) != Sensitive.NOTHING)
        .limit(1)
        .map(
            ask ->
                new Problem(
                    answer.mark(),
                    Problem.Severity.WARNING,
                    "not-reviewed",
                    "「" + ask + "」问的是身体的事，这条答案没有审核：问到身体时不会说，也不会列给人选",
                    "\""
                        + ask
                        + "\" is about the body, and the answer is not reviewed: it is neither said"
                        + " to such questions nor offered",
                    "请懂的人看过后写 reviewed: true，或把这种问法去掉",
                    "have somebody who may check it and write reviewed: true, or take this way to"
                        + " ask out",
                    ""));
  }
}
