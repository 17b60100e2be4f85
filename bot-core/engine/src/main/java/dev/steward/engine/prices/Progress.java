package dev.steward.engine.prices;

import dev.steward.chat.Action;
import dev.steward.chat.Button;
import dev.steward.chat.Content;
import dev.steward.chat.Key;
import dev.steward.engine.casework.TodoSettled;
import dev.steward.engine.casework.TodoWanted;
import dev.steward.engine.flow.Mode;
import dev.steward.engine.flow.Reason;
import dev.steward.engine.flow.Spoken;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.script.Language;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Moves complaints on, and everything that follows: the history, the two clocks, the todo for
 * staff, and what the member is told in private.
 */
final class Progress {
  static final String NAME = "complaints";
  static final String KIND = "complaint";
  static final String OVERDUE = "complaint-overdue";
  static final String MEMBER = "member";
  static final String STEWARD = "steward";
  private static final Duration URGENT = Duration.ofHours(1);

  private final Complaints complaints;

  Progress(Complaints complaints) {
    this.complaints = complaints;
  }

  /** What a timer of a complaint is about. */
  record Alarm(long number, boolean clock) {}

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
    Optional<Instant> due = after.due(desk.hours());
    Complaint.State from = before == null ? null : before.state();
    turn.then(
        () -> {
          complaints.save(after, due.orElse(null), now);
          complaints.note(after, from, who, what, note, now);
        });
    turn.note(
        "complaint-" + what,
        reason(
            after.number(),
            "投诉：" + after.state().label(Language.ZH),
            "a complaint: " + after.state().label(Language.EN)),
        Mode.LIVE);
    timers(turn, desk, after);
    todo(turn, desk, from, after);
  }

  private static void timers(Turn turn, Desk desk, Complaint after) {
    String patience = "complaint:" + after.number();
    Asking asking = after.asking();
    if (asking != null && !after.state().over()) {
      turn.timer(
          patience,
          new Alarm(after.number(), false),
          asking.asked().plus(desk.prices().patience()));
    } else {
      turn.cancelTimer(patience);
    }
    alarm(turn, desk, after);
  }

  private static void todo(Turn turn, Desk desk, Complaint.@Nullable State from, Complaint after) {
    boolean was = from != null && from.withStaff();
    if (after.state().withStaff() && !was) {
      Instant due = after.due(desk.hours()).orElse(turn.now());
      turn.tell(Key.BRAND, wanted(after, KIND, Duration.between(turn.now(), due)));
    } else if (was && !after.state().withStaff()) {
      for (String kind : List.of(KIND, OVERDUE)) {
        turn.tell(
            Key.BRAND,
            new TodoSettled(kind, subject(after), after.state().name().toLowerCase(Locale.ROOT)));
      }
    }
  }

  /** One of the clocks has run out: now it is urgent. */
  void overdue(Turn turn, Desk desk, Complaint late) {
    turn.tell(Key.BRAND, wanted(late, OVERDUE, URGENT));
    turn.note(
        "complaint-overdue", reason(late.number(), "投诉超时", "a complaint is overdue"), Mode.LIVE);
    alarm(turn, desk, late);
  }

  /** The next moment at which one of the clocks runs out. */
  private static void alarm(Turn turn, Desk desk, Complaint complaint) {
    String id = "complaint-clock:" + complaint.number();
    Stream.of(complaint.reply(), complaint.done())
        .map(clock -> clock.due(desk.hours()))
        .flatMap(Optional::stream)
        .filter(at -> at.isAfter(turn.now()))
        .min(Instant::compareTo)
        .ifPresentOrElse(
            at -> turn.timer(id, new Alarm(complaint.number(), true), at),
            () -> turn.cancelTimer(id));
  }

  private static String subject(Complaint complaint) {
    return "complaint:" + complaint.number();
  }

  private static TodoWanted wanted(Complaint complaint, String kind, Duration within) {
    long number = complaint.number();
    boolean late = kind.equals(OVERDUE);
    String zh = complaint.kind().label(Language.ZH);
    String en = complaint.kind().label(Language.EN);
    return new TodoWanted(
        kind,
        subject(complaint),
        complaint.group(),
        late ? zh + "投诉 #" + number + " 超时了，请优先处理" : zh + "投诉 #" + number + " 等工作人员处理",
        late
            ? "the " + en + " complaint #" + number + " is overdue: please see to it first"
            : "a " + en + " complaint #" + number + " waits for the staff",
        Map.of(
            "complaint",
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
