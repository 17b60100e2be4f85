package dev.steward.adapter.satori;

import dev.steward.chat.Action;
import dev.steward.chat.Capability;
import dev.steward.chat.ChatAdapter;
import dev.steward.chat.GroupId;
import dev.steward.chat.Settings;
import dev.steward.chat.UserId;
import dev.steward.testkit.AdapterFixture;
import dev.steward.testkit.TestHost;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A fake Satori server with a made-up platform: a group that Steward runs, and one where it may
 * only talk.
 */
public final class SatoriFixture implements AdapterFixture {
  static final GroupId MAIN = new GroupId("satori", "town:c-g1");
  static final GroupId QUIET = new GroupId("satori", "town:c-g2");

  private static final Set<Capability> TALK =
      EnumSet.of(
          Capability.SEE_MESSAGES,
          Capability.SEE_EDITS,
          Capability.SEE_RECALLS,
          Capability.SEE_MEMBERS,
          Capability.SEND,
          Capability.REPLY,
          Capability.PRIVATE,
          Capability.BUTTONS,
          Capability.SEND_IMAGES);

  private @Nullable FakeSatori server;
  private @Nullable Town town;
  private @Nullable TestHost host;
  private boolean closed;

  /** For the server's tests, which play one conversation over all platforms. */
  public SatoriFixture() {}

  @Override
  public ChatAdapter adapter() {
    return new SatoriAdapter();
  }

  @Override
  public Settings settings() {
    return new Settings(
        "adapters.satori",
        Map.of("url", server().url(), "token", server().token(), "buttons", "town"));
  }

  @Override
  public void start(TestHost lent) {
    host = lent;
    Town made = new Town(lent.clock());
    FakeSatori started = new FakeSatori(made);
    made.events(started::event);
    town = made;
    server = started;
  }

  FakeSatori server() {
    if (server == null) {
      throw new IllegalStateException("not started");
    }
    return server;
  }

  /** Does something in the town, under its server's lock. */
  <T extends @Nullable Object> T in(Function<Town, T> what) {
    Town there = town;
    if (there == null) {
      throw new IllegalStateException("not started");
    }
    synchronized (server()) {
      return what.apply(there);
    }
  }

  private void act(Supplier<Runnable> what) {
    synchronized (server()) {
      what.get().run();
    }
  }

  private TestHost host() {
    if (host == null) {
      throw new IllegalStateException("not started");
    }
    return host;
  }

  static UserId user(String id) {
    return new UserId("satori", "town:" + id);
  }

  static String id(UserId user) {
    return user.id().substring("town:".length());
  }

  private static String channel(GroupId group) {
    return group.id().substring("town:".length());
  }

  private Town.Guild guild(GroupId group) {
    return in(t -> t.guildOf(channel(group)));
  }

  @Override
  public Map<GroupId, Set<Capability>> groups() {
    Map<GroupId, Set<Capability>> groups = new LinkedHashMap<>();
    Set<Capability> all = EnumSet.copyOf(TALK);
    all.addAll(
        EnumSet.of(
            Capability.DELETE,
            Capability.MUTE,
            Capability.MUTE_ALL,
            Capability.KICK,
            Capability.ANSWER_JOINS));
    groups.put(MAIN, all);
    groups.put(QUIET, TALK);
    return groups;
  }

  @Override
  public UserId member(GroupId group, String name) {
    return user(in(t -> t.person(guild(group), name)));
  }

  @Override
  public @Nullable String post(GroupId group, UserId user, String text) {
    return in(t -> t.says(guild(group), id(user), Rendered.escaped(text)));
  }

  @Override
  public String postImage(GroupId group, UserId user) {
    String source = Rendered.escaped(Town.PICTURE).replace("\"", "&quot;");
    String id = in(t -> t.says(guild(group), id(user), "<img src=\"" + source + "\"/>"));
    if (id == null) {
      throw new IllegalStateException("not allowed to speak");
    }
    return id;
  }

