package dev.steward.engine.prices;

import dev.steward.chat.Action;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.UserId;
import dev.steward.engine.flow.Group;
import dev.steward.engine.flow.Mode;
import dev.steward.engine.flow.Reason;
import dev.steward.engine.flow.Spoken;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.members.SharedGroups;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a member says and presses in private about their complaints. */
final class PrivateTalk {
  private static final int MOST_LISTED = 10;

  /** What was done last when a complaint ended before the staff had it. */
  private static final Set<String> UNHEARD = Set.of("cancelled", "no-answer");

  private static final Duration REOPEN = Duration.ofDays(30);

  private final SharedGroups groups;
  private final Complaints complaints;
  private final Progress progress;
  private final Desks desks;
  private final Dialogue dialogue;
  private final Orders orders;
  private final Intake intake;
  private final Pictures pictures;

  PrivateTalk(
      SharedGroups groups,
      Complaints complaints,
      Progress progress,
      Desks desks,
      Dialogue dialogue,
      Orders orders,
      Intake intake) {
    this.groups = groups;
    this.complaints = complaints;
    this.progress = progress;
    this.desks = desks;
    this.dialogue = dialogue;
    this.orders = orders;
    this.intake = intake;
    pictures = new Pictures(complaints, progress);
  }

  /** The member has written. */
  void heard(Event.PrivateMessagePosted posted, Turn turn) {
    String person = turn.key().id();
    String text = posted.content().text().strip();
    String plain = Spoken.plain(text);
    if (Words.isForOthers(plain)) {
      return;
    }
    if (Words.isMine(plain)) {
      group(person, posted.sender().user())
          .ifPresent(group -> mine(group, posted.sender().user(), turn));
      turn.stop();
      return;
    }
    Optional<Complaint> talking =
        complaints.open(person).stream()
            .filter(one -> one.asking() != null)
            .filter(one -> !plain.startsWith("#") || named(plain, one))
            .max(Comparator.comparing(PrivateTalk::asked));
    boolean reopens = talking.isPresent() ? Words.isOnlyReopen(plain) : Words.isReopen(plain);
    if (reopens && reopen(posted, Spoken.number(Words.after(plain)), turn)) {
      turn.stop();
      return;
    }
    Asking asking = talking.map(Complaint::asking).orElse(null);
    if (talking.isEmpty() || asking == null) {
      if (text.isEmpty()
          ? pictures.unasked(posted, person, desks, turn)
          : Words.isMore(plain) && added(posted, plain, turn)) {
        turn.stop();
      } else {
        opened(posted, text, plain, turn);
      }
      return;
    }
    Complaint complaint = talking.get();
    Desk desk = desks.of(complaint);
    // What happened may begin with any word; an amount or an order's number does not begin so.
    boolean story = asking.fact() == Fact.STORY || asking.fact() == Fact.MORE;
    if (!story && Opened.by(plain, text, desk.prices()).isPresent()) {
      opened(posted, text, plain, turn);
      return;
    }
    boolean which = asking.fact() == Fact.PRODUCT || asking.fact() == Fact.SKU;
    if (!story && !which && asksPrice(plain, desk)) {
      return;
    }
    boolean pictured = pictures.keep(posted, complaint, desk, turn);
    if (text.isEmpty() && pictured) {
      dialogue.pictured(turn, desk, complaint);
    } else if (Words.isCancel(plain)) {
      cancel(complaint, desk, turn);
    } else {
      String answer = plain.startsWith("#") ? Spoken.afterNumber(text) : text;
      dialogue.heard(turn, desk, complaint, asking, answer);
    }
    turn.stop();
  }

  /** Whether a product's price is asked for; what was paid may be told with the same word. */
  private static boolean asksPrice(String plain, Desk desk) {
    return PriceAnswer.asked(new Spoken(plain, true))
        .filter(name -> !desk.prices().book().called(name).isEmpty())
        .isPresent();
  }

  /** An answer belongs to the question that was asked last. */
  private static Instant asked(Complaint one) {
    Asking asking = one.asking();
    return asking == null ? Instant.MIN : asking.asked();
  }

  private static boolean named(String plain, Complaint one) {
    return Spoken.number(plain).filter(number -> number == one.number()).isPresent();
  }

  /** A complaint may begin in private as well. */
  private void opened(Event.PrivateMessagePosted posted, String text, String plain, Turn turn) {
    if (text.isEmpty()) {
      return;
    }
    UserId user = posted.sender().user();
    List<ComplaintRaised> all = new ArrayList<>();
    for (GroupId group : selling(turn.key().id(), user)) {
      Desk desk = desks.of(group, user);
      Opened.by(plain, text, desk.prices())
          .map(
              opened ->
                  new ComplaintRaised(
                      group,
                      user,
                      opened.kind(),
                      Complaint.Origin.WORD,
                      Opening.facts(opened, text, desk.prices()),
                      proofs(posted, group, desk),
                      null))
          .ifPresent(all::add);
    }
    // The desk that has the product, if it is named.
    all.stream()
        .filter(raised -> raised.facts().has(Fact.SKU))
        .findFirst()
        .or(() -> all.stream().findFirst())
        .ifPresent(
            raised -> {
              intake.raise(raised, turn);
              turn.stop();
            });
  }

  private static List<Proof> proofs(Event.PrivateMessagePosted posted, GroupId group, Desk desk) {
    List<Proof> proofs = new ArrayList<>(List.of(said(posted, group)));
    Pictures.of(posted, group, desk).ifPresent(proofs::add);
    return proofs;
  }

  private static Proof said(Event.PrivateMessagePosted posted, GroupId group) {
    return Proof.of(
        Proof.Role.MESSAGE,
        group,
        null,
        posted.sender().user(),
        posted.at(),
        posted.content().text().strip(),
        false);
  }

