package dev.steward.adapter.telegram;

import dev.steward.chat.AccountId;
import dev.steward.chat.Capability;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Role;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/**
 * The groups that one bot is in, as far as they are known. Telegram has no list of them: they are
 * learnt from what arrives, kept in the notebook, and asked about at the start. Thread-safe.
 */
final class Chats {
  /** How old what is known of a group may be where Telegram does not report changes. */
  private static final Duration FRESH = Duration.ofMinutes(10);

  private final InstantSource clock;
  private final Notebook notebook;
  private final AccountId account;
  private final long bot;
  private final Map<Long, ChatNow> byChat = new ConcurrentHashMap<>();
  private final Map<Long, Instant> asked = new ConcurrentHashMap<>();
  private volatile boolean readsAll;

  Chats(InstantSource clock, Notebook notebook, AccountId account) {
    this.clock = clock;
    this.notebook = notebook;
    this.account = account;
    this.bot = Long.parseLong(account.id());
    for (Notebook.Group group : notebook.groups(bot)) {
      byChat.put(
          group.chat(),
          new ChatNow(
              group.chat(),
              notebook.group(group.chat()),
              group.title(),
              group.supergroup(),
              group.can(),
              Map.of(),
              0));
    }
  }

  /** Whether privacy mode is off, as {@code getMe} says. */
  void readsAll(boolean yes) {
    readsAll = yes;
  }

  Instant now() {
    return clock.instant();
  }

  int size() {
    return byChat.size();
  }

  List<ChatNow> all() {
    return List.copyOf(byChat.values());
  }

  Optional<ChatNow> at(long chat) {
    return Optional.ofNullable(byChat.get(chat));
  }

  /** Where a group is now. */
  Optional<ChatNow> of(GroupId group) {
    if (!group.platform().equals(TelegramAdapter.PLATFORM)) {
      return Optional.empty();
    }
    ChatNow newest = null;
    for (ChatNow chat : byChat.values()) {
      if (chat.group().equals(group) && (newest == null || chat.supergroup())) {
        newest = chat;
      }
    }
    return Optional.ofNullable(newest);
  }

  /** A chat, or the supergroup that it has become. */
  Optional<ChatNow> since(long chat) {
    return at(chat).or(() -> of(notebook.group(chat)));
  }

  Set<Capability> capabilities(GroupId group) {
    return of(group).map(ChatNow::can).orElse(Set.of());
  }

  Event.GroupSeen seen(ChatNow chat, String eventId) {
    return new Event.GroupSeen(
        account, chat.group(), eventId, chat.title(), chat.can(), clock.instant());
  }

  /**
   * Whether a group has to be asked about again: who runs it and what may be said there, where the
   * bot is not told of changes. True once in a while only.
   */
  boolean stale(long chat) {
    ChatNow now = byChat.get(chat);
    Instant last = asked.getOrDefault(chat, Instant.MIN);
    boolean stale =
        now != null && !now.toldOfMembers() && last.isBefore(clock.instant().minus(FRESH));
    if (stale) {
      asked.put(chat, clock.instant());
    }
    return stale;
  }

  /** What Telegram answered about a chat that the bot is in. */
  ChatNow keep(long chat, ChatLookup.Answer.In answer) {
    JsonNode about = answer.about();
    boolean supergroup = Json.text(about, "type").equals("supergroup");
    ChatNow now =
        new ChatNow(
            chat,
            notebook.group(chat),
            Json.text(about, "title"),
            supergroup,
            Rights.of(answer.me(), about.path("permissions"), supergroup, readsAll),
            answer.staff(),
            Json.number(about, "linked_chat_id"));
    asked.put(chat, clock.instant());
    return kept(now);
  }

  private ChatNow kept(ChatNow now) {
    byChat.put(now.chat(), now);
    notebook.in(bot, new Notebook.Group(now.chat(), now.title(), now.supergroup(), now.can()));
    return now;
  }

  /**
   * Takes a chat that is not known for what an update says of it, until Telegram answers. Not kept
   * over a restart. Empty when the chat is known, or the bot is not in it.
   */
  Optional<ChatNow> guess(JsonNode about, JsonNode me) {
    long chat = Json.number(about, "id");
    if (!Rights.isIn(me)) {
      return Optional.empty();
    }
    boolean supergroup = Json.text(about, "type").equals("supergroup");
    ChatNow now =
        new ChatNow(
            chat,
            notebook.group(chat),
            Json.text(about, "title"),
            supergroup,
            Rights.of(me, Json.object(), supergroup, readsAll),
            Map.of(),
            0);
    return byChat.putIfAbsent(chat, now) == null ? Optional.of(now) : Optional.empty();
  }

  /**
   * A group goes on as a supergroup, with what is known of it, so that it is never nowhere. What
   * was heard of the supergroup under another name is forgotten.
   */
  void move(long from, long to) {
    ChatNow was = at(from).or(() -> at(to)).orElse(null);
    if (was != null) {
      var _ =
          kept(
              new ChatNow(
                  to,
                  notebook.group(to),
                  was.title(),
                  true,
                  was.can(),
                  was.staff(),
                  was.channel()));
      forget(from);
    }
  }

  /** Somebody runs the group now, or does not any more. */
  void role(long chat, long user, Role role) {
    byChat.computeIfPresent(
        chat,
        (_, now) -> {
          Map<Long, Role> staff = new HashMap<>(now.staff());
          if (role == Role.MEMBER) {
            staff.remove(user);
          } else {
            staff.put(user, role);
          }
          return now.staff(staff);
        });
  }

  /** The bot is not in the chat any more; returns what it was. */
  Optional<ChatNow> forget(long chat) {
    notebook.out(bot, chat);
    asked.remove(chat);
    return Optional.ofNullable(byChat.remove(chat));
  }
}
