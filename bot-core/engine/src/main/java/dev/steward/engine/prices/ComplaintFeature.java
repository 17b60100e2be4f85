package dev.steward.engine.prices;

import dev.steward.chat.Action;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Key;
import dev.steward.chat.UserId;
import dev.steward.engine.casework.TodoWanted;
import dev.steward.engine.flow.ActionEnded;
import dev.steward.engine.flow.Feature;
import dev.steward.engine.flow.Letter;
import dev.steward.engine.flow.Mode;
import dev.steward.engine.flow.Reason;
import dev.steward.engine.flow.Spoken;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.flow.TurnContext;
import dev.steward.engine.schedule.Holidays;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Numbers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The person's side of complaints: opens them, asks in private, and carries out what staff decide.
 */
public final class ComplaintFeature implements Feature {
  private static final int MOST_OPEN = 10;
  private static final int MOST_LISTED = 10;
  private static final Duration REOPEN = Duration.ofDays(30);
  private static final Duration BY_HAND = Duration.ofHours(4);

  private final TurnContext context;
  private final Complaints complaints;
  private final Progress progress;
  private final Desks desks;
  private final Dialogue dialogue;
  private final Orders orders;

  public ComplaintFeature(TurnContext context, Holidays holidays) {
    this.context = context;
    complaints = new Complaints(context.sql(), context.numbers());
    progress = new Progress(complaints);
    desks = new Desks(context, holidays);
    dialogue = new Dialogue(complaints, progress, desks);
    orders = new Orders(progress, dialogue);
  }

  @Override
  public String name() {
    return Progress.NAME;
  }

  @Override
  public List<Class<? extends Letter>> letters() {
    return List.of(
        ComplaintRaised.class,
        ComplaintOrder.class,
        MineAsked.class,
        ProofTouched.class,
        IncidentJoined.class,
        IncidentSettled.class);
  }

  @Override
  public void on(Letter letter, Turn turn) {
    switch (letter) {
      case ComplaintRaised raised -> raise(raised, turn);
      case ComplaintOrder order -> {
        Optional<Complaint> found = complaints.find(order.number());
        Orders.Said said =
            found
                .map(
                    one ->
                        orders.carryOut(
                            turn,
                            desks.of(one.group()),
                            one,
                            order.staff(),
                            order.command(),
                            order.note()))
                .orElse(Orders.UNKNOWN);
        turn.tell(Key.group(order.from()), new OrderTold(said.zh(), said.en()));
      }
      case MineAsked asked -> mine(asked.group(), asked.user(), turn);
      case ProofTouched touched -> touched(touched, turn);
      case IncidentJoined joined ->
          complaints
              .find(joined.complaint())
              .filter(one -> !Objects.equals(one.incident(), joined.incident()))
              .ifPresent(
                  one ->
                      progress.keep(
                          turn,
                          desks.of(one.group()),
                          one,
                          one.in(joined.incident()),
                          Progress.STEWARD,
                          joined.incident() == null ? "moved-out" : "joined",
                          joined.incident() == null ? "" : "#" + joined.incident()));
      case IncidentSettled settled ->
          complaints
              .find(settled.complaint())
              .filter(one -> !one.state().over())
              .ifPresent(
                  one ->
                      orders.carryOut(
                          turn,
                          desks.of(one.group()),
                          one,
                          settled.staff(),
                          settled.command(),
                          settled.note()));
      default -> {}
    }
  }

  private void raise(ComplaintRaised raised, Turn turn) {
    String person = turn.key().id();
    Desk desk = desks.of(raised.group());
    List<Complaint> open = complaints.open(person);
    Optional<Complaint> same = open.stream().filter(one -> same(one, raised)).findFirst();
    if (same.isPresent()) {
      raised
          .proofs()
          .forEach(proof -> turn.then(() -> complaints.keep(same.get().number(), proof)));
      if (desk.privately()) {
        again(same.get(), desk, turn);
      }
      return;
    }
    if (open.size() >= MOST_OPEN) {
      turn.note(
          "complaint-too-many",
          Reason.of(
              name(),
              "没有记：这位成员有 " + open.size() + " 件没办完",
              "not noted: this member has " + open.size() + " open ones"),
          Mode.LIVE);
      return;
    }
    long number = context.numbers().next(context.sql(), Numbers.Sequence.TODO);
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
    Optional<Complaint> talking =
        open.stream().filter(one -> one.state() == Complaint.State.WAITING_MEMBER).findFirst();
    if (talking.isPresent() && desk.privately()) {
      progress.whisper(
          turn,
          fresh,
          desk.say(
              "#" + number + " 也记下了。先把 #" + talking.get().number() + " 说完，再问这一件。",
              "#" + number + " is noted too. First let us finish #" + talking.get().number() + "."),
          List.of());
      progress.keep(turn, desk, null, fresh, who, "opened", "");
      return;
    }
    dialogue.go(turn, desk, null, fresh, who, "opened", "", lead(raised, number, desk));
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
    return one.kind() == raised.kind()
        && !one.state().withStaff()
        && (sku == null || Objects.equals(sku, one.facts().get(Fact.SKU)));
  }

