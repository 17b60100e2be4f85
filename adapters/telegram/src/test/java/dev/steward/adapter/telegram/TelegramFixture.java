package dev.steward.adapter.telegram;

import dev.steward.adapter.telegram.FakeChat.Member;
import dev.steward.chat.Action;
import dev.steward.chat.Capability;
import dev.steward.chat.ChatAdapter;
import dev.steward.chat.GroupId;
import dev.steward.chat.Mount;
import dev.steward.chat.Settings;
import dev.steward.chat.UserId;
import dev.steward.testkit.AdapterFixture;
import dev.steward.testkit.TestHost;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Three groups at a Telegram of our own: a supergroup that the bot helps to run, one in which it is
 * an ordinary member, and a plain group that it helps to run.
 */
public final class TelegramFixture implements AdapterFixture {
  static final long BOT = 7_100_200_300L;
  static final String TOKEN = BOT + ":AAF-a_token_for_tests-0123456789abc";
  static final long MAIN = -1_001_700_000_001L;
  static final long QUIET = -1_001_700_000_002L;
  static final long PLAIN = -4_500_600_700L;
  static final Set<Capability> TALK =
      Set.of(
          Capability.SEE_MESSAGES,
          Capability.SEE_EDITS,
          Capability.SEND,
          Capability.REPLY,
          Capability.PRIVATE,
          Capability.BUTTONS,
          Capability.POLLS,
          Capability.SEND_IMAGES,
          Capability.HISTORY);

  final FakeTelegram telegram = new FakeTelegram();
  final FakeWorld world = telegram.world;
  final FakeBot bot = world.bot(BOT, TOKEN, "StewardTestBot");
  private final boolean webhook;
  private @Nullable TestHost host;

  /** By long polling. */
  public TelegramFixture() {
    this(false);
  }

  TelegramFixture(boolean webhook) {
    this.webhook = webhook;
  }

  static GroupId group(long chat) {
    return new GroupId("telegram", Long.toString(chat));
  }

  @Override
  public ChatAdapter adapter() {
    return new TelegramAdapter();
  }

  @Override
  public Settings settings() {
    Map<String, String> values = new HashMap<>();
    values.put("token", bot.token);
    values.put("api", telegram.address());
    if (webhook) {
      values.put("mode", "webhook");
      values.put("url", "https://steward.example");
    }
    return new Settings("adapters.telegram", values);
  }

  @Override
  public void start(TestHost lent) {
    host = lent;
    world.clock(lent.clock());
    newGroup(MAIN, "supergroup", "宝妈一群", rights());
    newGroup(QUIET, "supergroup", "Quiet group", null);
    newGroup(PLAIN, "group", "Plain group", rights());
    if (webhook) {
      telegram.courier(this::bring);
    }
  }

  private int bring(String url, String secret, byte[] body) throws Exception {
    String path = url.substring("https://steward.example/telegram".length());
    Mount mount = Objects.requireNonNull(host).mounted("telegram");
    return mount
        .handle(
            new Mount.Request(
                "POST",
                path,
                Map.of(),
                Map.of("x-telegram-bot-api-secret-token", secret),
                body,
                true,
                "149.154.167.220"))
        .toCompletableFuture()
        .get(30, TimeUnit.SECONDS)
        .status();
  }

  static ObjectNode rights() {
    return Json.object()
        .put("can_be_edited", false)
        .put("is_anonymous", false)
        .put("can_manage_chat", true)
        .put("can_delete_messages", true)
        .put("can_manage_video_chats", false)
        .put("can_restrict_members", true)
        .put("can_promote_members", false)
        .put("can_change_info", false)
        .put("can_invite_users", true)
        .put("can_pin_messages", true);
  }

  /** A group with an owner; the bot is let in, as one who runs it when it has rights. */
  FakeChat newGroup(long id, String type, String title, @Nullable ObjectNode rights) {
    FakeChat chat = world.chat(id, type, title);
    long owner = world.user("群主" + id);
    world.become(chat, FakeChat.plain(owner, "creator"), owner);
    world.become(
        chat,
        rights == null
            ? FakeChat.plain(BOT, "member")
            : new Member(BOT, "administrator", rights, Json.object(), 0, false),
        owner);
    return chat;
  }

