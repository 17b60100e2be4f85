package dev.steward.adapter.irc;

import dev.steward.testkit.TestHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A server of ours that keeps to the protocol as Ergo speaks it, for tests without Ergo. What it
 * says is checked against Ergo by {@code WireScriptTest}. Everything happens under its lock.
 */
final class FakeIrc implements IrcServer {
  static final Set<String> CAPS =
      Set.of(
          "message-tags",
          "server-time",
          "batch",
          "labeled-response",
          "echo-message",
          "account-tag",
          "account-notify",
          "extended-join",
          "multi-prefix",
          "userhost-in-names",
          "draft/message-redaction",
          "draft/multiline=max-bytes=4096,max-lines=100",
          "draft/chathistory",
          "draft/event-playback",
          "sasl=PLAIN");
  static final String TOKENS =
      "CASEMAPPING=ascii UTF8MAPPING=rfc8265 CHANMODES=Ibe,k,fl,CEMRUimnstu CHANTYPES=#"
          + " CHATHISTORY=1000 EXTBAN=,m MSGREFTYPES=msgid,timestamp NICKLEN=32"
          + " PREFIX=(qaohv)~&@%+ STATUSMSG=~&@%+ TOPICLEN=390 WHOX BOT=B NETWORK=Fake";

  private final InstantSource clock;
  private final ServerSocket people = listener();
  private final ServerSocket steward = listener();
  private final Map<String, String> passwords = new HashMap<>();
  private final Map<String, FakeClient> clients = new LinkedHashMap<>();
  private final Map<String, FakeChannel> channels = new HashMap<>();
  private final List<FakeClient> connections = new ArrayList<>();
  private final List<Runnable> kept = new ArrayList<>();
  private Predicate<Line> keeps = _ -> false;
  private final Map<String, Integer> taken = new HashMap<>();
  private long ids;

  /** What is offered at a port. */
  record Options(Set<String> caps, String tokens) {
    static final Options ALL = new Options(CAPS, TOKENS);

    Options {
      caps = Set.copyOf(caps);
    }

    /** A server of twenty years ago. */
    static Options plain() {
      return new Options(
          Set.of(),
          "CASEMAPPING=rfc1459 CHANMODES=b,k,l,imnpst CHANTYPES=# PREFIX=(ov)@+ TOPICLEN=390");
    }

    /** One that takes these ways of a login, as it says. */
    Options login(String mechanisms) {
      Set<String> others = new TreeSet<>(without("sasl").caps);
      others.add("sasl=" + mechanisms);
      return new Options(others, tokens);
    }

    Options without(String cap) {
      Set<String> fewer = new TreeSet<>(caps);
      fewer.removeIf(one -> one.equals(cap) || one.startsWith(cap + "="));
      return new Options(fewer, tokens);
    }
  }

  private FakeIrc(InstantSource clock, Options options) {
    this.clock = clock;
    Thread.ofVirtual().start(() -> accept(people, Options.ALL));
    Thread.ofVirtual().start(() -> accept(steward, options));
  }

  private static ServerSocket listener() {
    try {
      return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static FakeIrc start(TestHost host) {
    return new FakeIrc(host.clock(), Options.ALL);
  }

  /** One that offers Steward less than people. */
  static FakeIrc start(TestHost host, Options options) {
    return new FakeIrc(host.clock(), options);
  }

  @Override
  public int port() {
    return people.getLocalPort();
  }

  @Override
  public int stewardPort() {
    return steward.getLocalPort();
  }

  private void accept(ServerSocket listener, Options options) {
    while (true) {
      try {
        Socket socket = listener.accept();
        FakeClient client = new FakeClient(this, socket, options);
        synchronized (this) {
          connections.add(client);
        }
        Thread.ofVirtual().start(client::run);
      } catch (IOException closed) {
        return;
      }
    }
  }

  Instant now() {
    return clock.instant();
  }

  String newId() {
    return "id" + Long.toString(++ids, 36);
  }

  static String fold(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** How often a command was given until now, by anybody. */
  synchronized int taken(String command) {
    return taken.getOrDefault(command, 0);
  }

  /** From now on such commands are answered when {@link #goOn} is called. */
  synchronized void keep(Predicate<Line> like) {
    keeps = like;
  }

  /** How many commands wait. */
  synchronized int kept() {
    return kept.size();
  }

  /** Answers what waits, and keeps nothing any more. */
  synchronized void goOn() {
    keeps = _ -> false;
    kept.forEach(Runnable::run);
    kept.clear();
  }

  /** Does a command now, or later when it is one to be kept. */
  void take(Line line, Runnable command) {
    taken.merge(line.command(), 1, Integer::sum);
    if (keeps.test(line)) {
      kept.add(command);
    } else {
      command.run();
    }
  }

  /** How many connections were made until now. */
  synchronized int connects() {
    return connections.size();
  }

  @Nullable FakeClient client(String nick) {
    return clients.get(fold(nick));
  }

  /** Takes a nick; false when another has it. */
  boolean take(FakeClient client, String nick) {
    FakeClient holder = clients.get(fold(nick));
    if (holder != null && holder != client) {
      return false;
    }
    clients.remove(fold(client.nick()), client);
    clients.put(fold(nick), client);
    return true;
  }

  void gone(FakeClient client) {
    clients.remove(fold(client.nick()), client);
    for (FakeChannel channel : channelsOf(client)) {
      channel.remove(client);
    }
  }

  /** Whether the password is right. */
  boolean knows(String account, String password) {
    return password.equals(passwords.get(fold(account)));
  }

  @Override
  public synchronized boolean password(String account, String next) {
    passwords.put(fold(account), next);
    return true;
  }

  boolean register(String account, String password) {
    return passwords.putIfAbsent(fold(account), password) == null;
  }

  @Nullable FakeChannel channel(String name) {
    return channels.get(fold(name));
  }

  FakeChannel made(String name) {
    return channels.computeIfAbsent(fold(name), _ -> new FakeChannel(name));
  }

  Collection<FakeChannel> channelsOf(FakeClient client) {
    return channels.values().stream().filter(channel -> channel.has(client)).toList();
  }

  @Override
  public synchronized boolean repeat(String channel, String messageId, String nick) {
    FakeChannel where = channel(channel);
    FakeClient whom = client(nick);
    if (where == null || whom == null) {
      return false;
    }
    List<FakeChannel.Item> items =
        where.history().stream().filter(item -> item.id().equals(messageId)).toList();
    whom.answering("", () -> whom.playback(where, items));
    return true;
  }

  @Override
  public void close() {
    try {
      people.close();
      steward.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<FakeClient> open;
    synchronized (this) {
      open = List.copyOf(connections);
    }
    open.forEach(FakeClient::hangUp);
  }
}
