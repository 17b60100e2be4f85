package dev.steward.adapter.irc;

import dev.steward.chat.Action;
import dev.steward.chat.Capability;
import dev.steward.chat.ChatAdapter;
import dev.steward.chat.Content;
import dev.steward.chat.GroupId;
import dev.steward.chat.Settings;
import dev.steward.chat.UserId;
import dev.steward.testkit.AdapterFixture;
import dev.steward.testkit.TestHost;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A network with two channels: in one Steward is an operator, in the other it may only talk. All
 * that people do goes over the wire, so that it is the same for the real server and for ours.
 */
public class IrcFixture implements AdapterFixture {
  static final GroupId MAIN = new GroupId("irc", "#main");
  static final GroupId QUIET = new GroupId("irc", "#quiet");
  static final String OWNER = "群主";
  static final String STEWARD = "steward";

  private static final Set<Capability> TALK =
      EnumSet.of(
          Capability.SEE_MESSAGES,
          Capability.SEE_RECALLS,
          Capability.SEE_MEMBERS,
          Capability.SEND,
          Capability.REPLY,
          Capability.PRIVATE,
          Capability.HISTORY);

  private final IrcServer.Starter starter;
  private final Map<String, Member> members = new HashMap<>();
  private @Nullable IrcServer server;
  private @Nullable Proxy proxy;
  private @Nullable TestHost host;
  private String password = Member.password(STEWARD);
  private int passwords;

  /** On a server of ours. */
  public IrcFixture() {
    this(FakeIrc::start);
  }

  /** On the real Ergo. */
  public static IrcFixture onErgo() {
    return new IrcFixture(Ergo::start);
  }

  IrcFixture(IrcServer.Starter starter) {
    this.starter = starter;
  }

  @Override
  public ChatAdapter adapter() {
    return new IrcAdapter();
  }

  @Override
  public Settings settings() {
    return new Settings(
        "adapters.irc",
        Map.ofEntries(
            Map.entry("server", "127.0.0.1"),
            Map.entry("port", Integer.toString(proxy().port())),
            Map.entry("tls", "false"),
            Map.entry("fingerprint", ""),
            Map.entry("serverPassword", ""),
            Map.entry("nick", STEWARD),
            Map.entry("name", "Steward (bot)"),
            Map.entry("account", STEWARD),
            Map.entry("password", password),
            Map.entry("channels", "#main, #quiet"),
            Map.entry("messagesPerSecond", "1000"),
            Map.entry("burst", "1000")));
  }

  @Override
  public void start(TestHost lent) {
    host = lent;
    IrcServer started = starter.start(lent);
    server = started;
    proxy = new Proxy(started.stewardPort());
    Member.withAccount(started.port(), STEWARD).close();
    Member owner = person(OWNER);
    owner.join("#main");
    owner.ask(Line.of("PRIVMSG", "ChanServ", "REGISTER #main"));
    owner.ask(Line.of("PRIVMSG", "ChanServ", "AMODE #main +o " + STEWARD));
    owner.join("#quiet");
    owner.ask(Line.of("PRIVMSG", "ChanServ", "REGISTER #quiet"));
    watcher(MAIN);
    watcher(QUIET);
  }

  IrcServer server() {
    if (server == null) {
      throw new IllegalStateException("not started");
    }
    return server;
  }

  Proxy proxy() {
    if (proxy == null) {
      throw new IllegalStateException("not started");
    }
    return proxy;
  }

  TestHost host() {
    if (host == null) {
      throw new IllegalStateException("not started");
    }
    return host;
  }

  /** Somebody at a client, connected once. */
  Member person(String name) {
    return members.computeIfAbsent(name, _ -> Member.withAccount(server().port(), name));
  }

  /** Somebody is at no client any more. */
  void forget(String name) {
    members.remove(name);
  }

  private Member of(UserId user) {
    return members.entrySet().stream()
        .filter(entry -> id(entry.getKey()).equals(user))
        .findFirst()
        .orElseThrow()
        .getValue();
  }

  static UserId id(String name) {
    return new UserId("irc", name.toLowerCase(Locale.ROOT));
  }

  private Member watcher(GroupId group) {
    Member watcher = person("旁观者");
    watcher.join(group.id());
    return watcher;
  }

