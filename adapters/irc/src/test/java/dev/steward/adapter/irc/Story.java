package dev.steward.adapter.irc;

import dev.steward.chat.Action;
import dev.steward.chat.ChatConnection;
import dev.steward.chat.ConnectionHealth;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Order;
import dev.steward.chat.Outcome;
import dev.steward.chat.Settings;
import dev.steward.chat.SettingsException;
import dev.steward.chat.UserId;
import dev.steward.testkit.Await;
import dev.steward.testkit.TestHost;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Steward on a network with people, for tests that tell a story. */
final class Story implements AutoCloseable {
  private static final Duration STEP = Duration.ofMinutes(1);

  /**
   * The server answers in order, so after so many answers it has answered all that coming into a
   * channel asks, one question after the other.
   */
  private static final int QUESTIONS = 6;

  private static final UserId NOBODY = new UserId("irc", "~nobody!u@h");

  private final IrcFixture irc;
  private final TestHost host;
  private @Nullable ChatConnection connection;
  private long orders = 1;

  private Story(Path folder, IrcServer.Starter starter) {
    irc = new IrcFixture(starter);
    host = new TestHost(folder);
    irc.start(host);
  }

  /** Steward is logged in and in its channels. */
  static Story on(Path folder, IrcServer.Starter starter) {
    Story story = new Story(folder, starter);
    story.connect(story.irc.settings());
    story.awaitState(ConnectionHealth.State.CONNECTED);
    return story;
  }

  /** Steward has not connected yet. */
  static Story before(Path folder, IrcServer.Starter starter) {
    return new Story(folder, starter);
  }

  void connect(Settings settings) {
    try {
      connection = irc.adapter().connect(settings, host);
    } catch (SettingsException wrong) {
      throw new AssertionError(wrong);
    }
  }

  /** The fixture's settings with others in their place; an empty value takes a key away. */
  Settings settings(Map<String, String> others) {
    Map<String, String> values = new HashMap<>();
    values.put("server", "127.0.0.1");
    values.put("port", Integer.toString(irc.proxy().port()));
    values.put("tls", "false");
    values.put("nick", IrcFixture.STEWARD);
    values.put("account", IrcFixture.STEWARD);
    values.put("password", Member.password(IrcFixture.STEWARD));
    values.put("channels", "#main, #quiet");
    values.put("messagesPerSecond", "1000");
    values.put("burst", "1000");
    values.putAll(others);
    values.values().removeIf(String::isEmpty);
    return new Settings("adapters.irc", values);
  }

  /** What is said now is heard now, in each channel: nothing of the past is fetched any more. */
  void caughtUp() {
    for (GroupId group : List.of(IrcFixture.MAIN, IrcFixture.QUIET)) {
      await().until("caught up", () -> hearsNoPast(group));
    }
  }

  private boolean hearsNoPast(GroupId group) {
    int pages = fake().taken("CHATHISTORY");
    UserId watcher = IrcFixture.id("旁观者");
    heard(Objects.requireNonNull(irc.post(group, watcher, "早")));
    return fake().taken("CHATHISTORY") == pages;
  }

  /** Whether everybody in the channel has seen it. */
  boolean wasSaid(String text) {
    return irc.seen(IrcFixture.MAIN).stream().anyMatch(seen -> seen.text().equals(text));
  }

  /** The server of ours. */
  FakeIrc fake() {
    return (FakeIrc) irc.server();
  }

  void restart() {
    connection().close();
    connect(irc.settings());
    awaitState(ConnectionHealth.State.CONNECTED);
  }

  void awaitState(ConnectionHealth.State state) {
    await().until(state + ", not " + health(), () -> health().state() == state);
  }

  IrcFixture irc() {
    return irc;
  }

  TestHost host() {
    return host;
  }

  Await await() {
    return host.await();
  }

  ChatConnection connection() {
    if (connection == null) {
      throw new IllegalStateException("not connected");
    }
    return connection;
  }

  ConnectionHealth health() {
    return connection().health();
  }

  CompletableFuture<Outcome> begin(Action action) {
    Order order = new Order(orders++, connection().accounts().getFirst(), action, 1);
    return connection().perform(order).toCompletableFuture();
  }

  Outcome perform(Action action) {
    return await().value("an outcome of " + action, begin(action));
  }

  /** Time passes, and the network keeps up with it: no server is silent for minutes meanwhile. */
  void pass(Duration time) {
    Instant end = host.clock().instant().plus(time);
    // Waiting for answers takes time as well: it is part of what passes.
    while (host.clock().instant().isBefore(end)) {
      Duration left = Duration.between(host.clock().instant(), end);
      host.time().advance(left.compareTo(STEP) > 0 ? STEP : left);
      if (health().state() == ConnectionHealth.State.CONNECTED) {
        for (int i = 0; i < QUESTIONS; i++) {
          perform(new Action.SendPrivate(null, NOBODY, Content.of("anybody?"), List.of()));
        }
      }
    }
  }

  <E extends Event> E event(Class<E> kind, Predicate<E> like) {
    await().until("a " + kind.getSimpleName(), () -> events(kind).stream().anyMatch(like));
    return events(kind).stream().filter(like).findFirst().orElseThrow();
  }

  <E extends Event> List<E> events(Class<E> kind) {
    return host.events().events(kind);
  }

  Event.MessagePosted heard(String messageId) {
    return event(Event.MessagePosted.class, event -> event.messageId().equals(messageId));
  }

  List<String> texts() {
    return events(Event.MessagePosted.class).stream().map(event -> event.content().text()).toList();
  }

  @Override
  public void close() {
    if (connection != null) {
      connection.close();
    }
    irc.close();
  }
}
