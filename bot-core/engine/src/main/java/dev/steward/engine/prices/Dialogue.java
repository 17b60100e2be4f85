package dev.steward.engine.prices;

import dev.steward.chat.Button;
import dev.steward.engine.flow.Turn;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The private talk with whoever complains: one question at a time, one complaint at a time, until
 * enough is known for the staff.
 */
final class Dialogue {
  private static final int MOST_AGAIN = 2;

  private final Complaints complaints;
  private final Progress progress;
  private final Desks desks;
  private final Billing billing;

  Dialogue(Complaints complaints, Progress progress, Desks desks, Billing billing) {
    this.billing = billing;
    this.complaints = complaints;
    this.progress = progress;
    this.desks = desks;
  }

  /**
   * Asks for the next thing that is missing, or hands the complaint to the staff when nothing is,
   * or when the member can't be written to.
   *
   * @param before how it was; null when it is new
   * @param lead what is said before the question; may be empty
   */
  void go(
      Turn turn,
      Desk desk,
      @Nullable Complaint before,
      Complaint complaint,
      String who,
      String what,
      String note,
      String lead) {
    Facts facts = Questions.filled(billing.tier(complaint, desk), desk, complaint.opened());
    Optional<Fact> missing = Questions.next(complaint.kind(), facts, desk);
    if (missing.isEmpty() || !desk.privately()) {
      hand(turn, desk, before, complaint.with(facts), who, what, note);
      return;
    }
    List<Asking.Option> options = Questions.options(missing.get(), facts, desk, turn.now());
    Complaint asked =
        complaint
            .with(facts)
            .asking(new Asking(missing.get(), options, turn.now(), 0))
            .to(Complaint.State.WAITING_MEMBER, turn.now(), desk.hours());
    ask(turn, desk, asked, lead);
    progress.keep(turn, desk, before, asked, who, what, note);
  }

  /** Says the question that waits. */
  void ask(Turn turn, Desk desk, Complaint complaint, String lead) {
    Asking asking = complaint.asking();
    if (asking == null) {
      return;
    }
    String question = Questions.text(asking.fact(), complaint, desk);
    progress.whisper(
        turn,
        complaint,
        lead.isEmpty() ? question : lead + "\n" + question,
        buttons(complaint, asking.fact(), asking.options()));
  }

  /** Staff know more: what is asked next, or reckoned, is so with that. */
  void told(Turn turn, Desk desk, Complaint complaint, Facts facts, String staff, String note) {
    Asking asking = complaint.asking();
    boolean waits = asking != null && asking.fact() == Fact.MORE;
    if (complaint.state() == Complaint.State.WAITING_MEMBER && !waits) {
      Complaint known = complaint.with(facts).asking(null);
      go(turn, desk, complaint, known, staff, "told", note, "");
      return;
    }
    Complaint known = complaint.with(Questions.filled(facts, desk, complaint.opened()));
    progress.keep(
        turn,
        desk,
        complaint,
        complaint.state().withStaff() ? billing.billed(turn, desk, known) : known,
        staff,
        "told",
        note);
  }

  /** Says once more what is still missing. */
  void again(Turn turn, Desk desk, Complaint complaint) {
    ask(
        turn,
        desk,
        complaint,
        desk.say(
            "#" + complaint.number() + " 还差一点：", "#" + complaint.number() + " still needs this:"));
  }

  private static List<Button> buttons(Complaint complaint, Fact fact, List<Asking.Option> options) {
    return options.stream()
        .map(
            option ->
                new Button(
                    option.label(), "c:" + complaint.number() + ":" + fact + ":" + option.value()))
        .toList();
  }

  /** The member has said something while a question waits. */
  void heard(Turn turn, Desk desk, Complaint complaint, Asking asking, String text) {
    if (text.isBlank()) {
      ask(
          turn,
          desk,
          complaint,
          desk.say(
              "图片和语音我看不懂，请打字说；截图可以留着，工作人员需要时会找你要。",
              "I can't read pictures or voice: please type it. Keep the picture; the staff will ask"
                  + " for it if they need it."));
      return;
    }
    if (asking.fact() == Fact.MORE) {
      Complaint told = complaint.with(complaint.facts().with(Fact.MORE, text)).asking(null);
      hand(turn, desk, complaint, told, Progress.MEMBER, "answered", text);
      return;
    }
    take(turn, desk, complaint, asking, Answers.heard(asking, text, complaint, desk, turn.now()));
  }