  /** Something is told besides, {@code #12 …}, while the staff have it: it is kept for them. */
  private boolean added(Event.PrivateMessagePosted posted, String plain, Turn turn) {
    Optional<Long> number = Spoken.number(Words.after(plain));
    if (plain.startsWith("#") && (number.isEmpty() || !Words.tells(plain))) {
      return false;
    }
    Optional<Complaint> meant =
        complaints.open(turn.key().id()).stream()
            .filter(one -> one.state().withStaff())
            .filter(one -> number.isEmpty() || number.get() == one.number())
            .max(Comparator.comparingLong(Complaint::number));
    meant.ifPresent(
        one -> {
          Desk desk = desks.of(one);
          turn.then(() -> complaints.keep(one.number(), said(posted, one.group())));
          progress.whisper(
              turn,
              one,
              desk.say(
                  "记在 #" + one.number() + " 里了，工作人员会看到。",
                  "It is kept with #" + one.number() + " for the staff to see."),
              List.of());
          progress.keep(turn, desk, one, one, Progress.MEMBER, "added", "");
        });
    return meant.isPresent();
  }

  /** The person's groups that have a price desk, that of the last complaint first. */
  private List<GroupId> selling(String person, UserId user) {
    return Stream.concat(
            complaints.of(person, 1).stream().map(Complaint::group),
            groups.of(user).stream().map(Group::id))
        .distinct()
        .filter(desks::sells)
        .toList();
  }

  private Optional<GroupId> group(String person, UserId user) {
    return complaints.of(person, 1).stream()
        .findFirst()
        .map(Complaint::group)
        .or(() -> groups.of(user).stream().findFirst().map(Group::id));
  }

  private void cancel(Complaint complaint, Desk desk, Turn turn) {
    Complaint closed = complaint.asking(null).to(Complaint.State.CLOSED, turn.now(), desk.hours());
    progress.whisper(
        turn,
        complaint,
        desk.say(
            "好的，#" + complaint.number() + " 不问了。想继续就发「不同意 #" + complaint.number() + "」。",
            "All right, no more questions about #"
                + complaint.number()
                + ". To go on, say “reopen #"
                + complaint.number()
                + "”."),
        List.of());
    progress.keep(turn, desk, complaint, closed, Progress.MEMBER, "cancelled", "");
    dialogue.next(turn, closed);
  }

  /** Goes on with what was settled; false when there is no such complaint. */
  private boolean reopen(Event.PrivateMessagePosted posted, Optional<Long> number, Turn turn) {
    Optional<Complaint> meant =
        complaints.of(turn.key().id(), MOST_LISTED).stream()
            .filter(one -> number.map(n -> n == one.number()).orElse(one.state().over()))
            .findFirst();
    meant.ifPresent(
        one -> {
          if (Words.tellsMore(Spoken.plain(posted.content().text()))) {
            turn.then(() -> complaints.keep(one.number(), said(posted, one.group())));
          }
          reopen(one, turn);
        });
    return meant.isPresent();
  }

  private void reopen(Complaint one, Turn turn) {
    Instant ended = one.ended();
    if (!one.state().over() || ended == null || !ended.isAfter(turn.now().minus(REOPEN))) {
      mine(one.group(), one.user(), turn);
    } else if (UNHEARD.contains(complaints.last(one.number()))) {
      intake.resume(one, desks.of(one), turn);
    } else {
      orders.reopen(turn, desks.of(one), one, Progress.MEMBER, "");
    }
  }

  /** The member has pressed a button in private. */
  void pressed(Event.ButtonPressed pressed, Turn turn) {
    if (pressed.value().startsWith(PricesFeature.BUTTON)) {
      paidMore(pressed, pressed.value().substring(PricesFeature.BUTTON.length()), turn);
      return;
    }
    String[] parts = pressed.value().split(":", 4);
    if (parts.length != 4 || !parts[0].equals("c")) {
      return;
    }
    Optional<Complaint> found =
        Spoken.number(parts[1])
            .flatMap(complaints::find)
            .filter(one -> one.person().equals(turn.key().id()));
    turn.stop();
    if (found.isEmpty()) {
      return;
    }
    Complaint complaint = found.get();
    Desk desk = desks.of(complaint);
    Asking asking = complaint.asking();
    if (parts[2].equals(Orders.REOPEN)) {
      reopen(complaint, turn);
    } else if (asking != null && asking.fact().name().equals(parts[2])) {
      dialogue.pressed(turn, desk, complaint, asking, parts[3]);
    } else if (asking != null) {
      dialogue.again(turn, desk, complaint);
    }
  }

  /** The button under a price that was asked for in private. */
  private void paidMore(Event.ButtonPressed pressed, String sku, Turn turn) {
    UserId user = pressed.sender().user();
    groups.of(user).stream()
        .map(Group::id)
        .filter(group -> desks.of(group, user).prices().book().product(sku).isPresent())
        .findFirst()
        .ifPresent(
            group ->
                intake.raise(
                    new ComplaintRaised(
                        group,
                        user,
                        Kind.PRICE,
                        Complaint.Origin.BUTTON,
                        Facts.NONE.with(Fact.SKU, sku),
                        List.of(),
                        null),
                    turn));
    turn.stop();
  }

  /** Tells a member where each of their complaints stands. */
  void mine(GroupId group, UserId user, Turn turn) {
    Desk desk = desks.of(group, user);
    turn.act(
        new Action.SendPrivate(
            group,
            user,
            Content.of(
                ComplaintTexts.mine(complaints.of(turn.key().id(), MOST_LISTED), desk, turn.now())),
            List.of()),
        Reason.of(Progress.NAME, "本人查询自己的投诉", "a member asked for their own complaints"),
        Mode.LIVE);
  }
}
