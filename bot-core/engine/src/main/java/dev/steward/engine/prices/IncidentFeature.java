package dev.steward.engine.prices;

import dev.steward.chat.Event;
import dev.steward.chat.Key;
import dev.steward.engine.casework.TodoSettled;
import dev.steward.engine.casework.TodoWanted;
import dev.steward.engine.flow.Feature;
import dev.steward.engine.flow.Letter;
import dev.steward.engine.flow.Mode;
import dev.steward.engine.flow.Reason;
import dev.steward.engine.flow.Spoken;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.flow.TurnContext;
import dev.steward.engine.store.Numbers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The brand's side: complaints of one cause become one incident, which staff settle once for all.
 */
public final class IncidentFeature implements Feature {
  private static final String KIND = "incident";
  private static final Duration LOOK = Duration.ofHours(4);

  private final TurnContext context;
  private final Incidents incidents;
  private final Feeds feeds;

  public IncidentFeature(TurnContext context) {
    this.context = context;
    incidents = new Incidents(context.sql());
    feeds = new Feeds(context.sql(), context.numbers());
  }

  @Override
  public String name() {
    return "incidents";
  }

  @Override
  public List<Class<? extends Letter>> letters() {
    return List.of(IncidentSought.class, ComplaintChanged.class);
  }

  @Override
  public void on(Letter letter, Turn turn) {
    switch (letter) {
      case IncidentSought sought -> join(sought, turn);
      case ComplaintChanged changed -> changed(changed, turn);
      default -> {}
    }
  }

  /** Notes it in the feed; an incident whose complaints were all settled one by one is settled. */
  private void changed(ComplaintChanged changed, Turn turn) {
    turn.then(() -> feeds.complaint(changed.number(), changed.what(), turn.now()));
    Optional<Long> open = incidents.openOf(changed.number());
    if (open.isEmpty()) {
      return;
    }
    turn.then(() -> incidents.over(changed.number(), changed.over()));
    boolean all =
        incidents.joined(open.get()).stream()
            .allMatch(one -> one.complaint() == changed.number() ? changed.over() : one.over());
    if (all) {
      end(turn, open.get());
    }
  }

  private void join(IncidentSought sought, Turn turn) {
    Optional<Long> open = incidents.open(sought.subject());
    if (open.isEmpty()) {
      long number = context.numbers().next(context.sql(), Numbers.Sequence.FILE);
      turn.then(
          () -> {
            incidents.add(number, sought, turn.now());
            incidents.join(number, sought.complaint(), sought.person());
            feeds.incident(number, "opened", null, turn.now());
            feeds.incident(number, "joined", sought.complaint(), turn.now());
          });
      return;
    }
    long number = open.get();
    List<Incidents.Joined> joined = incidents.joined(number);
    if (joined.stream().anyMatch(one -> one.complaint() == sought.complaint())) {
      return;
    }
    turn.then(
        () -> {
          incidents.join(number, sought.complaint(), sought.person());
          feeds.incident(number, "joined", sought.complaint(), turn.now());
        });
    if (joined.size() == 1) {
      Incidents.Joined first = joined.getFirst();
      turn.tell(Key.person(first.person()), new IncidentJoined(first.complaint(), number));
    }
    turn.tell(Key.person(sought.person()), new IncidentJoined(sought.complaint(), number));
    int all = joined.size() + 1;
    turn.tell(
        Key.BRAND,
        new TodoWanted(
            KIND,
            subject(number),
            null,
            "价格事件 #" + number + "：同一个商品、价格、日子有好几件投诉",
            "incident #" + number + ": several complaints of one product, price and day",
            Map.of(
                TodoWanted.UNTIL,
                KIND,
                KIND,
                Long.toString(number),
                "count",
                Integer.toString(all)),
            LOOK));
    turn.note(
        "incident-joined",
        Reason.of(
            name(),
            "投诉 #" + sought.complaint() + " 合进事件 #" + number,
            "complaint #" + sought.complaint() + " joins incident #" + number),
        Mode.LIVE);
  }

  private static String subject(long number) {
    return "incident:" + number;
  }

  @Override
  public void on(Event event, Turn turn) {
    if (event instanceof Event.StaffCommand command && command.name().startsWith("incident-")) {
      Map<String, String> arguments = command.arguments();
      long number = Spoken.number(arguments.getOrDefault("number", "")).orElse(-1L);
      switch (command.name()) {
        case "incident-approve", "incident-explain" ->
            settle(
                turn,
                number,
                command.staff(),
                command.name().substring("incident-".length()),
                arguments.getOrDefault("note", ""));
        case "incident-move" ->
            move(
                turn,
                Spoken.number(arguments.getOrDefault("complaint", "")).orElse(-1L),
                Spoken.number(arguments.getOrDefault("to", "")));
        default -> {}
      }
    }
  }

  /**
   * All its members are answered, each in private. What could not be done, since nothing is
   * proposed or somebody else has to approve, keeps the incident open.
   */
  private void settle(Turn turn, long number, String staff, String command, String note) {
    if (!incidents.isOpen(number)) {
      return;
    }
    turn.then(() -> incidents.decided(number, staff, note));
    for (Incidents.Joined one : incidents.joined(number)) {
      turn.tell(
          Key.person(one.person()),
          new IncidentSettled(one.complaint(), number, staff, command, note));
    }
  }

  /** Whether an open incident has nothing to settle, once a complaint has left it. */
  private boolean nothingLeft(long number, long without) {
    return incidents.isOpen(number)
        && incidents.joined(number).stream()
            .allMatch(one -> one.complaint() == without || one.over());
  }

  private void end(Turn turn, long number) {
    turn.then(
        () -> {
          incidents.settle(number, turn.now());
          feeds.incident(number, "settled", null, turn.now());
        });
    turn.tell(Key.BRAND, new TodoSettled(KIND, subject(number), "已办结 / settled"));
    turn.note(
        "incident-settled",
        Reason.of(name(), "事件 #" + number + " 办结", "incident #" + number + " is settled"),
        Mode.LIVE);
  }

  /** A complaint that was joined wrongly goes out, or to another incident. */
  private void move(Turn turn, long complaint, Optional<Long> to) {
    Optional<String> person = incidents.personOf(complaint);
    if (person.isEmpty() || (to.isPresent() && !incidents.isOpen(to.get()))) {
      return;
    }
    Optional<Long> from = incidents.of(complaint);
    turn.then(
        () -> {
          incidents.leave(complaint);
          from.ifPresent(number -> feeds.incident(number, "left", complaint, turn.now()));
          to.ifPresent(
              number -> {
                incidents.join(number, complaint, person.get());
                feeds.incident(number, "joined", complaint, turn.now());
              });
        });
    from.filter(number -> !to.equals(Optional.of(number)))
        .filter(number -> nothingLeft(number, complaint))
        .ifPresent(number -> end(turn, number));
    turn.tell(Key.person(person.get()), new IncidentJoined(complaint, to.orElse(null)));
    turn.note(
        "incident-moved",
        Reason.of(
            name(), "投诉 #" + complaint + " 移到另一个事件", "complaint #" + complaint + " was moved"),
        Mode.LIVE);
  }
}