  private void again(Complaint complaint, Desk desk, Turn turn) {
    dialogue.ask(
        turn,
        desk,
        complaint,
        desk.say(
            "#" + complaint.number() + " 还差一点：", "#" + complaint.number() + " still needs this:"));
  }

  private void mine(GroupId group, UserId user, Turn turn) {
    Desk desk = desks.of(group);
    turn.act(
        new Action.SendPrivate(
            group,
            user,
            Content.of(
                ComplaintTexts.mine(complaints.of(turn.key().id(), MOST_LISTED), desk, turn.now())),
            List.of()),
        Reason.of(name(), "本人查询自己的投诉", "a member asked for their own complaints"),
        Mode.LIVE);
  }

  private void touched(ProofTouched touched, Turn turn) {
    turn.then(
        () -> {
          if (touched.recalled()) {
            complaints.recalled(touched.number(), touched.group(), touched.message());
          } else {
            complaints.edited(touched.number(), touched.group(), touched.message());
          }
        });
  }

  @Override
  public void on(Event event, Turn turn) {
    switch (event) {
      case Event.PrivateMessagePosted posted -> heard(posted, turn);
      case Event.ButtonPressed pressed when pressed.group() == null -> pressed(pressed, turn);
      case Event.StaffCommand command when command.name().startsWith("complaint-") ->
          command(command, turn);
      case Event.TimerDue due when due.feature().equals(name()) ->
          due(Json.read(due.payload(), Progress.Alarm.class), turn);
      default -> {}
    }
  }

  private void heard(Event.PrivateMessagePosted posted, Turn turn) {
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
    if (Words.isReopen(plain)) {
      reopen(person, Spoken.number(Words.after(plain)), turn);
      turn.stop();
      return;
    }
    Optional<Complaint> talking =
        complaints.open(person).stream()
            .filter(one -> one.asking() != null)
            .filter(one -> !plain.startsWith("#") || named(plain, one))
            .findFirst();
    Asking asking = talking.map(Complaint::asking).orElse(null);
    if (talking.isEmpty() || asking == null) {
      opened(posted, text, plain, turn);
      return;
    }
    Complaint complaint = talking.get();
    Desk desk = desks.of(complaint.group());
    if (Words.isCancel(plain)) {
      cancel(complaint, desk, turn);
    } else {
      String answer = plain.startsWith("#") ? Spoken.afterNumber(text) : text;
      dialogue.heard(turn, desk, complaint, asking, answer);
    }
    turn.stop();
  }

  private static boolean named(String plain, Complaint one) {
    return Spoken.number(plain).filter(number -> number == one.number()).isPresent();
  }

  /** A complaint may begin in private as well. */
  private void opened(Event.PrivateMessagePosted posted, String text, String plain, Turn turn) {
    if (plain.isEmpty()) {
      return;
    }
    group(turn.key().id(), posted.sender().user())
        .ifPresent(
            group -> {
              Desk desk = desks.of(group);
              Optional<Kind> kind = Words.opens(plain, desk.prices());
              if (kind.isEmpty()) {
                return;
              }
              Proof proof =
                  Proof.of(
                      Proof.Role.MESSAGE,
                      group,
                      null,
                      posted.sender().user(),
                      posted.at(),
                      text,
                      false);
              raise(
                  new ComplaintRaised(
                      group,
                      posted.sender().user(),
                      kind.get(),
                      Complaint.Origin.WORD,
                      Opening.facts(kind.get(), text, desk.prices(), null),
                      List.of(proof),
                      null),
                  turn);
              turn.stop();
            });
  }

