package dev.steward.adapter.satori;

import dev.steward.chat.Action;
import dev.steward.chat.Capability;
import dev.steward.chat.ChatAdapter;
import dev.steward.chat.ChatConnection;
import dev.steward.chat.ConnectionHealth;
import dev.steward.chat.Content;
import dev.steward.chat.GroupId;
import dev.steward.chat.Settings;
import dev.steward.chat.UserId;
import dev.steward.testkit.AdapterFixture;
import dev.steward.testkit.TestHost;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A real Koishi with its sandbox as the platform, whose page is played here. What the sandbox's own
 * page has no button for (joins, leaves, edits) its bot is told directly.
 */
final class KoishiSandboxFixture implements AdapterFixture {
  private static final String PLATFORM = "sandbox:steward";
  private static final String CHANNEL = "#";
  private static final GroupId GROUP = new Native(PLATFORM, CHANNEL).group();
  private static final String PNG =
      "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==";

  private final KoishiPeer koishi;
  private final Set<String> members = new HashSet<>();
  private @Nullable TestHost host;
  private @Nullable ChatConnection connection;
  private @Nullable SandboxConsole console;
  private @Nullable CutWire wire;

  /**
   * @param koishi runs; kept by the test, since it takes seconds to start
   */
  KoishiSandboxFixture(KoishiPeer koishi) {
    this.koishi = koishi;
  }

  /** Koishi lives by a real clock: its heart is not asked where hours pass in moments. */
  @Override
  public ChatAdapter adapter() {
    return new SatoriAdapter(Duration.ofDays(2));
  }

  @Override
  public Settings settings() {
    return new Settings(
        "adapters.satori",
        Map.of(
            "url",
            "http://127.0.0.1:" + wire().port() + "/satori",
            "token",
            koishi.token(),
            // The sandbox's login is hidden: it is ours when it is named.
            "logins",
            "sandbox%3Asteward:koishi"));
  }

  @Override
  public void start(TestHost host) {
    wire = new CutWire(koishi.port());
    console = new SandboxConsole(koishi.console(), PLATFORM);
    // The sandbox has a bot once somebody has spoken.
    console().says("旁观者", CHANNEL, "在吗");
    console().clear();
    this.host = host;
  }

  @Override
  public void connected(ChatConnection made) {
    connection = made;
  }

  private SandboxConsole console() {
    if (console == null) {
      throw new IllegalStateException("not started");
    }
    return console;
  }

  private CutWire wire() {
    if (wire == null) {
      throw new IllegalStateException("not started");
    }
    return wire;
  }

  private static UserId user(String name) {
    return new Native(PLATFORM, name).user();
  }

  private static String name(UserId user) {
    return Native.of(user).orElseThrow().id();
  }

  @Override
  public Map<GroupId, Set<Capability>> groups() {
    return Map.of(
        GROUP,
        EnumSet.of(
            Capability.SEE_MESSAGES,
            Capability.SEE_EDITS,
            Capability.SEE_RECALLS,
            Capability.SEE_MEMBERS,
            Capability.SEND,
            Capability.REPLY,
            Capability.PRIVATE,
            Capability.SEND_IMAGES,
            Capability.DELETE));
  }

  @Override
  public UserId member(GroupId group, String name) {
    if (members.add(name)) {
      dispatch("guild-member-added", name, Map.of());
    }
    return user(name);
  }

  private void dispatch(String type, String name, Map<String, Object> more) {
    Map<String, Object> event = new HashMap<>(more);
    event.put("type", type);
    event.put("user", Map.of("id", name, "name", name));
    event.put("channel", Map.of("id", CHANNEL, "type", 0));
    event.put("guild", Map.of("id", CHANNEL));
    koishi.dispatch(PLATFORM, event);
  }

  @Override
  public @Nullable String post(GroupId group, UserId user, String text) {
    return console().says(name(user), CHANNEL, Rendered.escaped(Json.whole(text)));
  }

  @Override
  public String postImage(GroupId group, UserId user) {
    return console().says(name(user), CHANNEL, "<img src=\"" + PNG + "\"/>");
  }

  @Override
  public void edit(GroupId group, UserId user, String messageId, String text) {
    dispatch(
        "message-updated",
        name(user),
        Map.of("message", Map.of("id", messageId, "content", Rendered.escaped(text))));
  }

  @Override
  public void recall(GroupId group, UserId user, String messageId) {
    console().takesBack(name(user), CHANNEL, messageId);
  }

  @Override
  public void leave(GroupId group, UserId user) {
    members.remove(name(user));
    dispatch("guild-member-removed", name(user), Map.of());
  }

  @Override
  public boolean comeBack(GroupId group, UserId user) {
    return member(group, name(user)).equals(user);
  }

  @Override
  public UserId askToJoin(GroupId group, String name) {
    throw new UnsupportedOperationException("the sandbox is open");
  }

  @Override
  public void muteByOwner(GroupId group, UserId user, Instant until) {
    throw new UnsupportedOperationException("the sandbox mutes nobody");
  }

  @Override
  public void press(@Nullable GroupId group, UserId user, String messageId, String value) {
    throw new UnsupportedOperationException("the sandbox has no buttons");
  }

  @Override
  public String writePrivately(UserId user, String text) {
    return console().says(name(user), "@" + name(user), Rendered.escaped(text));
  }

  @Override
  public List<Seen> seen(GroupId group) {
    return seen(CHANNEL);
  }

  @Override
  public List<Seen> seenPrivately(UserId user) {
    return seen("@" + name(user));
  }

  private List<Seen> seen(String channel) {
    List<Seen> seen = new ArrayList<>();
    for (SandboxConsole.Said said : console().said(channel)) {
      Rendered shown = Rendered.of(said.content());
      seen.add(
          new Seen(
              said.id(),
              user(said.user().equals("Koishi") ? "koishi" : said.user()),
              shown.text(),
              shown.replyTo(),
              List.copyOf(shown.buttons().values()),
              shown.images()));
    }
    return seen;
  }

  @Override
  public boolean isIn(GroupId group, UserId user) {
    return members.contains(name(user));
  }

  @Override
  public String nameOf(GroupId group, UserId user) {
    return name(user);
  }

  @Override
  public String notice(GroupId group) {
    throw new UnsupportedOperationException("the sandbox has no notice");
  }

  /** The sandbox itself refuses nothing. */
  @Override
  public List<Action> refused() {
    return List.of(
        new Action.SendPrivate(GROUP, new UserId("web", "u1"), Content.of("psst"), List.of()));
  }

  @Override
  public void cut() {
    wire().cut(true);
    ChatConnection up = connection;
    if (host != null && up != null) {
      // Koishi says nothing twice: what is said before the cut is noticed would be lost.
      host.await()
          .until(
              "the cut is noticed", () -> up.health().state() != ConnectionHealth.State.CONNECTED);
    }
  }

  @Override
  public void heal() {
    wire().cut(false);
  }

  @Override
  public void slow(boolean on) {
    wire().slow(on);
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
    if (console != null) {
      console.close();
    }
    if (wire != null) {
      wire.close();
    }
  }
}