  @Override
  public Map<GroupId, Set<Capability>> groups() {
    Set<Capability> all = EnumSet.copyOf(TALK);
    all.addAll(
        EnumSet.of(
            Capability.DELETE,
            Capability.MUTE,
            Capability.MUTE_ALL,
            Capability.KICK,
            Capability.BAN,
            Capability.SET_NOTICE));
    Map<GroupId, Set<Capability>> groups = new LinkedHashMap<>();
    groups.put(MAIN, all);
    groups.put(QUIET, TALK);
    return groups;
  }

  @Override
  public UserId member(GroupId group, String name) {
    person(name).join(group.id());
    return id(name);
  }

  @Override
  public @Nullable String post(GroupId group, UserId user, String text) {
    return of(user).say(group.id(), text);
  }

  @Override
  public String postImage(GroupId group, UserId user) {
    throw new UnsupportedOperationException("IRC carries words only");
  }

  @Override
  public void edit(GroupId group, UserId user, String messageId, String text) {
    throw new UnsupportedOperationException("IRC has no edits");
  }

  @Override
  public void recall(GroupId group, UserId user, String messageId) {
    of(user).ask(Line.of("REDACT", group.id(), messageId, "typo"));
  }

  @Override
  public void leave(GroupId group, UserId user) {
    of(user).ask(Line.of("PART", group.id()));
  }

  @Override
  public boolean comeBack(GroupId group, UserId user) {
    return of(user).join(group.id());
  }

  @Override
  public UserId askToJoin(GroupId group, String name) {
    throw new UnsupportedOperationException("ANSWER_JOINS is not declared: Ergo has no KNOCK");
  }

  @Override
  public void muteByOwner(GroupId group, UserId user, Instant until) {
    throw new UnsupportedOperationException("SEE_MUTES is not declared: a mute of IRC has no end");
  }

  @Override
  public void press(@Nullable GroupId group, UserId user, String messageId, String value) {
    throw new UnsupportedOperationException("IRC has no buttons");
  }

  @Override
  public String writePrivately(UserId user, String text) {
    String id = of(user).say(STEWARD, text);
    if (id == null) {
      throw new IllegalStateException("the server did not take it");
    }
    return id;
  }

  @Override
  public List<Seen> seen(GroupId group) {
    return watcher(group).seen(group.id());
  }

  @Override
  public List<Seen> seenPrivately(UserId user) {
    return of(user).seenPrivately();
  }

  @Override
  public boolean isIn(GroupId group, UserId user) {
    return watcher(group).sees(group.id(), of(user).nick());
  }

  @Override
  public String nameOf(GroupId group, UserId user) {
    return of(user).nick();
  }

  @Override
  public String notice(GroupId group) {
    return watcher(group).topic(group.id());
  }

  @Override
  public List<Action> refused() {
    UserId owner = id(OWNER);
    UserId gone = id("nobody");
    Instant later = host().clock().instant().plusSeconds(600);
    return List.of(
        new Action.MuteMember(MAIN, owner, later),
        new Action.KickMember(MAIN, owner),
        new Action.BanMember(MAIN, owner),
        new Action.MuteMember(MAIN, gone, later),
        new Action.KickMember(MAIN, gone),
        new Action.SendPrivate(MAIN, gone, Content.of("hello"), List.of()),
        new Action.DeleteMessage(MAIN, "nosuchmessage"));
  }

  @Override
  public void cut() {
    proxy().cut();
  }

  @Override
  public void heal() {
    proxy().heal();
  }

  @Override
  public void slow(boolean on) {
    proxy().hold(on);
  }

  /** Who is in stays in: the line is cut, so that Steward has to say its password again. */
  @Override
  public boolean expireToken() {
    if (!server().password(STEWARD, "changed-" + ++passwords)) {
      return false;
    }
    cut();
    heal();
    return true;
  }

  @Override
  public void renewToken() {
    password = "changed-" + passwords;
  }

  @Override
  public boolean repeat(GroupId group, String messageId) {
    return server().repeat(group.id(), messageId, STEWARD);
  }

  @Override
  public int longestMessage() {
    return 1_200;
  }

  @Override
  public Map<String, Integer> keeps() {
    return Map.of("Hand.redacted", Hand.MOST_KEPT, "Room.departed", Room.MOST_DEPARTED);
  }

  @Override
  public void close() {
    members.values().forEach(Member::close);
    if (proxy != null) {
      proxy.close();
    }
    if (server != null) {
      server.close();
    }
  }
}