  private Optional<GroupId> group(String person, UserId user) {
    return complaints.of(person, 1).stream()
        .findFirst()
        .map(Complaint::group)
        .or(() -> complaints.groupOf(user));
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

  private void reopen(String person, Optional<Long> number, Turn turn) {
    complaints.of(person, MOST_LISTED).stream()
        .filter(one -> number.map(n -> n == one.number()).orElse(one.state().over()))
        .findFirst()
        .ifPresent(
            one -> {
              Desk desk = desks.of(one.group());
              Instant ended = one.ended();
              if (one.state().over() && ended != null && ended.isAfter(turn.now().minus(REOPEN))) {
                orders.reopen(turn, desk, one, Progress.MEMBER, "");
              } else {
                mine(one.group(), one.user(), turn);
              }
            });
  }

  private void pressed(Event.ButtonPressed pressed, Turn turn) {
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
    Desk desk = desks.of(complaint.group());
    Asking asking = complaint.asking();
    if (parts[2].equals(Orders.REOPEN)) {
      reopen(complaint.person(), Optional.of(complaint.number()), turn);
    } else if (asking != null && asking.fact().name().equals(parts[2])) {
      dialogue.pressed(turn, desk, complaint, asking, parts[3]);
    } else if (asking != null) {
      again(complaint, desk, turn);
    }
  }

  private void command(Event.StaffCommand command, Turn turn) {
    Map<String, String> arguments = command.arguments();
    Spoken.number(arguments.getOrDefault("number", ""))
        .flatMap(complaints::find)
        .filter(one -> one.person().equals(turn.key().id()))
        .ifPresent(
            one -> {
              Orders.Said said =
                  orders.carryOut(
                      turn,
                      desks.of(one.group()),
                      one,
                      command.staff(),
                      command.name().substring("complaint-".length()),
                      arguments.getOrDefault("note", ""));
              turn.note("staff-order", Reason.of(name(), said.zh(), said.en()), Mode.LIVE);
            });
  }

  private void due(Progress.Alarm alarm, Turn turn) {
    Optional<Complaint> found = complaints.find(alarm.number());
    if (found.isEmpty() || found.get().state().over()) {
      return;
    }
    Complaint complaint = found.get();
    Desk desk = desks.of(complaint.group());
    if (alarm.clock()) {
      boolean late =
          complaint.reply().over(turn.now(), desk.hours())
              || complaint.done().over(turn.now(), desk.hours());
      if (complaint.state().withStaff() && late) {
        progress.overdue(turn, desk, complaint);
      }
    } else if (complaint.asking() != null) {
      silent(complaint, desk, turn);
    }
  }

  /** The member has not answered: what is worth a look goes to the staff, the rest rests. */
  private void silent(Complaint complaint, Desk desk, Turn turn) {
    Facts facts = complaint.facts();
    boolean worth =
        complaint.kind() == Kind.PRICE
            ? facts.has(Fact.PAID) || facts.has(Fact.SEEN)
            : facts.has(Fact.STORY);
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

  /** What could not be said in private, staff have to say. */
  @Override
  public void ended(ActionEnded ended, Turn turn) {
    if (ended.outcome().done()
        || !(ended.action() instanceof Action.SendPrivate unsaid)
        || !ended.reason().feature().equals(name())) {
      return;
    }
    Optional<Long> number = Progress.number(ended.reason());
    turn.tell(
        Key.BRAND,
        new TodoWanted(
            "complaint-private",
            "complaint:" + number.map(String::valueOf).orElse(unsaid.user().toString()),
            unsaid.group(),
            "私信没有送到，请人工联系成员" + number.map(n -> "（投诉 #" + n + "）").orElse(""),
            "a private message did not arrive: please reach the member by hand"
                + number.map(n -> " (complaint #" + n + ")").orElse(""),
            Map.of("text", unsaid.content().text(), "user", unsaid.user().toString()),
            BY_HAND));
    number
        .flatMap(complaints::find)
        .filter(one -> one.state() == Complaint.State.WAITING_MEMBER)
        .ifPresent(one -> unreachable(one, turn));
  }

  private void unreachable(Complaint one, Turn turn) {
    Desk desk = desks.of(one.group());
    Complaint handed = one.asking(null).to(Complaint.State.WAITING_STAFF, turn.now(), desk.hours());
    progress.keep(turn, desk, one, handed, Progress.STEWARD, "unreachable", "");
  }
}
