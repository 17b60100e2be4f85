package dev.steward.engine.prices;

import dev.steward.chat.Action;
import dev.steward.chat.Event;
import dev.steward.chat.Key;
import dev.steward.engine.casework.TodoHeld;
import dev.steward.engine.casework.TodoWanted;
import dev.steward.engine.flow.ActionEnded;
import dev.steward.engine.flow.Feature;
import dev.steward.engine.flow.Letter;
import dev.steward.engine.flow.Mode;
import dev.steward.engine.flow.Reason;
import dev.steward.engine.flow.Spoken;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.flow.TurnContext;
import dev.steward.engine.members.SharedGroups;
import dev.steward.engine.members.Tiers;
import dev.steward.engine.schedule.Holidays;
import dev.steward.engine.store.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The person's side of complaints: opens them, asks in private, and carries out what staff decide.
 */
public final class ComplaintFeature implements Feature {
  private static final Duration BY_HAND = Duration.ofHours(4);

  private final Complaints complaints;
  private final Progress progress;
  private final Desks desks;
  private final Dialogue dialogue;
  private final Orders orders;
  private final Intake intake;
  private final PrivateTalk talk;
  private final Alarms alarms;

  public ComplaintFeature(TurnContext context, Holidays holidays) {
    complaints = new Complaints(context.sql(), context.numbers());
    progress = new Progress(complaints);
    desks = new Desks(context, holidays);
    dialogue =
        new Dialogue(
            complaints, progress, desks, new Billing(new Tiers(context.sql()), complaints));
    orders = new Orders(progress, dialogue);
    intake = new Intake(context, complaints, progress, desks, dialogue);
    talk =
        new PrivateTalk(
            new SharedGroups(context), complaints, progress, desks, dialogue, orders, intake);
    alarms = new Alarms(complaints, progress, desks, dialogue);
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
        ComplaintHeld.class,
        MineAsked.class,
        ProofTouched.class,
        IncidentJoined.class,
        IncidentSettled.class,
        TodoHeld.class);
  }

  @Override
  public void on(Letter letter, Turn turn) {
    switch (letter) {
      case ComplaintRaised raised -> intake.raise(raised, turn);
      case ComplaintOrder order -> ordered(order, turn);
      case ComplaintHeld held ->
          open(held.number())
              .ifPresent(one -> progress.held(turn, desks.of(one), one, held.staff(), held.to()));
      case MineAsked asked -> talk.mine(asked.group(), asked.user(), turn);
      case ProofTouched touched -> touched(touched, turn);
      case IncidentJoined joined -> joined(joined, turn);
      case IncidentSettled settled ->
          open(settled.complaint())
              .ifPresent(
                  one ->
                      orders.carryOut(
                          turn,
                          desks.of(one),
                          one,
                          settled.staff(),
                          settled.command(),
                          settled.note()));
      case TodoHeld held -> claimed(held, turn);
      default -> {}
    }
  }

  private Optional<Complaint> open(long number) {
    return complaints.find(number).filter(one -> !one.state().over());
  }

  private void ordered(ComplaintOrder order, Turn turn) {
    Orders.Said said =
        complaints
            .find(order.number())
            .map(
                one ->
                    orders.carryOut(
                        turn, desks.of(one), one, order.staff(), order.command(), order.note()))
            .orElse(Orders.UNKNOWN);
    turn.tell(
        Key.group(order.from()),
        new OrderTold(said.zh(), said.en(), said.groupZh(), said.groupEn()));
  }

  private void joined(IncidentJoined joined, Turn turn) {
    complaints
        .find(joined.complaint())
        .filter(one -> !Objects.equals(one.incident(), joined.incident()))
        .ifPresent(
            one ->
                progress.keep(
                    turn,
                    desks.of(one),
                    one,
                    one.in(joined.incident()),
                    Progress.STEWARD,
                    joined.incident() == null ? "moved-out" : "joined",
                    joined.incident() == null ? "" : "#" + joined.incident()));
  }

  /** In the brand's turn: somebody took the todo, and with it the complaint. */
  private void claimed(TodoHeld held, Turn turn) {
    Progress.number(held.subject())
        .filter(_ -> held.kind().equals(Progress.KIND))
        .ifPresent(
            number ->
                complaints
                    .personOf(number)
                    .ifPresent(
                        person ->
                            turn.tell(
                                Key.person(person),
                                new ComplaintHeld(number, held.staff(), held.login()))));
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
      case Event.PrivateMessagePosted posted -> talk.heard(posted, turn);
      case Event.ButtonPressed pressed when pressed.group() == null -> talk.pressed(pressed, turn);
      case Event.StaffCommand command when command.name().startsWith("complaint-") ->
          command(command, turn);
      case Event.TimerDue due when due.feature().equals(name()) ->
          alarms.rung(Json.read(due.payload(), Alarm.class), turn);
      default -> {}
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
                  command.name().equals("complaint-tell")
                      ? orders.tell(turn, desks.of(one), one, command.staff(), arguments)
                      : orders.carryOut(
                          turn,
                          desks.of(one),
                          one,
                          command.staff(),
                          command.name().substring("complaint-".length()),
                          arguments.getOrDefault("note", ""));
              turn.note("staff-order", Reason.of(name(), said.zh(), said.en()), Mode.LIVE);
            });
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
        .ifPresent(one -> dialogue.unreachable(turn, desks.of(one), one));
  }
}
