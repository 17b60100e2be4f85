package dev.steward.engine.flow;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why something was done or left alone, to the character.
 *
 * @param feature who decided
 * @param zh in Chinese, one sentence, without members' words
 * @param en in English
 * @param pack the script, or null when no script is behind it
 * @param version its version, 0 when there is none
 * @param rule the rule's id, or null
 * @param at where the rule stands in the script, or null
 * @param clause the number of the group rule, 0 when there is none
 * @param spans the characters of the message
 * @param caseNumber the case that it belongs to, or null
 */
public record Reason(
    String feature,
    String zh,
    String en,
    @Nullable String pack,
    int version,
    @Nullable String rule,
    @Nullable String at,
    int clause,
    List<Span> spans,
    @Nullable Long caseNumber) {
  public Reason {
    spans = List.copyOf(spans);
  }

  /** A reason without a rule. */
  public static Reason of(String feature, String zh, String en) {
    return new Reason(feature, zh, en, null, 0, null, null, 0, List.of(), null);
  }

  public Reason withCase(long number) {
    return new Reason(feature, zh, en, pack, version, rule, at, clause, spans, number);
  }
}
