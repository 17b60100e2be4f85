package dev.steward.adapter.telegram;

import dev.steward.adapter.telegram.FakeChat.Member;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** People, chats and bots at Telegram, and what people do. Thread-safe: one lock. */
final class FakeWorld {
  final Map<Long, ObjectNode> users = new HashMap<>();
  final Map<Long, FakeChat> chats = new LinkedHashMap<>();
  final Map<Long, FakeBot> bots = new LinkedHashMap<>();
  final Map<String, byte[]> files = new HashMap<>();
  final FakePolls polls = new FakePolls();
  private final Map<String, Long> byName = new HashMap<>();
  private InstantSource clock = InstantSource.system();
  private long lastUser = 5_000_000_000L;
  private long lastFile;

  synchronized void clock(InstantSource next) {
    clock = next;
  }

  synchronized Instant now() {
    return clock.instant();
  }

  long seconds() {
    return now().getEpochSecond();
  }

  synchronized FakeBot bot(long id, String token, String username) {
    FakeBot bot = new FakeBot(id, token, username);
    bots.put(id, bot);
    users.put(id, bot.user());
    return bot;
  }

  synchronized FakeChat chat(long id, String type, String title) {
    FakeChat chat = new FakeChat(id, type, title);
    chats.put(id, chat);
    return chat;
  }

  FakeChat chat(long id) {
    return Objects.requireNonNull(chats.get(id), "no such chat");
  }

  synchronized long user(String name) {
    return byName.computeIfAbsent(
        name,
        _ -> {
          long id = ++lastUser;
          users.put(id, Json.object().put("id", id).put("is_bot", false).put("first_name", name));
          return id;
        });
  }

  ObjectNode userJson(long id) {
    return Objects.requireNonNull(users.get(id), "no such user").deepCopy();
  }

  /** Somebody's standing becomes another, by somebody's hand; whoever is told of it is told. */
  synchronized void become(FakeChat chat, Member next, long by) {
    Member before = chat.member(next.user(), now());
    if (before.equals(next)) {
      return;
    }
    chat.members.put(next.user(), next);
    chat.requests.remove(next.user());
    ObjectNode update = Json.object().put("date", seconds());
    update.set("chat", chat.json());
    update.set("from", userJson(by));
    update.set("old_chat_member", chat.json(before, userJson(next.user())));
    update.set("new_chat_member", chat.json(next, userJson(next.user())));
    for (FakeBot bot : bots.values()) {
      if (bot.id == next.user()) {
        bot.report("my_chat_member", update);
      } else if (chat.member(bot.id, now()).runs()) {
        bot.report("chat_member", update);
      }
    }
    if (!bots.containsKey(next.user()) && before.isIn() != next.isIn()) {
      ObjectNode service = message(chat, next.isIn() ? next.user() : by);
      if (next.isIn()) {
        service.putArray("new_chat_members").add(userJson(next.user()));
      } else {
        service.set("left_chat_member", userJson(next.user()));
      }
      publish(chat, service, "message", 0);
    }
  }

  /** A message to come, with its envelope. */
  ObjectNode message(FakeChat chat, long from) {
    ObjectNode message = Json.object().put("message_id", chat.nextMessage()).put("date", seconds());
    message.set("chat", chat.json());
    message.set("from", userJson(from));
    return message;
  }

  /** Everybody in the chat sees it; bots are told, but not of their own words. */
  void publish(FakeChat chat, ObjectNode message, String kind, long author) {
    if (kind.equals("message")) {
      chat.messages.add(message);
    }
    for (FakeBot bot : bots.values()) {
      Member member = chat.member(bot.id, now());
      boolean sees = member.runs() || bot.readsAll || MessageReader.isService(message);
      if (bot.id != author && member.isIn() && sees) {
        bot.report(kind, message);
      }
    }
  }

  /** Posts; null when the chat does not let them speak. */
  synchronized @Nullable ObjectNode post(long chatId, long user, Consumer<ObjectNode> fill) {
    FakeChat chat = chat(chatId);
    if (!chat.maySpeak(user, now())) {
      return null;
    }
    ObjectNode message = message(chat, user);
    fill.accept(message);
    publish(chat, message, "message", user);
    return message;
  }

  synchronized void edit(long chatId, long messageId, String text) {
    FakeChat chat = chat(chatId);
    ObjectNode message = chat.message(messageId).orElseThrow();
    message.put("text", text).put("edit_date", seconds());
    publish(chat, message, "edited_message", 0);
  }

  synchronized void remove(long chatId, long messageId) {
    FakeChat chat = chat(chatId);
    chat.messages.removeIf(message -> Json.number(message, "message_id") == messageId);
    chat.pinned.remove(messageId);
  }