  /** The member has sent a picture and no word. */
  void pictured(Turn turn, Desk desk, Complaint complaint) {
    ask(
        turn,
        desk,
        complaint,
        desk.say(
            "图片记在 #" + complaint.number() + " 里了，工作人员会看。我看不懂图片，请打字说：",
            "The picture is kept with #"
                + complaint.number()
                + "; the staff will look at it. I can't read pictures, so please type it:"));
  }

  /** The member has pressed a button under the question that waits. */
  void pressed(Turn turn, Desk desk, Complaint complaint, Asking asking, String value) {
    take(
        turn,
        desk,
        complaint,
        asking,
        Answers.chosen(asking.fact(), value, complaint.facts(), desk, turn.now()));
  }

  private void take(
      Turn turn, Desk desk, Complaint complaint, Asking asking, Answers.Answer answer) {
    switch (answer) {
      case Answers.Answer.Known known ->
          go(
              turn,
              desk,
              complaint,
              complaint.with(known.facts()).asking(null),
              Progress.MEMBER,
              "answered",
              "",
              "");
      case Answers.Answer.Which which -> {
        Complaint again =
            complaint
                .with(which.facts())
                .asking(new Asking(asking.fact(), which.options(), turn.now(), asking.again()));
        progress.whisper(
            turn,
            again,
            asking.fact() == Fact.CONFIRMED
                ? desk.say("哪一行不对？", "Which line is wrong?")
                : desk.say("是哪一个？", "Which one do you mean?"),
            buttons(again, asking.fact(), which.options()));
        progress.keep(turn, desk, complaint, again, Progress.STEWARD, "asked", "");
      }
      case Answers.Answer.Unclear _ -> unclear(turn, desk, complaint, asking);
    }
  }

  private void unclear(Turn turn, Desk desk, Complaint complaint, Asking asking) {
    if (asking.again() >= MOST_AGAIN) {
      hand(turn, desk, complaint, complaint.asking(null), Progress.STEWARD, "not-understood", "");
      return;
    }
    Complaint again =
        complaint.asking(
            new Asking(asking.fact(), asking.options(), turn.now(), asking.again() + 1));
    ask(
        turn,
        desk,
        again,
        desk.say(
            "没看懂，换个说法试试（发「取消」就不问了）。", "I did not get that; try other words, or say “cancel”."));
    progress.keep(turn, desk, complaint, again, Progress.STEWARD, "asked", "");
  }

  /** The staff take over, with all that is known. */
  void hand(
      Turn turn,
      Desk desk,
      @Nullable Complaint before,
      Complaint complaint,
      String who,
      String what,
      String note) {
    Complaint handed =
        billing
            .billed(turn, desk, complaint.asking(null))
            .to(Complaint.State.WAITING_STAFF, turn.now(), desk.hours());
    if (desk.privately()) {
      progress.whisper(turn, handed, ComplaintTexts.handed(handed, desk, turn.now()), List.of());
    }
    progress.keep(turn, desk, before, handed, who, what, note);
    next(turn, handed);
  }

  /**
   * The member can't be asked any more: the staff take over with what is known, and are the ones to
   * say so.
   */
  void unreachable(Turn turn, Desk desk, Complaint complaint) {
    Complaint handed =
        billing
            .billed(turn, desk, complaint.asking(null))
            .to(Complaint.State.WAITING_STAFF, turn.now(), desk.hours());
    progress.keep(turn, desk, complaint, handed, Progress.STEWARD, "unreachable", "");
    next(turn, handed);
  }

  /** Another complaint of the same person may have waited for its turn. */
  void next(Turn turn, Complaint done) {
    complaints.open(done.person()).stream()
        .filter(one -> one.number() != done.number())
        .filter(one -> one.state() == Complaint.State.OPEN)
        .findFirst()
        .ifPresent(
            waiting -> {
              Desk desk = desks.of(waiting);
              go(
                  turn,
                  desk,
                  waiting,
                  waiting,
                  Progress.STEWARD,
                  "asked",
                  "",
                  desk.say("接着说 #" + waiting.number() + "。", "Now #" + waiting.number() + "."));
            });
  }
}