  @Override
  public void edit(GroupId group, UserId user, String messageId, String text) {
    act(() -> () -> town().edits(guild(group), messageId, Rendered.escaped(text)));
  }

  private Town town() {
    return in(t -> t);
  }

  @Override
  public void recall(GroupId group, UserId user, String messageId) {
    act(() -> () -> town().removes(guild(group), messageId, id(user)));
  }

  @Override
  public void leave(GroupId group, UserId user) {
    act(() -> () -> town().leaves(guild(group), id(user), id(user)));
  }

  @Override
  public boolean comeBack(GroupId group, UserId user) {
    Town.Guild guild = guild(group);
    return in(
        t -> {
          if (guild.banned.contains(id(user))) {
            return false;
          }
          t.joins(guild, id(user));
          return true;
        });
  }

  @Override
  public UserId askToJoin(GroupId group, String name) {
    return user(in(t -> t.asks(guild(group), name)));
  }

  @Override
  public void muteByOwner(GroupId group, UserId user, Instant until) {
    throw new UnsupportedOperationException("Satori has no word for it");
  }

  @Override
  public void press(@Nullable GroupId group, UserId user, String messageId, String value) {
    act(
        () ->
            () -> town().presses(group == null ? null : guild(group), id(user), messageId, value));
  }

  @Override
  public String writePrivately(UserId user, String text) {
    return in(t -> t.whispers(id(user), Rendered.escaped(text)));
  }

  @Override
  public List<Seen> seen(GroupId group) {
    return in(t -> t.messages(channel(group))).stream().map(SatoriFixture::seen).toList();
  }

  @Override
  public List<Seen> seenPrivately(UserId user) {
    return in(t -> t.messages("dm-" + id(user))).stream().map(SatoriFixture::seen).toList();
  }

  private static Seen seen(Town.Message message) {
    Rendered shown = Rendered.of(message.content());
    return new Seen(
        message.id(),
        user(message.user()),
        shown.text(),
        shown.replyTo(),
        List.copyOf(shown.buttons().values()),
        shown.images());
  }

  @Override
  public boolean isIn(GroupId group, UserId user) {
    return in(t -> guild(group).roles.containsKey(id(user)));
  }

  @Override
  public String nameOf(GroupId group, UserId user) {
    return in(t -> t.name(id(user)));
  }

  @Override
  public String notice(GroupId group) {
    throw new UnsupportedOperationException("Satori has no word for it");
  }

  @Override
  public List<Action> refused() {
    UserId owner = user("owner");
    UserId gone = user("u-gone");
    Instant later = host().clock().instant().plus(Duration.ofMinutes(10));
    return List.of(
        new Action.MuteMember(MAIN, owner, later),
        new Action.KickMember(MAIN, owner),
        new Action.MuteMember(MAIN, gone, later),
        new Action.KickMember(MAIN, gone),
        new Action.KickMember(MAIN, new UserId("web", "u1")),
        new Action.DeleteMessage(MAIN, "123456789"),
        new Action.ApproveJoin(MAIN, "5", gone));
  }

  @Override
  public void cut() {
    server().cut();
  }

  @Override
  public void heal() {
    server().heal();
  }

  @Override
  public void slow(boolean on) {
    server().slow(on);
  }

  @Override
  public boolean expireToken() {
    server().token("another token");
    return true;
  }

  @Override
  public void renewToken() {
    server().token("renewed token");
  }

  @Override
  public boolean repeat(GroupId group, String messageId) {
    return server().again(messageId);
  }

  @Override
  public Map<String, Integer> keeps() {
    return Map.of(
        "Talk.referrers",
        Talk.MOST_REMEMBERED,
        "Gone.messages",
        Gone.MOST,
        "Gone.members",
        Gone.MOST,
        "Proofs.worked",
        Capability.values().length);
  }

  @Override
  public void close() {
    if (server != null && !closed) {
      closed = true;
      server.close();
    }
  }
}
