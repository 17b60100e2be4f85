package dev.steward.adapter.onebot;

import dev.steward.chat.Action;
import dev.steward.chat.Capability;
import dev.steward.chat.ChatAdapter;
import dev.steward.chat.ChatConnection;
import dev.steward.chat.GroupId;
import dev.steward.chat.Role;
import dev.steward.chat.Settings;
import dev.steward.chat.UserId;
import dev.steward.testkit.AdapterFixture;
import dev.steward.testkit.TestHost;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A OneBot implementation with two groups: one that Steward runs, one in which it only talks. */
public final class OneBotFixture implements AdapterFixture {
  static final String TOKEN = "fixture-token";
  static final String SECRET = "fixture-secret";
  static final long SELF = 10_001;
  private static final long RUN = 700_001;
  private static final long TALK = 700_002;
  private static final String PNG =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==";

  private final FakeTransport transport;
  private final boolean cqStrings;
  private String token = TOKEN;
  private @Nullable OneBotFake fake;
  private @Nullable TestHost host;

  /** Over forward WebSocket, with arrays. */
  public OneBotFixture() {
    this(new ForwardTransport(), false);
  }

  /** Reverse WebSocket to somebody else's application, which is dialled at {@link #start}. */
  public static OneBotFixture dialling(String url) {
    return new OneBotFixture(ReverseTransport.to(url), false);
  }

  OneBotFixture(FakeTransport transport, boolean cqStrings) {
    this.transport = transport;
    this.cqStrings = cqStrings;
  }

  OneBotFake fake() {
    return Objects.requireNonNull(fake, "not started");
  }

  FakeTransport transport() {
    return transport;
  }

  @Override
  public ChatAdapter adapter() {
    return new OneBotAdapter();
  }

  @Override
  public Settings settings() {
    Map<String, String> values = new HashMap<>(transport.settings());
    values.put("token", token);
    return new Settings("adapters.onebot", values);
  }

  @Override
  public void start(TestHost at) {
    host = at;
    OneBotFake made = new OneBotFake(SELF, () -> at.clock().instant().getEpochSecond());
    made.cqStrings = cqStrings;
    made.textIds = cqStrings;
    made.group(RUN, "上海一群", "admin");
    made.group(TALK, "北京一群", "member");
    fake = made;
    transport.start(made, at);
  }

  @Override
  public void connected(ChatConnection connection) {
    transport.connected((OneBotConnection) connection);
  }

  @Override
  public Map<GroupId, Set<Capability>> groups() {
    Map<GroupId, Set<Capability>> groups = new LinkedHashMap<>();
    Rights.Extras extras = new Rights.Extras(true, canWait());
    groups.put(id(RUN), Rights.of(Role.ADMIN, extras));
    groups.put(id(TALK), Rights.of(Role.MEMBER, extras));
    return groups;
  }

  private static GroupId id(long group) {
    return new GroupId(OneBotAdapter.PLATFORM, Long.toString(group));
  }

  private static long number(GroupId group) {
    return Long.parseLong(group.id());
  }

  private static long number(UserId user) {
    return Long.parseLong(user.id());
  }

  private static UserId user(long user) {
    return Translator.user(Long.toString(user));
  }

  private static List<Map<String, Object>> text(String text) {
    return List.of(Map.of("type", "text", "data", Map.of("text", Outgoing.whole(text))));
  }

  @Override
  public UserId member(GroupId group, String name) {
    return user(fake().member(number(group), name));
  }

  @Override
  public @Nullable String post(GroupId group, UserId user, String text) {
    String message = fake().post(number(group), number(user), text(text));
    return message == null ? null : NativeId.of(group.id(), message);
  }

  @Override
  public String postImage(GroupId group, UserId user) {
    Map<String, Object> image =
        Map.of("type", "image", "data", Map.of("file", "base64://" + PNG, "file_size", "67"));
    return NativeId.of(
        group.id(),
        Objects.requireNonNull(fake().post(number(group), number(user), List.of(image))));
  }

  @Override
  public void edit(GroupId group, UserId user, String messageId, String text) {
    throw new UnsupportedOperationException("QQ has no edits");
  }

  @Override
  public void recall(GroupId group, UserId user, String messageId) {
    fake().recall(number(group), number(user), NativeId.message(group.id(), messageId));
  }

  @Override
  public void leave(GroupId group, UserId user) {
    fake().leave(number(group), number(user));
  }

  @Override
  public boolean comeBack(GroupId group, UserId user) {
    return fake().comeBack(number(group), number(user));
  }

  @Override
  public UserId askToJoin(GroupId group, String name) {
    return user(fake().askToJoin(number(group), name));
  }

  @Override
  public void muteByOwner(GroupId group, UserId user, Instant until) {
    Instant now = Objects.requireNonNull(host).clock().instant();
    fake().mute(number(group), number(user), Duration.between(now, until).toSeconds(), 20_000);
  }

  @Override
  public void press(@Nullable GroupId group, UserId user, String messageId, String value) {
    throw new UnsupportedOperationException("OneBot has no buttons");
  }

  @Override
  public String writePrivately(UserId user, String text) {
    String message = fake().writePrivately(number(user), text(text));
    long time = fake().seenPrivately(number(user)).getLast().time;
    return NativeId.of(user.id(), message) + "." + time;
  }

  @Override
  public List<Seen> seen(GroupId group) {
    return fake().seen(number(group)).stream()
        .map(message -> seen(message, id -> NativeId.of(group.id(), id)))
        .toList();
  }

  @Override
  public List<Seen> seenPrivately(UserId user) {
    return fake().seenPrivately(number(user)).stream()
        .map(message -> seen(message, id -> id))
        .toList();
  }

  private Seen seen(FakeGroup.FakeMessage message, UnaryOperator<String> named) {
    String replyTo = message.replyTo();
    return new Seen(
        named.apply(Long.toString(message.id)),
        user(message.sender),
        fake().words(message.pieces),
        replyTo == null ? null : named.apply(replyTo),
        List.of(),
        message.images());
  }

  @Override
  public boolean isIn(GroupId group, UserId user) {
    return fake().isIn(number(group), number(user));
  }

  @Override
  public String nameOf(GroupId group, UserId user) {
    return fake().nameOf(number(group), number(user));
  }

  @Override
  public String notice(GroupId group) {
    return fake().notice(number(group));
  }

  @Override
  public List<Action> refused() {
    UserId owner = user(20_000);
    return List.of(
        new Action.MuteMember(id(RUN), owner, Instant.parse("2026-12-24T00:00:00Z")),
        new Action.KickMember(id(RUN), owner),
        new Action.DeleteMessage(id(RUN), "424242"));
  }

  @Override
  public void cut() {
    transport.cut();
  }

  @Override
  public void heal() {
    transport.heal();
  }

  @Override
  public void slow(boolean on) {
    fake().slow(on);
  }

  @Override
  public boolean expireToken() {
    transport.token("another-token");
    return true;
  }

  @Override
  public void renewToken() {
    token = "renewed-token";
    transport.token(token);
  }

  @Override
  public boolean repeat(GroupId group, String messageId) {
    fake().repeat(number(group), NativeId.message(group.id(), messageId));
    return true;
  }

  /** What was taken back, and who left. */
  @Override
  public Map<String, Integer> keeps() {
    return Map.of("Recent.newest", groups().size() * 2 * Gone.MOST);
  }

  @Override
  public boolean canWait() {
    return !(transport instanceof HttpTransport);
  }

  @Override
  public void close() {
    transport.close();
  }
}
