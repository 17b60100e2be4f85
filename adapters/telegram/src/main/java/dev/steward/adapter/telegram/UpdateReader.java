package dev.steward.adapter.telegram;

import dev.steward.adapter.telegram.MemberChange.Notice;
import dev.steward.chat.AccountId;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Role;
import dev.steward.chat.Sender;
import dev.steward.chat.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;

/**
 * Updates of the Bot API as events. The groups that they are about are known already. Used by one
 * thread at a time.
 */
final class UpdateReader {
  private final AccountId account;
  private final long bot;
  private final Chats chats;
  private final Names names;
  private final MessageReader messages;
  private final VoteReader votes;
  private final BiConsumer<NoticeKey, Boolean> notices;

  /** What an order waits for. */
  record NoticeKey(long chat, long user, Notice notice) {}

  /**
   * @param notices is told what Telegram reports of members, for those who wait for it
   */
  UpdateReader(
      AccountId account,
      Chats chats,
      Names names,
      OpenPolls polls,
      BiConsumer<NoticeKey, Boolean> notices) {
    this.account = account;
    this.bot = Long.parseLong(account.id());
    this.chats = chats;
    this.names = names;
    this.messages = new MessageReader(bot, names);
    this.votes = new VoteReader(account, chats, names, polls);
    this.notices = notices;
  }

  List<Event> read(JsonNode update) {
    String id = Long.toString(Json.number(update, "update_id"));
    if (update.has("message")) {
      return posted(update.path("message"), id);
    }
    if (update.has("edited_message")) {
      return edited(update.path("edited_message"), id);
    }
    if (update.has("callback_query")) {
      return pressed(update.path("callback_query"));
    }
    if (update.has("poll_answer")) {
      return votes.read(update.path("poll_answer"), id);
    }
    if (update.has("chat_member")) {
      return changed(update.path("chat_member"), id);
    }
    if (update.has("chat_join_request")) {
      return asked(update.path("chat_join_request"));
    }
    return List.of();
  }

  private List<Event> posted(JsonNode message, String updateId) {
    long chat = Json.number(message.path("chat"), "id");
    names.heard(message.path("from"));
    if (isPrivate(message)) {
      if (MessageReader.isService(message) || fromUs(message)) {
        return List.of();
      }
      Content content = messages.read(message);
      Sender sender = Sender.member(user(message.path("from")), Names.of(message.path("from")));
      return List.of(
          new Event.PrivateMessagePosted(
              account, nativeId(message), sender, content, date(message, "date")));
    }
    ChatNow group = chats.since(chat).orElse(null);
    if (group == null || fromUs(message)) {
      return List.of();
    }
    if (MessageReader.isService(message)) {
      return group.toldOfMembers() ? List.of() : membersNamed(message, group.group(), updateId);
    }
    return List.of(
        new Event.MessagePosted(
            account,
            group.group(),
            nativeId(message),
            sender(message, group),
            messages.read(message),
            date(message, "date")));
  }

  private List<Event> edited(JsonNode message, String updateId) {
    ChatNow group = chats.since(Json.number(message.path("chat"), "id")).orElse(null);
    if (group == null || fromUs(message) || MessageReader.isService(message)) {
      return List.of();
    }
    // Telegram's time of an edit counts seconds: two edits within one differ by the update's id.
    String revision = Json.number(message, "edit_date") + "." + updateId;
    return List.of(
        new Event.MessageEdited(
            account,
            group.group(),
            nativeId(message),
            revision,
            sender(message, group),
            messages.read(message),
            date(message, "edit_date")));
  }

  /** Where the bot is no administrator, the lines "X joined" and "X left" are all there is. */
  private List<Event> membersNamed(JsonNode message, GroupId group, String updateId) {
    List<Event> events = new ArrayList<>();
    long by = Json.number(message.path("from"), "id");
    Instant at = date(message, "date");
    for (JsonNode member : message.path("new_chat_members")) {
      long who = Json.number(member, "id");
      if (who != bot && who != 0) {
        events.add(
            new Event.MemberJoined(
                account,
                group,
                updateId + "." + who,
                Sender.member(Names.user(who), Names.of(member)),
                by == who || by == 0 ? null : Names.user(by),
                at));
      }
    }
    long left = Json.number(message.path("left_chat_member"), "id");
    if (left != 0 && left != bot) {
      events.add(
          new Event.MemberLeft(
              account,
              group,
              updateId + "." + left,
              Names.user(left),
              by == left || by == 0 ? null : Names.user(by),
              at));
    }
    return events;
  }

