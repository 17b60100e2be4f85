package dev.steward.adapter.satori;

import dev.steward.chat.Action;
import dev.steward.chat.Capability;
import dev.steward.chat.ChatAdapter;
import dev.steward.chat.ChatConnection;
import dev.steward.chat.ConnectionHealth;
import dev.steward.chat.GroupId;
import dev.steward.chat.Settings;
import dev.steward.chat.SettingsException;
import dev.steward.chat.UserId;
import dev.steward.testkit.AdapterFixture;
import dev.steward.testkit.TestHost;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A real Koishi between: Steward speaks Satori to it, and its OneBot adapter speaks OneBot to a
 * OneBot implementation, whose groups and people these are. So whatever passes has been understood
 * by somebody else's code on both sides.
 */
public final class KoishiFixture implements AdapterFixture {
  private static final String BEHIND = "onebot";

  private final AdapterFixture oneBot;
  private final Hub hub;
  private final boolean ownHub;
  private @Nullable CutWire wire;
  private @Nullable TestHost host;
  private @Nullable ChatConnection connection;

  /**
   * A Koishi that outlives single fixtures, since it takes seconds to start. Its OneBot adapter
   * dials a wire that leads to whichever OneBot implementation is in use.
   */
  public static final class Hub implements AutoCloseable {
    private final CutWire oneBot = new CutWire(1);
    private final KoishiPeer koishi;

    /**
     * @param folder where Koishi may write
     * @param selfId the OneBot account
     * @param oneBotToken what the OneBot implementation asks for
     */
    public Hub(java.nio.file.Path folder, String selfId, String oneBotToken) {
      oneBot.cut(true);
      String endpoint = "ws://127.0.0.1:" + oneBot.port() + "/";
      koishi =
          KoishiPeer.start(folder, KoishiPeer.Settings.oneBot("ws", endpoint, selfId, oneBotToken));
    }

    /** Leads to another OneBot implementation and returns once the account is online there. */
    void to(int port) {
      leave();
      oneBot.to(port);
      oneBot.cut(false);
      // Koishi's OneBot adapter does not come back by itself once its connection was closed.
      koishi.startBot(BEHIND);
      koishi.awaitOnline(BEHIND, true);
    }

    /** Leads nowhere. */
    void leave() {
      oneBot.cut(true);
      koishi.awaitOnline(BEHIND, false);
    }

    @Override
    public void close() {
      koishi.close();
      oneBot.close();
    }
  }

  /**
   * @param oneBot a OneBot implementation that is dialled at its setting {@code connect} and asks
   *     for its {@code token}
   * @param hub a Koishi that dials it; kept by the caller
   */
  public KoishiFixture(AdapterFixture oneBot, Hub hub) {
    this(oneBot, hub, false);
  }

  private KoishiFixture(AdapterFixture oneBot, Hub hub, boolean ownHub) {
    this.oneBot = oneBot;
    this.hub = hub;
    this.ownHub = ownHub;
  }

