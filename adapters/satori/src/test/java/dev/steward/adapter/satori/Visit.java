package dev.steward.adapter.satori;

import dev.steward.chat.Action;
import dev.steward.chat.ChatConnection;
import dev.steward.chat.ConnectionHealth;
import dev.steward.chat.Event;
import dev.steward.chat.Order;
import dev.steward.chat.Outcome;
import dev.steward.chat.Settings;
import dev.steward.chat.SettingsException;
import dev.steward.chat.UserId;
import dev.steward.testkit.TestHost;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** One connection to the made-up town, for a test of its own. */
final class Visit implements AutoCloseable {
  final SatoriFixture town = new SatoriFixture();
  final TestHost host;
  private final Map<String, String> settings;
  private ChatConnection connection;
  private long orders = 1;

  /** Connects and waits until both groups are seen. */
  static Visit to(Path folder) {
    Visit visit = new Visit(folder, Map.of());
    visit.connected();
    return visit;
  }

  /**
   * Starts to connect.
   *
   * @param more settings beside the fixture's, or instead of them
   */
  Visit(Path folder, Map<String, String> more) {
    host = new TestHost(folder);
    town.start(host);
    settings = new HashMap<>();
    settings.put("url", town.server().url());
    settings.put("token", FakeSatori.TOKEN);
    settings.put("buttons", "town");
    settings.putAll(more);
    connection = connect();
  }

  private ChatConnection connect() {
    try {
      return new SatoriAdapter().connect(new Settings("adapters.satori", settings), host);
    } catch (SettingsException wrong) {
      throw new AssertionError(wrong);
    }
  }

  void connected() {
    state(ConnectionHealth.State.CONNECTED);
    host.await()
        .until(
            "both groups are seen",
            () ->
                events(Event.GroupSeen.class).stream().map(e -> e.group()).distinct().count() > 1);
  }

  void restart() {
    connection.close();
    connection = connect();
  }

  ChatConnection connection() {
    return connection;
  }

  void state(ConnectionHealth.State state) {
    host.await().until(state.toString(), () -> connection.health().state() == state);
  }

  <E extends Event> List<E> events(Class<E> kind) {
    return host.events().events(kind);
  }

  UserId ming() {
    return town.member(SatoriFixture.MAIN, "小明");
  }

  /** Somebody says something, and it is heard. */
  String heard(String text) {
    String id = town.post(SatoriFixture.MAIN, ming(), text);
    host.await()
        .until(
            "heard: " + text,
            () ->
                events(Event.MessagePosted.class).stream()
                    .anyMatch(e -> e.content().text().equals(text)));
    return String.valueOf(id);
  }

  CompletionStage<Outcome> begin(Action action) {
    return begin(action, 1);
  }

  private CompletionStage<Outcome> begin(Action action, int attempt) {
    return connection.perform(
        new Order(orders++, new Native("town", "bot").account(), action, attempt));
  }

  /** How often a member was asked for. */
  long asked() {
    return town.server().called().stream().filter(Api.MEMBER::equals).count();
  }

  Outcome perform(Action action) {
    return perform(action, 1);
  }

  Outcome perform(Action action, int attempt) {
    return host.await().value("an outcome of " + action, begin(action, attempt));
  }

  Outcome say(String text) {
    return perform(Action.SendMessage.of(SatoriFixture.MAIN, text));
  }

  /** All that we said in the first group. */
  List<String> said() {
    return town.seen(SatoriFixture.MAIN).stream()
        .filter(m -> m.sender().equals(SatoriFixture.user("bot")))
        .map(m -> m.text())
        .toList();
  }

  @Override
  public void close() {
    connection.close();
    town.close();
  }
}
