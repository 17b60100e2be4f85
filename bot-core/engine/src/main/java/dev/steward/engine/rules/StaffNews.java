package dev.steward.engine.rules;

import dev.steward.chat.Key;
import dev.steward.chat.Sender;
import dev.steward.chat.UserId;
import dev.steward.engine.casework.TodoWanted;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.script.RuleBook;
import dev.steward.engine.store.Json;
import java.time.Duration;
import java.util.Map;

/** What staff should look at, as the rules see it: each becomes a todo. */
final class StaffNews {
  /** The kinds of these todos begin with this. */
  static final String KIND = "rule-";

  static final String APPEAL = KIND + "appeal";

  /** Several members post the same. */
  static final String WAVE = KIND + "wave";

  private static final Duration SOON = Duration.ofHours(2);
  private static final Duration TODAY = Duration.ofHours(24);

  private StaffNews() {}

  private static void tell(
      Turn turn,
      String kind,
      String subject,
      String zh,
      String en,
      Map<String, String> facts,
      Duration within) {
    turn.tell(
        Key.BRAND, new TodoWanted(KIND + kind, subject, turn.group().id(), zh, en, facts, within));
  }

  /** A case that staff asked to hear of, or somebody had to leave. */
  static void ofCase(Turn turn, Sentence sentence, String zhStep, String enStep) {
    Offence offence = sentence.offence();
    long number = sentence.caseNumber();
    tell(
        turn,
        "case",
        "case:" + number,
        "请看一眼案件 #" + number + "（群规第" + offence.clause() + "条，" + zhStep + "）",
        "please look at case #" + number + " (group rule " + offence.clause() + ", " + enStep + ")",
        Map.of(
            "case",
            Long.toString(number),
            "user",
            offence.user().toString(),
            "text",
            offence.evidence()),
        TODAY);
  }

  /** Many join at once. */
  static void ofRaid(Turn turn, RuleBook.Raid raid) {
    int joins = raid.joins();
    Duration within = raid.within();
    long guard = raid.guard().toMinutes();
    tell(
        turn,
        "raid",
        "raid:" + turn.group().id() + ":" + turn.seq(),
        "一下子进来很多人（"
            + within.toSeconds()
            + " 秒里 "
            + joins
            + " 个），请看看是不是拉来的小号"
            + (guard == 0 ? "" : "。接下来警戒 " + guard + " 分钟，「解除警戒」可提前结束"),
        joins
            + " joined within "
            + within.toSeconds()
            + " s: please see whether this is a raid"
            + (guard == 0
                ? ""
                : ". The group is on guard for " + guard + " min; “guard off” ends it"),
        Map.of(),
        SOON);
  }

  /** A member reports another; while staff have not looked, what they say besides joins it. */
  static void ofReport(Turn turn, Sender sender, String text, String quoted, String reported) {
    tell(
        turn,
        "report",
        "report:" + turn.group().id() + ":" + sender.user(),
        "有成员举报，请看一看",
        "a member reports something: please have a look",
        Map.of(
            "user",
            sender.user().toString(),
            "reported",
            reported,
            "text",
            quoted.isEmpty() ? text : text + "\n> " + quoted),
        SOON);
  }

  /** A rule hits, and staff are asked whether it should act. */
  static void ofSuggestion(Turn turn, Suggestion suggestion) {
    ofSuggestion(turn, suggestion, "");
  }

  /**
   * @param opinion why a language model doubts it; empty when none was asked
   */
  static void ofSuggestion(Turn turn, Suggestion suggestion, String opinion) {
    Offence offence = suggestion.offence();
    turn.tell(
        Key.BRAND,
        new TodoWanted(
            TodoWanted.SUGGESTION,
            "suggestion:" + offence.group() + ":" + offence.messageId(),
            offence.group(),
            "这条要不要按群规第" + offence.clause() + "条处理？（规则 " + offence.rule() + "）",
            "should group rule " + offence.clause() + " be applied? (rule " + offence.rule() + ")",
            Map.of(
                "user",
                offence.user().toString(),
                "name",
                offence.name(),
                "text",
                offence.evidence(),
                "opinion",
                opinion,
                TodoWanted.REQUEST,
                Json.write(suggestion)),
            SOON));
  }

  /** Another group shares a ban: does it hold here as well? */
  static void ofSharedBan(Turn turn, SharedBan ban, Suggestion suggestion) {
    Offence offence = suggestion.offence();
    turn.tell(
        Key.BRAND,
        new TodoWanted(
            TodoWanted.SUGGESTION,
            SharedBans.subject(ban.caseNumber(), offence.group()),
            offence.group(),
            "别的群封禁了这位成员，本群要不要也封禁？（案件 #" + ban.caseNumber() + "）",
            "another group banned this member: ban here as well? (case #" + ban.caseNumber() + ")",
            Map.of(
                "case",
                Long.toString(ban.caseNumber()),
                "user",
                offence.user().toString(),
                "name",
                offence.name(),
                "text",
                ban.reason(),
                TodoWanted.REQUEST,
                Json.write(suggestion)),
            SOON));
  }

  /**
   * Somebody has a name that staff should see.
   *
   * @param raid whether many join at once: then staff are asked once for all
   */
  static void ofName(Turn turn, UserId user, String name, boolean raid) {
    tell(
        turn,
        "name",
        "name:" + turn.group().id() + ":" + (raid ? "raid" : user.toString()),
        "有成员的名字可疑，请看一看",
        "a member has a suspicious name: please have a look",
        Map.of("user", user.toString(), "name", name),
        TODAY);
  }

  /** What came late broke the rules. */
  static void ofBacklog(Turn turn, Sender sender, String messageId, String text) {
    tell(
        turn,
        "backlog",
        "backlog:" + messageId,
        "迟到的消息里有违规的：撤回了，没有处罚",
        "late messages broke the rules: deleted, nobody was punished",
        Map.of("user", sender.user().toString(), "text", text),
        TODAY);
  }

  /**
   * Somebody complains, and a rule that would have hit leaves it alone; until staff have looked,
   * what they say besides joins it.
   *
   * @param again whether it comes in one message after the other
   */
  static void ofUpset(Turn turn, Sender sender, String text, boolean again) {
    tell(
        turn,
        "upset",
        "upset:" + turn.group().id() + ":" + sender.user(),
        again ? "有成员连着发消息抱怨，没有当刷屏处理，请去看看" : "有成员在投诉，没有按群规处理，请去看看",
        again
            ? "a member complains in one message after the other; it is not taken for a flood:"
                + " please look"
            : "a member complains; no rule was applied: please look",
        Map.of("user", sender.user().toString(), "text", text),
        SOON);
  }
}
