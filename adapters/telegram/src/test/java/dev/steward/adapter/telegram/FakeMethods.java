package dev.steward.adapter.telegram;

import dev.steward.adapter.telegram.FakeChat.Member;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The Bot API's methods, with Telegram's own words for what it refuses. */
final class FakeMethods {
  private final FakeWorld world;
  private final Map<Long, Instant> floods = new ConcurrentHashMap<>();
  private final Map<Long, Instant> floodsOfDeeds = new ConcurrentHashMap<>();
  private final Map<Long, Integer> floodedCalls = new ConcurrentHashMap<>();

  /** What a method says instead of a result. */
  static final class No extends RuntimeException {
    private static final long serialVersionUID = 1L;
    final int code;
    final transient ObjectNode parameters = Json.object();

    No(int code, String description) {
      super(description, null, false, false);
      this.code = code;
    }
  }

  FakeMethods(FakeWorld world) {
    this.world = world;
  }

  /** From now on, and for so long, Telegram wants no more messages in that chat. */
  void flood(long chat, Duration length) {
    floods.put(chat, world.now().plus(length));
  }

  /** From now on, and for so long, nothing but messages is wanted in that chat. */
  void floodOfDeeds(long chat, Duration length) {
    floodsOfDeeds.put(chat, world.now().plus(length));
  }

  /** How many calls Telegram got that it had asked not to make. */
  int callsInFlood(long chat) {
    return floodedCalls.getOrDefault(chat, 0);
  }

  JsonNode call(FakeBot bot, String method, FakeCall call) {
    synchronized (world) {
      flooded(
          method.startsWith("send") ? floods : floodsOfDeeds,
          Json.number(call.parameters(), "chat_id"));
      return switch (method) {
        case "getMe" -> bot.user().put("can_read_all_group_messages", bot.readsAll);
        case "deleteWebhook" -> {
          bot.webhook = "";
          yield yes();
        }
        case "setWebhook" -> setWebhook(bot, call.parameters());
        case "getWebhookInfo" -> webhookInfo(bot);
        case "getChat" -> chatInfo(bot, call.parameters());
        case "getChatMember" -> member(bot, call.parameters());
        case "getChatAdministrators" -> staff(bot, call.parameters());
        case "sendMessage" -> sendMessage(bot, call.parameters());
        case "sendPhoto" -> sendPhoto(bot, call);
        case "sendPoll" -> sendPoll(bot, call.parameters());
        case "stopPoll" -> stopPoll(bot, call.parameters());
        case "deleteMessage" -> delete(bot, call.parameters());
        case "restrictChatMember" -> restrict(bot, call.parameters());
        case "banChatMember" -> ban(bot, call.parameters());
        case "unbanChatMember" -> unban(bot, call.parameters());
        case "banChatSenderChat" -> channel(bot, call.parameters(), true);
        case "unbanChatSenderChat" -> channel(bot, call.parameters(), false);
        case "setChatPermissions" -> permit(bot, call.parameters());
        case "pinChatMessage" -> pin(bot, call.parameters());
        case "unpinChatMessage" -> unpin(bot, call.parameters());
        case "approveChatJoinRequest" -> answer(bot, call.parameters(), true);
        case "declineChatJoinRequest" -> answer(bot, call.parameters(), false);
        case "answerCallbackQuery" -> {
          bot.answeredPresses.add(Json.text(call.parameters(), "callback_query_id"));
          yield yes();
        }
        case "getFile" -> file(call.parameters());
        default -> throw new No(404, "Not Found: method not found");
      };
    }
  }

  private static JsonNode yes() {
    return Json.MAPPER.getNodeFactory().booleanNode(true);
  }

