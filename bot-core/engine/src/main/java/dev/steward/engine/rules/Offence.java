package dev.steward.engine.rules;

import dev.steward.chat.GroupId;
import dev.steward.chat.UserId;
import dev.steward.engine.flow.Letter;
import dev.steward.engine.flow.Mode;
import dev.steward.engine.flow.Reason;
import dev.steward.engine.flow.Span;
import dev.steward.engine.script.Ladder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A group tells a person's key: one of your logins broke a rule here. The person counts, over all
 * groups.
 *
 * @param name how the group calls the member
 * @param evidence the text of the message
 * @param excerpt what of it may be shown in public
 * @param steps the ladder
 * @param tell whether staff are told
 * @param notice the rule's own template for the warning, or null
 * @param staff who ordered or agreed to it, or null where a rule decided alone
 */
record Offence(
    GroupId group,
    UserId user,
    String name,
    String messageId,
    Instant at,
    String evidence,
    String excerpt,
    String pack,
    int version,
    String rule,
    String ruleAt,
    int clause,
    String clauseText,
    List<Span> spans,
    Mode mode,
    List<Ladder.Step> steps,
    Duration strikesExpire,
    boolean tell,
    @Nullable String notice,
    @Nullable String staff)
    implements Letter {
  /** The same, as somebody of the staff agreed to it. */
  Offence agreed(String login) {
    return new Offence(
        group,
        user,
        name,
        messageId,
        at,
        evidence,
        excerpt,
        pack,
        version,
        rule,
        ruleAt,
        clause,
        clauseText,
        spans,
        mode,
        steps,
        strikesExpire,
        tell,
        notice,
        login);
  }

  /** Whether staff acted by hand, without a rule. */
  boolean byHand() {
    return rule.equals(StaffOrders.BY_HAND);
  }

  private static final String CODES = "\n[二维码 QR] ";

  /** What a case keeps of a message and of the QR codes in its pictures. */
  static String evidence(String words, List<String> codes) {
    return codes.isEmpty() ? words : words + CODES + String.join(" ", codes);
  }

  /** The words alone of such evidence. */
  static String words(String evidence) {
    int at = evidence.indexOf(CODES);
    return at < 0 ? evidence : evidence.substring(0, at);
  }

  Reason reason(long caseNumber, String zh, String en) {
    return new Reason(
        RulesFeature.NAME, zh, en, pack, version, rule, ruleAt, clause, spans, caseNumber);
  }
}