  private List<Event> pressed(JsonNode query) {
    JsonNode message = query.path("message");
    String value = Json.text(query, "data");
    long chat = Json.number(message.path("chat"), "id");
    if (value.isEmpty() || chat == 0) {
      return List.of();
    }
    JsonNode from = query.path("from");
    names.heard(from);
    GroupId group = null;
    Role role = Role.MEMBER;
    if (!isPrivate(message)) {
      ChatNow now = chats.at(chat).orElse(null);
      if (now == null) {
        return List.of();
      }
      group = now.group();
      role = now.role(Json.number(from, "id"));
    }
    return List.of(
        new Event.ButtonPressed(
            account,
            group,
            Json.text(query, "id"),
            nativeId(message),
            new Sender(user(from), Names.of(from), role),
            value,
            chats.now()));
  }

  private List<Event> changed(JsonNode update, String id) {
    ChatNow group = chats.at(Json.number(update.path("chat"), "id")).orElse(null);
    if (group == null) {
      return List.of();
    }
    MemberChange change = MemberChange.read(update);
    names.heard(change.user());
    chats.role(group.chat(), change.userId(), change.role());
    change
        .notices()
        .forEach(
            notice -> notices.accept(new NoticeKey(group.chat(), change.userId(), notice), true));
    return change.userId() == bot ? List.of() : change.events(account, group.group(), id);
  }

  private List<Event> asked(JsonNode request) {
    ChatNow group = chats.at(Json.number(request.path("chat"), "id")).orElse(null);
    if (group == null) {
      return List.of();
    }
    JsonNode from = request.path("from");
    names.heard(from);
    String requestId =
        group.chat() + "." + Json.number(from, "id") + "." + Json.number(request, "date");
    return List.of(
        new Event.JoinRequested(
            account,
            group.group(),
            requestId,
            user(from),
            Names.of(from),
            Json.text(request, "bio"),
            date(request, "date")));
  }

  /**
   * Who speaks. Hidden administrators speak as the group, those of the linked channel as that: both
   * run the group, and neither is a member. A member who speaks as a channel of theirs is that
   * channel.
   */
  private static Sender sender(JsonNode message, ChatNow group) {
    JsonNode chat = message.path("sender_chat");
    long chatId = Json.number(chat, "id");
    if (chatId == 0) {
      JsonNode from = message.path("from");
      return new Sender(user(from), Names.of(from), group.role(Json.number(from, "id")));
    }
    boolean runsIt =
        chatId == group.chat()
            || chatId == group.channel()
            || Json.yes(message, "is_automatic_forward");
    String signature = Json.text(message, "author_signature");
    String title = Json.text(chat, "title");
    String name = !signature.isEmpty() ? signature : !title.isEmpty() ? title : "" + chatId;
    return new Sender(Names.user(chatId), name, runsIt ? Role.ADMIN : Role.MEMBER);
  }

  static UserId user(JsonNode from) {
    long id = Json.number(from, "id");
    if (id == 0) {
      throw new IllegalArgumentException("nobody said it");
    }
    return Names.user(id);
  }

  private boolean fromUs(JsonNode message) {
    return Json.number(message.path("from"), "id") == bot;
  }

  private static boolean isPrivate(JsonNode message) {
    return Json.text(message.path("chat"), "type").equals("private");
  }

  private static String nativeId(JsonNode message) {
    long id = Json.number(message, "message_id");
    if (id == 0) {
      throw new IllegalArgumentException("a message without an id");
    }
    return new NativeId(Json.number(message.path("chat"), "id"), id).toString();
  }

  private static Instant date(JsonNode node, String name) {
    return Instant.ofEpochSecond(Json.number(node, name));
  }
}