  @Override
  public Map<GroupId, Set<Capability>> groups() {
    Map<GroupId, Set<Capability>> groups = new LinkedHashMap<>();
    groups.put(group(MAIN), TelegramAdapter.ALL);
    groups.put(group(QUIET), TALK);
    Set<Capability> plain = EnumSet.copyOf(TelegramAdapter.ALL);
    plain.removeAll(Set.of(Capability.MUTE, Capability.SEE_MUTES, Capability.BAN));
    groups.put(group(PLAIN), plain);
    return groups;
  }

  static long chatOf(GroupId group) {
    return Long.parseLong(group.id());
  }

  FakeChat chat(GroupId group) {
    FakeChat chat = world.chat(chatOf(group));
    return chat.movedTo == 0 ? chat : world.chat(chat.movedTo);
  }

  static long idOf(UserId user) {
    return Long.parseLong(user.id());
  }

  @Override
  public UserId member(GroupId group, String name) {
    long user = world.user(name);
    FakeChat chat = chat(group);
    synchronized (world) {
      bot.started.add(user);
      if (!chat.member(user, world.now()).isIn()) {
        world.become(chat, FakeChat.plain(user, "member"), user);
      }
    }
    return new UserId("telegram", Long.toString(user));
  }

  @Override
  public @Nullable String post(GroupId group, UserId user, String text) {
    String wire = Json.whole(text);
    return nativeId(world.post(chat(group).id, idOf(user), message -> message.put("text", wire)));
  }

  /** Somebody posts anything. */
  String post(GroupId group, UserId user, Consumer<ObjectNode> fill) {
    return Objects.requireNonNull(nativeId(world.post(chat(group).id, idOf(user), fill)));
  }

  private static @Nullable String nativeId(@Nullable ObjectNode message) {
    return message == null
        ? null
        : Json.number(message.path("chat"), "id") + "." + Json.number(message, "message_id");
  }

  private static long messageOf(String nativeId) {
    return NativeId.parse(nativeId).orElseThrow().message();
  }

  @Override
  public String postImage(GroupId group, UserId user) {
    String file = world.keepFile(new byte[] {1, 2, 3});
    return post(group, user, message -> world.photo(message, file));
  }

  @Override
  public void edit(GroupId group, UserId user, String messageId, String text) {
    world.edit(chat(group).id, messageOf(messageId), text);
  }

  @Override
  public void recall(GroupId group, UserId user, String messageId) {
    world.remove(chat(group).id, messageOf(messageId));
  }

  @Override
  public void leave(GroupId group, UserId user) {
    world.become(chat(group), FakeChat.plain(idOf(user), "left"), idOf(user));
  }

  @Override
  public boolean comeBack(GroupId group, UserId user) {
    FakeChat chat = chat(group);
    synchronized (world) {
      if (chat.member(idOf(user), world.now()).status().equals("kicked")) {
        return false;
      }
      world.become(chat, FakeChat.plain(idOf(user), "member"), idOf(user));
      return true;
    }
  }

  @Override
  public UserId askToJoin(GroupId group, String name) {
    long user = world.user(name + chatOf(group));
    world.ask(chat(group).id, user);
    return new UserId("telegram", Long.toString(user));
  }

  @Override
  public void muteByOwner(GroupId group, UserId user, Instant until) {
    FakeChat chat = chat(group);
    synchronized (world) {
      telegram.methods.mute(
          chat,
          idOf(user),
          FakeChat.permissions(false),
          until.getEpochSecond(),
          FakeWorld.owner(chat));
    }
  }

  @Override
  public void press(@Nullable GroupId group, UserId user, String messageId, String value) {
    FakeChat where = group == null ? world.privateChat(bot, idOf(user)) : chat(group);
    world.press(bot, where, idOf(user), messageOf(messageId), value);
  }

