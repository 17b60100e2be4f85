package dev.steward.engine.prices;

import dev.steward.chat.Action;
import dev.steward.chat.Button;
import dev.steward.chat.Content;
import dev.steward.chat.Key;
import dev.steward.engine.casework.TodoOverdue;
import dev.steward.engine.casework.TodoSettled;
import dev.steward.engine.casework.TodoTaken;
import dev.steward.engine.casework.TodoWanted;
import dev.steward.engine.flow.Mode;
import dev.steward.engine.flow.Reason;
import dev.steward.engine.flow.Spoken;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.identity.Visitors;
import dev.steward.engine.script.Language;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Moves complaints on, and everything that follows: the history, the two clocks, the todo for
 * staff, and what the member is told in private.
 */
final class Progress {
  static final String NAME = "complaints";
  static final String KIND = "complaint";
  private static final String SUBJECT = "complaint:";
  static final String MEMBER = "member";
  static final String STEWARD = "steward";

  private final Complaints complaints;

  Progress(Complaints complaints) {
    this.complaints = complaints;
  }

  /**
   * Writes a change down, and sets what hangs on it.
   *
   * @param before how it was; null when it is new
   * @param who a staff login, {@link #MEMBER} or {@link #STEWARD}
   * @param what in one word, such as {@code asked}
   * @param note in the words of who did it; may be empty
   */
  void keep(
      Turn turn,
      Desk desk,
      @Nullable Complaint before,
      Complaint after,
      String who,
      String what,
      String note) {
    Instant now = turn.now();
    Complaint.State from = before == null ? null : before.state();
    turn.then(
        () -> {
          complaints.save(after, desk.hours(), now);
          complaints.note(after, from, who, what, note, now);
        });
    turn.tell(
        Key.BRAND,
        new ComplaintChanged(
            after.number(), before == null ? "opened" : "changed", after.state().over()));
    turn.note(
        "complaint-" + what,
        reason(
            after.number(),
            "投诉：" + after.state().label(Language.ZH),
            "a complaint: " + after.state().label(Language.EN)),
        Mode.LIVE);
    Alarm.set(turn, desk, after);
    todo(turn, desk, from, after);
    product(turn, before, after);
  }

  private static void todo(Turn turn, Desk desk, Complaint.@Nullable State from, Complaint after) {
    boolean was = from != null && from.withStaff();
    if (after.state().withStaff() && !was) {
      Instant due = after.due(desk.hours()).orElse(turn.now());
      turn.tell(Key.BRAND, wanted(after, Duration.between(turn.now(), due)));
      String assignee = after.assignee();
      if (assignee != null) {
        turn.tell(Key.BRAND, new TodoTaken(KIND, subject(after), assignee));
      }
    } else if (was && !after.state().withStaff()) {
      String result = after.state().label(Language.ZH) + " / " + after.state().label(Language.EN);
      turn.tell(Key.BRAND, new TodoSettled(KIND, subject(after), result));
    }
  }

  /**
   * The group need not be told of prices about which one of them has complained; a visitor whom
   * nobody vouches for does not silence it.
   */
  private static void product(Turn turn, @Nullable Complaint before, Complaint after) {
    String sku = after.facts().get(Fact.SKU);
    boolean known = before != null && Objects.equals(sku, before.facts().get(Fact.SKU));
    if (after.kind() == Kind.PRICE
        && sku != null
        && !sku.isEmpty()
        && !known
        && !Visitors.is(after.user())) {
      turn.tell(Key.group(after.group()), new ProductComplained(sku, after.number()));
    }
  }

  /** Somebody has it now, as the list of todos says already. */
  void held(Turn turn, Desk desk, Complaint complaint, String staff, @Nullable String to) {
    keep(turn, desk, complaint, complaint.assigned(to), staff, "assigned", to == null ? "" : to);
  }

  /** The same by a word about the complaint itself. */
  void assign(Turn turn, Desk desk, Complaint complaint, String staff, String to) {
    held(turn, desk, complaint, staff, to);
    turn.tell(Key.BRAND, new TodoTaken(KIND, subject(complaint), to));
  }

  /** A clock has run out, or it is still late: staff are reminded. */
  void overdue(Turn turn, Complaint late) {
    turn.tell(Key.BRAND, new TodoOverdue(KIND, subject(late)));
    turn.note(
        "complaint-overdue", reason(late.number(), "投诉超时", "a complaint is overdue"), Mode.LIVE);
  }

  private static String subject(Complaint complaint) {
    return SUBJECT + complaint.number();
  }

  /** The complaint that a todo hangs on. */
  static Optional<Long> number(String subject) {
    return subject.startsWith(SUBJECT)
        ? Spoken.number(subject.substring(SUBJECT.length()))
        : Optional.empty();
  }

  private static TodoWanted wanted(Complaint complaint, Duration within) {
    long number = complaint.number();
    return new TodoWanted(
        KIND,
        subject(complaint),
        complaint.group(),
        complaint.kind().label(Language.ZH) + "投诉 #" + number + " 等工作人员处理",
        "a "
            + complaint.kind().label(Language.EN)
            + " complaint #"
            + number
            + " waits for the staff",
        Map.of(
            TodoWanted.UNTIL,
            KIND,
            KIND,
            Long.toString(number),
            "text",
            "同意 #" + number + " · 拒绝 #" + number + " 理由 · 解释 #" + number + " 说明"),
        within);
  }

  /** A reason that names the complaint, where others name their rule. */
  static Reason reason(long number, String zh, String en) {
    return new Reason(NAME, zh, en, null, 0, "#" + number, null, 0, List.of(), null);
  }

  /** The complaint that a reason names. */
  static Optional<Long> number(Reason reason) {
    String rule = reason.rule();
    return reason.feature().equals(NAME) && rule != null ? Spoken.number(rule) : Optional.empty();
  }

  /** Says something to the member alone. */
  void whisper(Turn turn, Complaint to, String text, List<Button> buttons) {
    turn.act(
        new Action.SendPrivate(to.group(), to.user(), Content.of(text), buttons),
        reason(to.number(), "私下跟进投诉", "follows a complaint in private"),
        Mode.LIVE);
  }
}
