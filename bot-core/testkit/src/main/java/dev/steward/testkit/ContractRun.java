package dev.steward.testkit;

import dev.steward.chat.Action;
import dev.steward.chat.Capability;
import dev.steward.chat.ChatConnection;
import dev.steward.chat.ConnectionHealth;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Order;
import dev.steward.chat.Outcome;
import dev.steward.chat.Settings;
import dev.steward.chat.SettingsException;
import dev.steward.chat.UserId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One contract test under way: a platform, a host, a connection between them. */
final class ContractRun {
  /** Before the first test. */
  static final ContractRun NONE = new ContractRun(null, new TestHost(Path.of("")));

  private final @Nullable AdapterFixture fixture;
  private final TestHost host;
  private Settings settings = new Settings("none", Map.of());
  private @Nullable ChatConnection connection;
  private long orders = 1000;

  ContractRun(@Nullable AdapterFixture fixture, TestHost host) {
    this.fixture = fixture;
    this.host = host;
  }

  void connect() {
    fixture().start(host);
    reconnect();
  }

  void restart() {
    connection().close();
    reconnect();
  }

  private void reconnect() {
    settings = fixture().settings();
    try {
      connection = fixture().adapter().connect(settings, host);
    } catch (SettingsException wrong) {
      throw new AssertionError("the fixture's settings are wrong", wrong);
    }
    fixture().connected(connection());
    await().until("connected", this::isConnected);
    for (GroupId group : fixture().groups().keySet()) {
      event(Event.GroupSeen.class, event -> event.group().equals(group));
    }
  }

  void close() {
    if (connection != null) {
      connection.close();
    }
    if (fixture != null) {
      fixture.close();
    }
  }

  AdapterFixture fixture() {
    if (fixture == null) {
      throw new IllegalStateException("the test has not started");
    }
    return fixture;
  }

  ChatConnection connection() {
    if (connection == null) {
      throw new IllegalStateException("not connected");
    }
    return connection;
  }

  TestHost host() {
    return host;
  }

  Settings settings() {
    return settings;
  }

  Await await() {
    return host.await();
  }

  boolean isConnected() {
    return connection().health().state() == ConnectionHealth.State.CONNECTED;
  }

  void awaitConnected() {
    await().quickly().until(() -> "connected: " + connection().health(), this::isConnected);
  }

  /** While the adapter is finding its way back, each of its steps is given time to be answered. */
  void pass(Duration time) {
    await().pass(host.time(), time, this::isConnected);
  }

  GroupId group() {
    return fixture().groups().keySet().iterator().next();
  }

  /** Whether the group owes it; the adapter's own word would let it off while it is cut. */
  boolean can(Capability capability) {
    return Objects.requireNonNull(fixture().groups().get(group())).contains(capability);
  }

  UserId member(String name) {
    return fixture().member(group(), name);
  }

  Set<UserId> ourLogins() {
    return connection().accounts().stream()
        .map(account -> new UserId(account.platform(), account.id()))
        .collect(Collectors.toSet());
  }

  Order order(Action action) {
    return new Order(orders++, connection().accounts().getFirst(), action, 1);
  }

  Outcome perform(Action action) {
    return perform(order(action));
  }

  Outcome perform(Order order) {
    return await().value("an outcome of " + order.id(), connection().perform(order));
  }

  /**
   * Goes on as the outbox does: where a platform does not tell a no from something that broke, an
   * adapter may ask again.
   */
  Outcome performToTheEnd(Action action) {
    Order order = order(action);
    Outcome outcome = perform(order);
    while (order.attempt() < DayBook.TRIES
        && outcome instanceof Outcome.Failed failed
        && failed.effect() == Outcome.Effect.NONE
        && failed.retryAfter() != null) {
      pass(failed.retryAfter());
      order = new Order(order.id(), order.account(), action, order.attempt() + 1);
      outcome = perform(order);
    }
    return outcome;
  }

  String say(UserId user, String text) {
    String id = fixture().post(group(), user, text);
    if (id == null) {
      throw new AssertionError("the platform did not let " + user + " speak");
    }
    return id;
  }

  void tryToSay(UserId user, String text) {
    try {
      fixture().post(group(), user, text);
    } catch (RuntimeException gone) {
      // The platform went with the connection, as Steward's own room does.
    }
  }

  /** Writes to Steward alone, unless the platform went with the connection. */
  void tryToWritePrivately(UserId user, String text) {
    try {
      fixture().writePrivately(user, text);
    } catch (RuntimeException gone) {
      // As Steward's own room does.
    }
  }

  /** Says the numbers from 1; returns them. */
  List<String> say(UserId user, int count) {
    List<String> said = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      said.add(Integer.toString(i));
      say(user, Integer.toString(i));
    }
    return said;
  }

  /** The words heard from members of the first group, in order. */
  List<String> texts() {
    Set<UserId> ours = ourLogins();
    return host.events().events(Event.MessagePosted.class).stream()
        .filter(event -> event.group().equals(group()) && !ours.contains(event.sender().user()))
        .map(event -> event.content().text())
        .toList();
  }

  void awaitTexts(List<String> expected) {
    try {
      await().until("all heard", () -> texts().containsAll(expected));
    } catch (AssertionError notAll) {
      List<String> missing = new ArrayList<>(expected);
      missing.removeAll(texts());
      throw new AssertionError(
          "never heard: " + missing.size() + " messages, " + first(missing), notAll);
    }
  }

  private static String first(List<String> texts) {
    return texts.stream()
        .limit(3)
        .map(text -> HostileText.escaped(text.substring(0, Math.min(40, text.length()))))
        .toList()
        .toString();
  }

  /** All that members of the first group see from us, joined. */
  String saidByUs() {
    return saidByUs(group());
  }

  String saidByUs(GroupId group) {
    Set<UserId> ours = ourLogins();
    return fixture().seen(group).stream()
        .filter(seen -> ours.contains(seen.sender()))
        .map(AdapterFixture.Seen::text)
        .collect(Collectors.joining());
  }

  <E extends Event> E event(Class<E> kind, Predicate<E> like) {
    List<E> found = new ArrayList<>();
    await()
        .until(
            "a " + kind.getSimpleName(),
            () -> {
              found.clear();
              host.events().events(kind).stream().filter(like).forEach(found::add);
              return !found.isEmpty();
            });
    return found.getLast();
  }
}