  @Override
  public boolean vote(GroupId group, UserId user, String messageId, Set<String> labels) {
    return world.vote(chat(group), idOf(user), messageOf(messageId), labels);
  }

  @Override
  public String writePrivately(UserId user, String text) {
    return Objects.requireNonNull(nativeId(world.writePrivately(bot, idOf(user), text)));
  }

  @Override
  public List<Seen> seen(GroupId group) {
    return world.seen(chat(group)).stream().map(TelegramFixture::seen).toList();
  }

  @Override
  public List<Seen> seenPrivately(UserId user) {
    return world.seen(world.privateChat(bot, idOf(user))).stream()
        .map(TelegramFixture::seen)
        .toList();
  }

  private static Seen seen(ObjectNode message) {
    JsonNode reply = message.path("reply_to_message");
    JsonNode poll = message.path("poll");
    List<String> labels =
        Stream.concat(
                message
                    .path("reply_markup")
                    .path("inline_keyboard")
                    .valueStream()
                    .flatMap(row -> row.valueStream()),
                poll.path("options").valueStream())
            .map(button -> Json.text(button, "text"))
            .toList();
    return new Seen(
        Objects.requireNonNull(nativeId(message)),
        new UserId("telegram", Long.toString(Json.number(message.path("from"), "id"))),
        Json.text(message, "text") + Json.text(message, "caption") + Json.text(poll, "question"),
        reply.isObject() ? nativeId((ObjectNode) reply) : null,
        labels,
        message.has("photo") ? 1 : 0);
  }

  @Override
  public boolean isIn(GroupId group, UserId user) {
    synchronized (world) {
      return chat(group).member(idOf(user), world.now()).isIn();
    }
  }

  @Override
  public String nameOf(GroupId group, UserId user) {
    return Json.text(world.userJson(idOf(user)), "first_name");
  }

  @Override
  public String notice(GroupId group) {
    synchronized (world) {
      FakeChat chat = chat(group);
      Long pinned = chat.lastPinned();
      return pinned == null ? "" : Json.text(chat.message(pinned).orElseThrow(), "text");
    }
  }

  @Override
  public List<Action> refused() {
    GroupId main = group(MAIN);
    UserId owner = new UserId("telegram", Long.toString(FakeWorld.owner(world.chat(MAIN))));
    UserId nobody = new UserId("telegram", "424242");
    Instant later = world.now().plusSeconds(600);
    return List.of(
        new Action.MuteMember(main, owner, later),
        new Action.KickMember(main, owner),
        new Action.BanMember(main, owner),
        new Action.MuteMember(main, nobody, later),
        new Action.KickMember(main, nobody),
        new Action.BanMember(main, nobody),
        new Action.KickMember(main, new UserId("telegram", "x")),
        new Action.DeleteMessage(main, MAIN + ".123456789"),
        new Action.DeleteMessage(main, "123456789"),
        new Action.DeleteMessage(main, PLAIN + ".1"),
        new Action.EndPoll(main, MAIN + ".123456789"),
        new Action.EndPoll(main, "123456789"),
        new Action.EndPoll(main, PLAIN + ".1"),
        new Action.ApproveJoin(main, "5", nobody));
  }

  @Override
  public void cut() {
    telegram.cut(true);
  }

  @Override
  public void heal() {
    telegram.cut(false);
  }

  @Override
  public void slow(boolean on) {
    telegram.slow(on);
  }

  @Override
  public boolean expireToken() {
    bot.token = BOT + ":AAF-revoked_by_its_owner_0123456789abc";
    return true;
  }

  @Override
  public void renewToken() {
    bot.token = BOT + ":AAF-renewed_by_its_owner_0123456789abc";
  }

  @Override
  public boolean repeat(GroupId group, String messageId) {
    synchronized (world) {
      bot.report("message", chat(group).message(messageOf(messageId)).orElseThrow());
    }
    return true;
  }

  @Override
  public int longestMessage() {
    return 4_096;
  }

  @Override
  public void close() {
    telegram.close();
  }
}
