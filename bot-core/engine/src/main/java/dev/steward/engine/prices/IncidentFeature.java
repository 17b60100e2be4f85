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
import dev.steward.engine.prices.Incidents.Known;
import dev.steward.engine.store.Numbers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The brand's side: complaints of one cause are one incident, whenever they come, which staff
 * settle once for all.
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
      case IncidentSought sought -> sought(sought, turn);
      case ComplaintChanged changed -> changed(changed, turn);
      default -> {}
    }
  }

  /** Notes it in the feed; its incident is open while anything in it is. */
  private void changed(ComplaintChanged changed, Turn turn) {
    turn.then(() -> feeds.complaint(changed.number(), changed.what(), turn.now()));
    incidents
        .find(changed.number())
        .filter(known -> known.over() != changed.over())
        .map(known -> known.over(changed.over()))
        .ifPresent(
            known -> {
              turn.then(() -> incidents.save(known));
              Long number = known.incident();
              if (number != null) {
                List<Known> members = without(number, known.complaint());
                members.add(known);
                weigh(turn, number, incidents.isOpen(number), members);
              }
            });
  }

  /**
   * A complaint has a cause, or another one than it had. One that is alone with it is in no
   * incident; those of a second one are, also when the first was settled before.
   */
  private void sought(IncidentSought sought, Turn turn) {
    Optional<Known> before = incidents.find(sought.complaint());
    if (before.filter(k -> k.placed() || k.subject().equals(sought.subject())).isPresent()) {
      return;
    }
    Known known =
        new Known(
            sought.complaint(),
            sought.subject(),
            null,
            sought.person(),
            before.map(Known::over).orElse(false),
            false);
    turn.then(() -> incidents.save(known));
    Long from = before.map(Known::incident).orElse(null);
    if (from != null) {
      leave(turn, from, known.complaint());
    }
    Optional<Long> there = incidents.of(sought.subject());
    List<Known> alone = incidents.alone(sought.subject());
    if (alone.isEmpty() && there.filter(number -> !incidents.in(number).isEmpty()).isEmpty()) {
      tell(turn, known, from);
      return;
    }
    long number =
        there.orElseGet(() -> context.numbers().next(context.sql(), Numbers.Sequence.FILE));
    if (there.isEmpty()) {
      turn.then(
          () -> {
            incidents.add(number, sought, turn.now());
            feeds.incident(number, "opened", null, turn.now());
          });
    }
    boolean open = there.isEmpty() || incidents.isOpen(number);
    List<Known> joining = new ArrayList<>(alone);
    joining.add(known);
    join(turn, number, open, joining);
  }

  private void join(Turn turn, long number, boolean open, List<Known> joining) {
    List<Known> members = new ArrayList<>(incidents.in(number));
    for (Known one : joining) {
      Known joined = one.in(number);
      members.add(joined);
      turn.then(
          () -> {
            incidents.save(joined);
            feeds.incident(number, "joined", joined.complaint(), turn.now());
          });
      tell(turn, joined, one.incident());
      turn.note(
          "incident-joined",
          Reason.of(
              name(),
              "投诉 #" + one.complaint() + " 合进事件 #" + number,
              "complaint #" + one.complaint() + " joins incident #" + number),
          Mode.LIVE);
    }
    weigh(turn, number, open, members);
  }

  private void leave(Turn turn, long number, long complaint) {
    turn.then(() -> feeds.incident(number, "left", complaint, turn.now()));
    weigh(turn, number, incidents.isOpen(number), without(number, complaint));
  }

  private List<Known> without(long number, long complaint) {
    return new ArrayList<>(
        incidents.in(number).stream().filter(one -> one.complaint() != complaint).toList());
  }

  private static void tell(Turn turn, Known known, @Nullable Long before) {
    if (!Objects.equals(known.incident(), before)) {
      turn.tell(
          Key.person(known.person()), new IncidentJoined(known.complaint(), known.incident()));
    }
  }

  /**
   * An incident is open, and in the list of todos, while anything in it is.
   *
   * @param open whether it was until now
   * @param members what is in it from now on
   */
  private void weigh(Turn turn, long number, boolean open, List<Known> members) {
    long left = members.stream().filter(one -> !one.over()).count();
    if (left == 0) {
      if (open) {
        end(turn, number);
      }
      return;
    }
    if (!open) {
      turn.then(
          () -> {
            incidents.reopen(number);
            feeds.incident(number, "reopened", null, turn.now());
          });
    }
    turn.tell(
        Key.BRAND,
        new TodoWanted(
            KIND,
            subject(number),
            null,
            open
                ? "价格事件 #" + number + "：同一个商品、价格、日子有好几件投诉"
                : "价格事件 #" + number + " 又打开了：" + members.size() + " 件投诉里还有 " + left + " 件要处理",
            open
                ? "incident #" + number + ": several complaints of one product, price and day"
                : "incident #"
                    + number
                    + " is open again: "
                    + left
                    + " of its "
                    + members.size()
                    + " complaints to be settled",
            Map.of(
                TodoWanted.UNTIL,
                KIND,
                KIND,
                Long.toString(number),
                "count",
                Integer.toString(members.size())),
            LOOK));
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
    for (Known one : incidents.in(number)) {
      turn.tell(
          Key.person(one.person()),
          new IncidentSettled(one.complaint(), number, staff, command, note));
    }
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

  /**
   * A complaint goes where staff say: out of its incident, or into another, open or settled; there
   * it stays.
   */
  private void move(Turn turn, long complaint, Optional<Long> to) {
    Optional<Known> known = incidents.find(complaint);
    Long from = known.map(Known::incident).orElse(null);
    if (known.isEmpty()
        || Objects.equals(from, to.orElse(null))
        || to.filter(number -> !incidents.exists(number)).isPresent()) {
      return;
    }
    Known moved = known.get().byStaff();
    if (from != null) {
      leave(turn, from, complaint);
    }
    if (to.isPresent()) {
      join(turn, to.get(), incidents.isOpen(to.get()), List.of(moved));
    } else {
      turn.then(() -> incidents.save(moved.in(null)));
      tell(turn, moved.in(null), from);
    }
    turn.note(
        "incident-moved",
        Reason.of(
            name(), "投诉 #" + complaint + " 移到另一个事件", "complaint #" + complaint + " was moved"),
        Mode.LIVE);
  }
}