  private JsonNode setWebhook(FakeBot bot, JsonNode p) {
    String url = Json.text(p, "url");
    if (!url.startsWith("https://")) {
      throw new No(400, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook");
    }
    bot.webhook = url;
    bot.secret = Json.text(p, "secret_token");
    bot.maxConnections = (int) Json.number(p, "max_connections");
    allow(bot, p);
    return yes();
  }

  static void allow(FakeBot bot, JsonNode p) {
    if (p.path("allowed_updates").isArray()) {
      Set<String> allowed = new HashSet<>();
      p.path("allowed_updates").forEach(kind -> allowed.add(kind.stringValue("")));
      bot.allowed = allowed;
    }
  }

  private static JsonNode webhookInfo(FakeBot bot) {
    ObjectNode info =
        Json.object()
            .put("url", bot.webhook)
            .put("has_custom_certificate", false)
            .put("pending_update_count", bot.updates.size());
    if (bot.lastErrorDate != 0) {
      info.put("last_error_date", bot.lastErrorDate).put("last_error_message", bot.lastError);
    }
    return info;
  }

  /**
   * The chat of a call that only looks: one that has become a supergroup can still be looked at.
   */
  private FakeChat face(FakeBot bot, JsonNode p) {
    FakeChat chat = world.chats.get(Json.number(p, "chat_id"));
    return chat != null && chat.movedTo != 0 ? chat : chat(bot, p);
  }

  /** The chat of a call, in which the bot is; private ones must have been begun by the other. */
  private FakeChat chat(FakeBot bot, JsonNode p) {
    long id = Json.number(p, "chat_id");
    if (id > 0) {
      if (!world.users.containsKey(id)) {
        throw new No(400, "Bad Request: chat not found");
      }
      if (!bot.started.contains(id)) {
        throw new No(403, "Forbidden: bot can't initiate conversation with a user");
      }
      return world.privateChat(bot, id);
    }
    FakeChat chat = world.chats.get(id);
    if (chat == null) {
      throw new No(400, "Bad Request: chat not found");
    }
    if (chat.movedTo != 0) {
      No moved = new No(400, "Bad Request: group chat was upgraded to a supergroup chat");
      moved.parameters.put("migrate_to_chat_id", chat.movedTo);
      throw moved;
    }
    if (!chat.member(bot.id, world.now()).isIn()) {
      throw new No(403, "Forbidden: bot was kicked from the " + chat.type + " chat");
    }
    return chat;
  }

  private void flooded(Map<Long, Instant> floods, long chat) {
    Instant until = floods.get(chat);
    if (until == null) {
      return;
    }
    Duration rest = Duration.between(world.now(), until);
    if (rest.isPositive()) {
      floodedCalls.merge(chat, 1, Integer::sum);
      long seconds = rest.plusMillis(999).toSeconds();
      No no = new No(429, "Too Many Requests: retry after " + seconds);
      no.parameters.put("retry_after", seconds);
      throw no;
    }
    floods.remove(chat);
  }

  private void require(FakeChat chat, FakeBot bot, String right, String otherwise) {
    Member me = chat.member(bot.id, world.now());
    if (!me.runs() || !Json.yes(me.rights(), right)) {
      throw new No(400, "Bad Request: " + otherwise);
    }
  }

  private JsonNode chatInfo(FakeBot bot, JsonNode p) {
    FakeChat chat = face(bot, p);
    ObjectNode info = chat.json();
    info.set("permissions", chat.permissions.deepCopy());
    if (chat.channel != 0) {
      info.put("linked_chat_id", chat.channel);
    }
    Long pinned = chat.lastPinned();
    if (pinned != null) {
      info.set("pinned_message", chat.message(pinned).orElseThrow().deepCopy());
    }
    return info;
  }

  private JsonNode member(FakeBot bot, JsonNode p) {
    FakeChat chat = face(bot, p);
    long user = Json.number(p, "user_id");
    if (!world.users.containsKey(user)) {
      throw new No(400, "Bad Request: PARTICIPANT_ID_INVALID");
    }
    return chat.json(chat.member(user, world.now()), world.userJson(user));
  }

  private JsonNode staff(FakeBot bot, JsonNode p) {
    FakeChat chat = chat(bot, p);
    ArrayNode staff = Json.MAPPER.createArrayNode();
    for (Member member : chat.members.values()) {
      if (member.runs() && !world.bots.containsKey(member.user())) {
        staff.add(chat.json(member, world.userJson(member.user())));
      }
    }
    return staff;
  }

  private JsonNode sendMessage(FakeBot bot, JsonNode p) {
    String text = Json.text(p, "text");
    if (text.isBlank()) {
      throw new No(400, "Bad Request: message text is empty");
    }
    if (text.length() > 4_096) {
      throw new No(400, "Bad Request: message is too long");
    }
    return say(bot, p, "text", text, null);
  }

  private JsonNode sendPhoto(FakeBot bot, FakeCall call) {
    JsonNode p = call.parameters();
    String caption = Json.text(p, "caption");
    if (caption.length() > 1_024) {
      throw new No(400, "Bad Request: message caption is too long");
    }
    byte[] uploaded = call.files().get("photo");
    String id = Json.text(p, "photo");
    if (uploaded != null) {
      id = world.keepFile(uploaded);
    } else if (!world.files.containsKey(id)) {
      throw new No(400, "Bad Request: wrong remote file identifier specified");
    }
    return say(bot, p, "caption", caption, id);
  }

  private JsonNode sendPoll(FakeBot bot, JsonNode p) {
    FakeChat chat = chat(bot, p);
    if (!chat.mayPoll(bot.id, world.now())) {
      throw new No(400, "Bad Request: not enough rights to send polls to the chat");
    }
    ObjectNode poll = world.polls.ask(p);
    ObjectNode message = world.message(chat, bot.id);
    message.set("poll", poll);
    world.publish(chat, message, "message", bot.id);
    // Votes change the message while it is on its way.
    return message.deepCopy();
  }

  private JsonNode stopPoll(FakeBot bot, JsonNode p) {
    ObjectNode message =
        chat(bot, p)
            .message(Json.number(p, "message_id"))
            .orElseThrow(() -> new No(400, "Bad Request: message with poll to stop not found"));
    FakePolls.stop(message, bot.id);
    return message.path("poll").deepCopy();
  }

  private JsonNode say(FakeBot bot, JsonNode p, String field, String text, @Nullable String photo) {
    FakeChat chat = chat(bot, p);
    if (p.has("parse_mode")) {
      throw new AssertionError("markup is parsed: members could write some");
    }
    boolean aside = chat.type.equals("private");
    if (!aside && !chat.maySpeak(bot.id, world.now())) {
      throw new No(400, "Bad Request: not enough rights to send text messages to the chat");
    }
    ObjectNode message = world.message(chat, bot.id);
    if (photo != null) {
      world.photo(message, photo);
    }
    if (!text.isEmpty()) {
      message.put(field, text);
    }
    String entities = field.equals("text") ? "entities" : "caption_entities";
    if (p.path(entities).isArray()) {
      message.set(entities, p.path(entities).deepCopy());
    }
    reply(chat, message, p.path("reply_parameters"));
    keyboard(message, p.path("reply_markup"));
    if (aside) {
      chat.messages.add(message);
    } else {
      world.publish(chat, message, "message", bot.id);
    }
    return message;
  }

  private static void reply(FakeChat chat, ObjectNode message, JsonNode reply) {
    if (reply.isMissingNode()) {
      return;
    }
    var answered = chat.message(Json.number(reply, "message_id"));
    if (answered.isPresent()) {
      message.set("reply_to_message", answered.get().deepCopy());
    } else if (!Json.yes(reply, "allow_sending_without_reply")) {
      throw new No(400, "Bad Request: message to be replied not found");
    }
  }

  private static void keyboard(ObjectNode message, JsonNode markup) {
    for (JsonNode row : markup.path("inline_keyboard")) {
      for (JsonNode button : row) {
        int bytes = Json.text(button, "callback_data").getBytes(StandardCharsets.UTF_8).length;
        if (bytes < 1 || bytes > 64 || Json.text(button, "text").isEmpty()) {
          throw new No(400, "Bad Request: BUTTON_DATA_INVALID");
        }
      }
    }
    if (markup.isObject()) {
      message.set("reply_markup", markup.deepCopy());
    }
  }

  private JsonNode delete(FakeBot bot, JsonNode p) {
    FakeChat chat = chat(bot, p);
    long id = Json.number(p, "message_id");
    ObjectNode message =
        chat.message(id).orElseThrow(() -> new No(400, "Bad Request: message to delete not found"));
    if (Json.number(message.path("from"), "id") != bot.id) {
      require(chat, bot, "can_delete_messages", "message can't be deleted");
    }
    world.remove(chat.id, id);
    return yes();
  }

  private long target(FakeChat chat, JsonNode p) {
    long user = Json.number(p, "user_id");
    if (!world.users.containsKey(user)) {
      throw new No(400, "Bad Request: PARTICIPANT_ID_INVALID");
    }
    switch (chat.member(user, world.now()).status()) {
      case "creator" -> throw new No(400, "Bad Request: can't remove chat owner");
      case "administrator" ->
          throw new No(400, "Bad Request: user is an administrator of the chat");
      default -> {}
    }
    return user;
  }

  private JsonNode restrict(FakeBot bot, JsonNode p) {
    FakeChat chat = chat(bot, p);
    if (!chat.supergroup()) {
      throw new No(400, "Bad Request: method is available only for supergroups");
    }
    require(
        chat, bot, "can_restrict_members", "not enough rights to restrict/unrestrict chat member");
    long user = target(chat, p);
    mute(chat, user, p.path("permissions"), Json.number(p, "until_date"), bot.id);
    return yes();
  }

  /** Restricts; who may do everything is restricted no more. */
  void mute(FakeChat chat, long user, JsonNode can, long until, long by) {
    Member before = chat.member(user, world.now());
    boolean everything = can.valueStream().allMatch(JsonNode::booleanValue);
    Member next =
        everything
            ? FakeChat.plain(user, before.isIn() ? "member" : "left")
            : new Member(
                user,
                "restricted",
                Json.object(),
                (ObjectNode) can.deepCopy(),
                end(until),
                before.isIn());
    world.become(chat, next, by);
  }

  /** What is too short or too long is for ever, which is zero. */
  private long end(long until) {
    long left = until - world.seconds();
    return left < 30 || left > Duration.ofDays(366).toSeconds() ? 0 : until;
  }

  private JsonNode ban(FakeBot bot, JsonNode p) {
    FakeChat chat = chat(bot, p);
    require(
        chat, bot, "can_restrict_members", "not enough rights to restrict/unrestrict chat member");
    long user = target(chat, p);
    long end = end(Json.number(p, "until_date"));
    world.become(
        chat,
        chat.supergroup()
            ? new Member(user, "kicked", Json.object(), Json.object(), end, false)
            : FakeChat.plain(user, "left"),
        bot.id);
    return yes();
  }

  private JsonNode unban(FakeBot bot, JsonNode p) {
    FakeChat chat = chat(bot, p);
    if (!chat.supergroup()) {
      throw new No(400, "Bad Request: method is available for supergroup and channel chats only");
    }
    require(
        chat, bot, "can_restrict_members", "not enough rights to restrict/unrestrict chat member");
    long user = target(chat, p);
    Member before = chat.member(user, world.now());
    if (before.status().equals("kicked") || (before.isIn() && !Json.yes(p, "only_if_banned"))) {
      world.become(chat, FakeChat.plain(user, "left"), bot.id);
    }
    return yes();
  }

  private JsonNode channel(FakeBot bot, JsonNode p, boolean banned) {
    FakeChat chat = chat(bot, p);
    require(
        chat, bot, "can_restrict_members", "not enough rights to restrict/unrestrict chat member");
    Long channel = Json.number(p, "sender_chat_id");
    chat.bannedChannels.remove(channel);
    if (banned) {
      chat.bannedChannels.add(channel);
    }
    return yes();
  }

  private JsonNode permit(FakeBot bot, JsonNode p) {
    FakeChat chat = chat(bot, p);
    require(chat, bot, "can_restrict_members", "not enough rights to change chat permissions");
    chat.permissions = (ObjectNode) p.path("permissions").deepCopy();
    return yes();
  }

  private JsonNode pin(FakeBot bot, JsonNode p) {
    FakeChat chat = chat(bot, p);
    require(
        chat, bot, "can_pin_messages", "not enough rights to manage pinned messages in the chat");
    long id = Json.number(p, "message_id");
    ObjectNode pinned =
        chat.message(id).orElseThrow(() -> new No(400, "Bad Request: message to pin not found"));
    chat.pinned.remove(id);
    chat.pinned.add(id);
    ObjectNode service = world.message(chat, bot.id);
    service.set("pinned_message", pinned.deepCopy());
    world.publish(chat, service, "message", bot.id);
    return yes();
  }

  private JsonNode unpin(FakeBot bot, JsonNode p) {
    FakeChat chat = chat(bot, p);
    require(
        chat, bot, "can_pin_messages", "not enough rights to manage pinned messages in the chat");
    chat.pinned.remove(Json.number(p, "message_id"));
    return yes();
  }

  private JsonNode answer(FakeBot bot, JsonNode p, boolean in) {
    FakeChat chat = chat(bot, p);
    require(chat, bot, "can_invite_users", "not enough rights to manage chat join requests");
    long user = Json.number(p, "user_id");
    if (chat.requests.remove(user) == null) {
      throw new No(400, "Bad Request: HIDE_REQUESTER_MISSING");
    }
    if (in) {
      world.become(chat, FakeChat.plain(user, "member"), bot.id);
    }
    return yes();
  }

  private JsonNode file(JsonNode p) {
    String id = Json.text(p, "file_id");
    if (!world.files.containsKey(id)) {
      throw new No(400, "Bad Request: wrong file_id or the file is temporarily unavailable");
    }
    return Json.object()
        .put("file_id", id)
        .put("file_size", Objects.requireNonNull(world.files.get(id)).length)
        .put("file_path", "photos/" + id);
  }
}
