package dev.steward.engine.prices;

import dev.steward.engine.flow.Turn;
import java.util.List;
import java.util.Optional;

/** What is done when a complaint's {@link Alarm} rings. */
final class Alarms {
  private final Complaints complaints;
  private final Progress progress;
  private final Desks desks;
  private final Dialogue dialogue;

  Alarms(Complaints complaints, Progress progress, Desks desks, Dialogue dialogue) {
    this.complaints = complaints;
    this.progress = progress;
    this.desks = desks;
    this.dialogue = dialogue;
  }

  void rung(Alarm alarm, Turn turn) {
    Optional<Complaint> found = complaints.find(alarm.number());
    if (found.isEmpty() || found.get().state().over()) {
      return;
    }
    Complaint complaint = found.get();
    Desk desk = desks.of(complaint);
    switch (alarm.what()) {
      case PATIENCE -> {
        if (complaint.asking() != null) {
          silent(complaint, desk, turn);
        }
      }
      case REPLY, DONE, AGAIN -> {
        if (complaint.late(turn.now(), desk.hours())) {
          late(complaint, alarm.what(), desk, turn);
        }
      }
    }
  }

  /** Staff are reminded until it is no longer late; the member is told once for each clock. */
  private void late(Complaint complaint, Alarm.What what, Desk desk, Turn turn) {
    progress.overdue(turn, complaint);
    Alarm.again(turn, desk, complaint);
    if (what != Alarm.What.AGAIN && desk.privately()) {
      progress.whisper(
          turn, complaint, ComplaintTexts.late(complaint, what, desk, turn.now()), List.of());
    }
  }

  /** The member has not answered: what is worth a look goes to the staff, the rest rests. */
  private void silent(Complaint complaint, Desk desk, Turn turn) {
    Facts facts = complaint.facts();
    boolean told =
        complaint.kind() == Kind.PRICE
            ? facts.has(Fact.PAID) || facts.has(Fact.SEEN)
            : facts.has(Fact.STORY);
    boolean worth =
        told
            || complaint.origin() == Complaint.Origin.STAFF
            || complaints.pictures(complaint.number()) > 0;
    if (worth) {
      dialogue.hand(turn, desk, complaint, complaint, Progress.STEWARD, "no-answer", "");
      return;
    }
    Complaint closed = complaint.asking(null).to(Complaint.State.CLOSED, turn.now(), desk.hours());
    progress.whisper(
        turn,
        complaint,
        desk.say(
            "先不打扰了。想继续 #" + complaint.number() + "，随时发「不同意 #" + complaint.number() + "」。",
            "I will not ask any further. To go on with #"
                + complaint.number()
                + ", say “reopen #"
                + complaint.number()
                + "”."),
        List.of());
    progress.keep(turn, desk, complaint, closed, Progress.STEWARD, "no-answer", "");
    dialogue.next(turn, closed);
  }
}
