package dev.steward.engine.prices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Action;
import dev.steward.chat.Button;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.Key;
import dev.steward.chat.Order;
import dev.steward.chat.Sender;
import dev.steward.engine.sim.Sim;
import dev.steward.engine.sim.SimPlatform;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One group and private talks, as a test writes them. */
final class Chat {
  final Sim sim;
  final Sim.Group group;
  private final Map<String, Integer> read = new HashMap<>();

  Chat(Sim sim, String title) {
    this.sim = sim;
    this.group = sim.group(title);
  }

  private Stream<Action.SendPrivate> to(String name) {
    sim.settle();
    return sim.platform.performed().stream()
        .map(Order::action)
        .filter(Action.SendPrivate.class::isInstance)
        .map(Action.SendPrivate.class::cast)
        .filter(action -> action.user().equals(Sim.user(name)));
  }

  /** What Steward told somebody in private since this was last asked. */
  List<String> whispers(String name) {
    List<String> all = to(name).map(action -> action.content().text()).toList();
    int from = read.getOrDefault(name, 0);
    read.put(name, all.size());
    return all.subList(from, all.size());
  }

  /** The last thing that Steward told somebody in private. */
  String whisper(String name) {
    List<String> fresh = whispers(name);
    assertThat(fresh).as("what %s was told", name).isNotEmpty();
    return fresh.getLast();
  }

  /** Somebody answers in private. */
  void privately(String name, String text) {
    sends(name, Content.of(text));
  }

  /** Somebody sends anything in private. */
  void sends(String name, Content content) {
    sim.deliver(
        new Event.PrivateMessagePosted(
            SimPlatform.ACCOUNT,
            sim.id(),
            Sender.member(Sim.user(name), name),
            content,
            sim.clock.instant()));
    sim.settle();
  }

  /** Somebody presses a button under the last private message that has one called so. */
  void presses(String name, String label) {
    press(
        name,
        label,
        to(name).toList().reversed().stream().flatMap(a -> a.buttons().stream()),
        null);
  }

  /** Somebody presses a button in the group. */
  void pressesHere(String name, String label) {
    sim.settle();
    press(
        name,
        label,
        sim.platform.performed().reversed().stream()
            .map(Order::action)
            .filter(Action.SendMessage.class::isInstance)
            .flatMap(action -> ((Action.SendMessage) action).buttons().stream()),
        group);
  }

  private void press(
      String name,
      String label,
      Stream<Button> buttons,
      Sim.@org.jspecify.annotations.Nullable Group where) {
    Button button = buttons.filter(one -> one.label().equals(label)).findFirst().orElseThrow();
    sim.deliver(
        new Event.ButtonPressed(
            SimPlatform.ACCOUNT,
            where == null ? null : where.id(),
            sim.id(),
            "m",
            Sender.member(Sim.user(name), name),
            button.value(),
            sim.clock.instant()));
    sim.settle();
  }

  /** Staff ask for something about a complaint in the console. */
  void staffAsk(String name, long number, String command, String note) {
    command(
        Key.person(Sim.user(name).toString()),
        "complaint-" + command,
        Map.of("number", Long.toString(number), "note", note));
  }

  void command(Key key, String name, Map<String, String> arguments) {
    sim.engine()
        .command(
            new Event.StaffCommand(sim.id(), key, "owner", name, arguments, sim.clock.instant()))
        .toCompletableFuture()
        .join();
    sim.settle();
  }

  /** The number of the only complaint, or of the latest. */
  long number() {
    return sim.read(
        sql -> sql.first("SELECT max(number) FROM complaint", row -> row.number(1)).orElse(0L));
  }

  String state(long number) {
    return sim.read(
        sql ->
            sql.first("SELECT state FROM complaint WHERE number = ?", row -> row.text(1), number)
                .orElse(""));
  }
}
