package dev.steward.engine.prices;

import dev.steward.engine.flow.Mode;
import dev.steward.engine.flow.Reason;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.flow.TurnContext;
import dev.steward.engine.store.Numbers;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Opens complaints at the person's key, each cause once. */
final class Intake {
  private static final int MOST_OPEN = 10;

  private final TurnContext context;
  private final Complaints complaints;
  private final Progress progress;
  private final Desks desks;
  private final Dialogue dialogue;

  Intake(
      TurnContext context,
      Complaints complaints,
      Progress progress,
      Desks desks,
      Dialogue dialogue) {
    this.context = context;
    this.complaints = complaints;
    this.progress = progress;
    this.desks = desks;
    this.dialogue = dialogue;
  }

  /** Opens one, or goes on with the same one if it is open. */
  void raise(ComplaintRaised raised, Turn turn) {
    String person = turn.key().id();
    Desk desk = desks.of(raised.group(), raised.user());
    List<Complaint> open = complaints.open(person);
    Optional<Complaint> same = open.stream().filter(one -> same(one, raised)).findFirst();
    if (same.isPresent()) {
      again(same.get(), raised, desk, turn);
      return;
    }
    if (open.size() >= MOST_OPEN) {
      turn.note(
          "complaint-too-many",
          Reason.of(
              Progress.NAME,
              "没有记：这位成员有 " + open.size() + " 件没办完",
              "not noted: this member has " + open.size() + " open ones"),
          Mode.LIVE);
      if (desk.privately()) {
        progress.whisper(
            turn,
            open.getLast(),
            desk.say(
                "你还有 " + open.size() + " 件没办完，这件先没有记。发「我的投诉」看每件到哪一步了。",
                "This one is not noted: "
                    + open.size()
                    + " of yours are still open. Say “my complaints” to see where they stand."),
            List.of());
      }
      return;
    }
    long number = context.numbers().next(context.sql(), Numbers.Sequence.FILE);
    Complaint fresh =
        new Complaint(
            number,
            person,
            raised.group(),
            raised.user(),
            raised.kind(),
            raised.origin(),
            Complaint.State.OPEN,
            desk.pack(),
            desk.version(),
            raised.facts(),
            null,
            null,
            null,
            null,
            null,
            turn.now(),
            null,
            Clock.of(desk.prices().firstReply()),
            Clock.of(desk.prices().resolution()));
    raised.proofs().forEach(proof -> turn.then(() -> complaints.keep(number, proof)));
    String who = raised.staff() == null ? Progress.MEMBER : raised.staff();
    begin(turn, desk, null, fresh, who, "opened", lead(raised, number, desk));
  }

  /** Goes on with the questions of one that ended before the staff had it. */
  void resume(Complaint ended, Desk desk, Turn turn) {
    String number = "#" + ended.number();
    begin(
        turn,
        desk,
        ended,
        ended.afresh(),
        Progress.MEMBER,
        "reopened",
        desk.say("接着说 " + number + "。", "Now " + number + "."));
  }

  /** One complaint is asked about at a time: another waits for its turn. */
  private void begin(
      Turn turn,
      Desk desk,
      @Nullable Complaint before,
      Complaint fresh,
      String who,
      String what,
      String lead) {
    Optional<Complaint> talking =
        complaints.open(fresh.person()).stream()
            .filter(one -> one.state() == Complaint.State.WAITING_MEMBER)
            .findFirst();
    if (talking.isPresent() && desk.privately()) {
      progress.whisper(
          turn,
          fresh,
          desk.say(
              "#" + fresh.number() + " 也记下了。先把 #" + talking.get().number() + " 说完，再问这一件。",
              "#"
                  + fresh.number()
                  + " is noted too. First let us finish #"
                  + talking.get().number()
                  + "."),
          List.of());
      progress.keep(turn, desk, before, fresh, who, what, "");
      return;
    }
    dialogue.go(turn, desk, before, fresh, who, what, "", lead);
  }

  /** Said once more, maybe with something new: that need not be asked any more. */
  private void again(Complaint one, ComplaintRaised raised, Desk desk, Turn turn) {
    raised.proofs().forEach(proof -> turn.then(() -> complaints.keep(one.number(), proof)));
    if (one.state().withStaff()) {
      if (raised.staff() != null) {
        dialogue.told(turn, desk, one, one.facts().or(raised.facts()), raised.staff(), "");
      } else if (desk.privately()) {
        progress.whisper(turn, one, ComplaintTexts.already(one, desk, turn.now()), List.of());
      }
      return;
    }
    Complaint told = one.with(one.facts().or(raised.facts()));
    if (told.equals(one)) {
      if (desk.privately()) {
        dialogue.again(turn, desk, one);
      }
      return;
    }
    String who = raised.staff() == null ? Progress.MEMBER : raised.staff();
    if (one.state() == Complaint.State.OPEN) {
      progress.keep(turn, desk, one, told, who, "answered", "");
    } else {
      dialogue.go(turn, desk, one, told.asking(null), who, "answered", "", "");
    }
  }

  private static String lead(ComplaintRaised raised, long number, Desk desk) {
    return raised.staff() == null
        ? desk.say(
            "收到，记为 #" + number + "。我问几句，问清楚了交给工作人员。发「取消」随时停。",
            "Noted as #"
                + number
                + ". A few questions, then the staff take over. Say “cancel” to stop.")
        : desk.say(
            "工作人员替你记下了 #" + number + "。我问几句，发「取消」随时停。",
            "The staff noted #" + number + " for you. A few questions; say “cancel” to stop.");
  }

  /** A button pressed twice, or the same words again, are one complaint. */
  private static boolean same(Complaint one, ComplaintRaised raised) {
    String sku = raised.facts().get(Fact.SKU);
    String known = one.facts().get(Fact.SKU);
    if (one.kind() != raised.kind()) {
      return false;
    }
    return one.state().withStaff()
        ? one.kind() == Kind.PRICE && sku != null && sku.equals(known) && samePurchase(one, raised)
        : sku == null || known == null || sku.equals(known);
  }

  /** Whether nothing is told of what was paid that differs: else it was bought another time. */
  private static boolean samePurchase(Complaint one, ComplaintRaised raised) {
    String paid = raised.facts().get(Fact.PAID);
    return paid == null || paid.equals(one.facts().get(Fact.PAID));
  }
}
