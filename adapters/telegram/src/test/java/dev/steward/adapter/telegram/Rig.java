package dev.steward.adapter.telegram;

import dev.steward.chat.Action;
import dev.steward.chat.ChatConnection;
import dev.steward.chat.ConnectionHealth;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Order;
import dev.steward.chat.Outcome;
import dev.steward.chat.SettingsException;
import dev.steward.chat.UserId;
import dev.steward.testkit.Await;
import dev.steward.testkit.TestHost;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The adapter on the fake, for the stories that the contract does not tell. */
final class Rig implements AutoCloseable {
  static final GroupId MAIN = TelegramFixture.group(TelegramFixture.MAIN);
  static final GroupId QUIET = TelegramFixture.group(TelegramFixture.QUIET);
  static final GroupId PLAIN = TelegramFixture.group(TelegramFixture.PLAIN);

  /** What a server says that fails. */
  static final byte[] FAILS =
      "{\"ok\":false,\"error_code\":500,\"description\":\"Internal Server Error\"}"
          .getBytes(StandardCharsets.UTF_8);

  /** Before the first test. */
  static final Rig NONE = new Rig(Path.of(""), false);

  final TelegramFixture fixture;
  final TestHost host;
  private @Nullable ChatConnection connection;
  private long orders = 1;

  Rig(Path folder, boolean webhook) {
    fixture = new TelegramFixture(webhook);
    host = new TestHost(folder);
    fixture.start(host);
  }

  /** Connected by long polling, with all groups seen. */
  static Rig polling(Path folder) {
    Rig rig = new Rig(folder, false);
    rig.connect();
    return rig;
  }

  static Rig webhook(Path folder) {
    Rig rig = new Rig(folder, true);
    rig.connect();
    return rig;
  }

  void connect() {
    open();
    awaitState(ConnectionHealth.State.CONNECTED);
    for (GroupId group : fixture.groups().keySet()) {
      event(Event.GroupSeen.class, seen -> seen.group().equals(group));
    }
  }

  /** Connects and waits for nothing. */
  void open() {
    try {
      connection = fixture.adapter().connect(fixture.settings(), host);
    } catch (SettingsException wrong) {
      throw new AssertionError(wrong);
    }
  }

  void restart() {
    connection().close();
    open();
    awaitState(ConnectionHealth.State.CONNECTED);
  }

  ChatConnection connection() {
    return Objects.requireNonNull(connection);
  }

  Await await() {
    return host.await();
  }

  void awaitState(ConnectionHealth.State state) {
    await().until("it is " + state, () -> connection().health().state() == state);
  }

  String detail() {
    return connection().health().detail();
  }

  CompletionStage<Outcome> begin(Action action) {
    return connection().perform(new Order(orders++, connection().accounts().getFirst(), action, 1));
  }

  Outcome perform(Action action) {
    return await().value("an outcome of " + action, begin(action));
  }

  UserId member(String name) {
    return fixture.member(MAIN, name);
  }

  <E extends Event> E event(Class<E> kind, Predicate<E> like) {
    await()
        .until(
            "a " + kind.getSimpleName(), () -> host.events().events(kind).stream().anyMatch(like));
    return host.events().events(kind).stream().filter(like).toList().getLast();
  }

  Event.MessagePosted heard(String text) {
    return event(Event.MessagePosted.class, event -> event.content().text().equals(text));
  }

  List<String> saidIn(GroupId group) {
    return fixture.seen(group).stream()
        .filter(seen -> seen.sender().id().equals(Long.toString(TelegramFixture.BOT)))
        .map(seen -> seen.text())
        .toList();
  }

  @Override
  public void close() {
    if (connection != null) {
      connection.close();
    }
    fixture.close();
  }
}