  synchronized ObjectNode writePrivately(FakeBot bot, long user, String text) {
    bot.started.add(user);
    ObjectNode message = message(privateChat(bot, user), user);
    message.put("text", text);
    privateChat(bot, user).messages.add(message);
    bot.report("message", message);
    return message;
  }

  synchronized FakeChat privateChat(FakeBot bot, long user) {
    return bot.privates.computeIfAbsent(user, id -> new FakeChat(id, "private", ""));
  }

  synchronized void ask(long chatId, long user) {
    FakeChat chat = chat(chatId);
    chat.requests.put(user, now());
    ObjectNode request =
        Json.object().put("user_chat_id", user).put("date", seconds()).put("bio", "想进群");
    request.set("chat", chat.json());
    request.set("from", userJson(user));
    for (FakeBot bot : bots.values()) {
      Member member = chat.member(bot.id, now());
      if (member.runs() && Json.yes(member.rights(), "can_invite_users")) {
        bot.report("chat_join_request", request);
      }
    }
  }

  synchronized void press(FakeBot bot, FakeChat chat, long user, long messageId, String value) {
    ObjectNode message = chat.message(messageId).orElseThrow();
    boolean there =
        message
            .path("reply_markup")
            .path("inline_keyboard")
            .valueStream()
            .flatMap(row -> row.valueStream())
            .anyMatch(button -> Json.text(button, "callback_data").equals(value));
    if (!there) {
      throw new IllegalStateException("there is no button " + value);
    }
    ObjectNode query =
        Json.object().put("id", bot.nextPress()).put("chat_instance", "7").put("data", value);
    query.set("from", userJson(user));
    query.set("message", message.deepCopy());
    bot.report("callback_query", query);
  }

  /** Somebody votes; false when the poll takes no more votes. The bot that asked is told who. */
  synchronized boolean vote(FakeChat chat, long user, long messageId, Set<String> labels) {
    ObjectNode message = chat.message(messageId).orElseThrow();
    ObjectNode poll = (ObjectNode) message.path("poll");
    if (!chat.member(user, now()).isIn()) {
      throw new IllegalStateException("they are not in the group");
    }
    if (Json.yes(poll, "is_closed")) {
      return false;
    }
    List<Integer> chosen = polls.vote(poll, user, labels);
    FakeBot asker = bots.get(Json.number(message.path("from"), "id"));
    if (asker != null && !Json.yes(poll, "is_anonymous")) {
      ObjectNode answer = Json.object().put("poll_id", Json.text(poll, "id"));
      answer.set("user", userJson(user));
      chosen.forEach(answer.putArray("option_ids")::add);
      asker.report("poll_answer", answer);
    }
    return true;
  }

  /** The owner makes the group a supergroup: a new chat, with new numbers. */
  synchronized FakeChat upgrade(long from, long to) {
    FakeChat old = chat(from);
    FakeChat next = chat(to, "supergroup", old.title);
    next.members.putAll(old.members);
    next.permissions = old.permissions.deepCopy();
    old.movedTo = to;
    long owner = owner(old);
    ObjectNode goes = message(old, owner).put("migrate_to_chat_id", to);
    ObjectNode comes = message(next, owner).put("migrate_from_chat_id", from);
    publish(old, goes, "message", 0);
    publish(next, comes, "message", 0);
    return next;
  }

  static long owner(FakeChat chat) {
    return chat.members.values().stream()
        .filter(member -> member.status().equals("creator"))
        .findFirst()
        .orElseThrow()
        .user();
  }

  synchronized String keepFile(byte[] bytes) {
    String id = "AgACAgUAAx" + ++lastFile;
    files.put(id, bytes);
    return id;
  }

  /** A photo in the two sizes that Telegram makes. */
  void photo(ObjectNode message, String fileId) {
    var sizes = message.putArray("photo");
    sizes
        .addObject()
        .put("file_id", fileId + "-s")
        .put("file_unique_id", "u" + fileId)
        .put("width", 90)
        .put("height", 90);
    sizes
        .addObject()
        .put("file_id", fileId)
        .put("file_unique_id", "v" + fileId)
        .put("width", 800)
        .put("height", 800)
        .put("file_size", Objects.requireNonNull(files.get(fileId)).length);
  }

  synchronized List<ObjectNode> seen(FakeChat chat) {
    List<ObjectNode> seen = new ArrayList<>();
    for (ObjectNode message : chat.messages) {
      if (!MessageReader.isService(message)) {
        seen.add(message.deepCopy());
      }
    }
    return seen;
  }
}
