package dev.steward.engine.flow;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.steward.engine.script.SourceMark;
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
 * @param rule the id of the rule, the topic or whatever it is, or null
 * @param at where that stands in the script, or null
 * @param clause the number of the group rule, 0 when there is none
 * @param spans the characters of the message
 * @param caseNumber the case that it belongs to, or null
 * @param answersAlone whether a group waits for it: what somebody asked there is answered in
 *     private
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
    @Nullable Long caseNumber,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean answersAlone) {
  public Reason {
    spans = List.copyOf(spans);
  }

  /** One that no group waits for. */
  public Reason(
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
    this(feature, zh, en, pack, version, rule, at, clause, spans, caseNumber, false);
  }

  /** A reason without a rule. */
  public static Reason of(String feature, String zh, String en) {
    return new Reason(feature, zh, en, null, 0, null, null, 0, List.of(), null);
  }

  /** The same, with what in the script is behind it. */
  public Reason from(Scripts.Script script, String item, SourceMark mark) {
    return new Reason(
        feature,
        zh,
        en,
        script.pack().name(),
        script.version(),
        item,
        mark.toString(),
        clause,
        spans,
        caseNumber,
        answersAlone);
  }

  /** The same, behind what is answered in private to whoever asked in a group. */
  public Reason alone() {
    return new Reason(feature, zh, en, pack, version, rule, at, clause, spans, caseNumber, true);
  }

  public Reason withCase(long number) {
    return new Reason(
        feature, zh, en, pack, version, rule, at, clause, spans, number, answersAlone);
  }
}