  /**
   * With a Koishi of its own, which ends with the fixture.
   *
   * @param folder where Koishi may write
   * @param selfId the OneBot account
   * @param oneBotToken what the OneBot implementation asks for
   */
  public static KoishiFixture alone(
      AdapterFixture oneBot, java.nio.file.Path folder, String selfId, String oneBotToken) {
    return new KoishiFixture(oneBot, new Hub(folder, selfId, oneBotToken), true);
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
            "url", "http://127.0.0.1:" + wire().port() + "/satori", "token", hub.koishi.token()));
  }

  @Override
  public void start(TestHost lent) {
    host = lent;
    wire = new CutWire(hub.koishi.port());
    oneBot.start(lent);
    try {
      hub.to(URI.create(oneBot.settings().text("connect")).getPort());
    } catch (SettingsException none) {
      throw new IllegalStateException("the OneBot implementation is not dialled", none);
    }
  }

  private CutWire wire() {
    return Objects.requireNonNull(wire, "not started");
  }

  @Override
  public void connected(ChatConnection made) {
    connection = made;
  }

  private static GroupId there(GroupId group) {
    return new GroupId(BEHIND, Native.of(group).orElseThrow().id());
  }

  private static UserId there(UserId user) {
    return new UserId(BEHIND, Native.of(user).orElseThrow().id());
  }

  private static GroupId here(GroupId group) {
    return new Native(BEHIND, group.id()).group();
  }

  private static UserId here(UserId user) {
    return new Native(BEHIND, user.id()).user();
  }

  /** What Koishi's OneBot adapter passes on; who may do it is the implementation's to say. */
  @Override
  public Map<GroupId, Set<Capability>> groups() {
    Set<Capability> passed =
        EnumSet.of(
            Capability.SEE_MESSAGES,
            Capability.SEE_RECALLS,
            Capability.SEE_MEMBERS,
            Capability.SEE_MUTES,
            Capability.SEND,
            Capability.REPLY,
            Capability.PRIVATE,
            Capability.SEND_IMAGES,
            Capability.DELETE,
            Capability.MUTE,
            Capability.MUTE_ALL,
            Capability.KICK,
            Capability.ANSWER_JOINS);
    Map<GroupId, Set<Capability>> groups = new LinkedHashMap<>();
    oneBot
        .groups()
        .forEach(
            (group, can) -> {
              Set<Capability> both = EnumSet.copyOf(passed);
              both.retainAll(can);
              groups.put(here(group), both);
            });
    return groups;
  }

  @Override
  public UserId member(GroupId group, String name) {
    return here(oneBot.member(there(group), name));
  }

  @Override
  public @Nullable String post(GroupId group, UserId user, String text) {
    String message = oneBot.post(there(group), there(user), text);
    return message == null ? null : bare(there(group).id(), message);
  }

  @Override
  public String postImage(GroupId group, UserId user) {
    return bare(there(group).id(), oneBot.postImage(there(group), there(user)));
  }

  @Override
  public void edit(GroupId group, UserId user, String messageId, String text) {
    oneBot.edit(there(group), there(user), messageId, text);
  }

  @Override
  public void recall(GroupId group, UserId user, String messageId) {
    oneBot.recall(there(group), there(user), messageId);
  }

  @Override
  public void leave(GroupId group, UserId user) {
    oneBot.leave(there(group), there(user));
  }

  @Override
  public boolean comeBack(GroupId group, UserId user) {
    return oneBot.comeBack(there(group), there(user));
  }

  @Override
  public UserId askToJoin(GroupId group, String name) {
    return here(oneBot.askToJoin(there(group), name));
  }

  @Override
  public void muteByOwner(GroupId group, UserId user, Instant until) {
    oneBot.muteByOwner(there(group), there(user), until);
  }

  @Override
  public void press(@Nullable GroupId group, UserId user, String messageId, String value) {
    oneBot.press(group == null ? null : there(group), there(user), messageId, value);
  }

  @Override
  public String writePrivately(UserId user, String text) {
    return bare(there(user).id(), oneBot.writePrivately(there(user), text));
  }

  @Override
  public List<Seen> seen(GroupId group) {
    return here(there(group).id(), oneBot.seen(there(group)));
  }

  @Override
  public List<Seen> seenPrivately(UserId user) {
    return here(there(user).id(), oneBot.seenPrivately(there(user)));
  }

  private static List<Seen> here(String place, List<Seen> seen) {
    return seen.stream()
        .map(
            s -> {
              String replyTo = s.replyTo();
              return new Seen(
                  bare(place, s.messageId()),
                  here(s.sender()),
                  s.text(),
                  replyTo == null ? null : bare(place, replyTo),
                  s.buttons(),
                  s.images());
            })
        .toList();
  }

  /**
   * Koishi tells an implementation's own ids: Steward's OneBot adapter says where and when, too.
   */
  private static String bare(String place, String message) {
    String own = message.startsWith(place + ".") ? message.substring(place.length() + 1) : message;
    int more = own.indexOf('.');
    return more < 0 ? own : own.substring(0, more);
  }

  @Override
  public boolean isIn(GroupId group, UserId user) {
    return oneBot.isIn(there(group), there(user));
  }

  @Override
  public String nameOf(GroupId group, UserId user) {
    return oneBot.nameOf(there(group), there(user));
  }

  @Override
  public String notice(GroupId group) {
    return oneBot.notice(there(group));
  }

  @Override
  public List<Action> refused() {
    return oneBot.refused().stream().map(KoishiFixture::here).toList();
  }

  private static Action here(Action action) {
    return switch (action) {
      case Action.MuteMember(GroupId group, UserId user, Instant until) ->
          new Action.MuteMember(here(group), here(user), until);
      case Action.KickMember(GroupId group, UserId user) ->
          new Action.KickMember(here(group), here(user));
      case Action.DeleteMessage(GroupId group, String messageId) ->
          new Action.DeleteMessage(here(group), messageId);
      default -> throw new IllegalArgumentException("not translated yet: " + action);
    };
  }

  @Override
  public void cut() {
    wire().cut(true);
    ChatConnection up = connection;
    TestHost lent = host;
    if (lent != null && up != null) {
      // Koishi says nothing twice: what is said before the cut is noticed would be lost.
      lent.await()
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
    oneBot.slow(on);
  }

  @Override
  public boolean repeat(GroupId group, String messageId) {
    return oneBot.repeat(there(group), messageId);
  }

  /** Koishi reads on whatever Steward does: it has no way to make a platform wait. */
  @Override
  public boolean canWait() {
    return oneBot.canWait();
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
    if (wire != null) {
      wire.close();
    }
    if (ownHub) {
      hub.close();
    }
    oneBot.close();
  }
}
