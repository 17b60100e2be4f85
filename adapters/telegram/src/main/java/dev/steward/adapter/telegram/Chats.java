package dev.steward.adapter.telegram;

import dev.steward.chat.AccountId;
import dev.steward.chat.Capability;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Host;
import dev.steward.chat.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/**
 * The groups that one bot is in. Telegram has no list of them: they are learnt from what arrives,
 * kept in the notebook, and asked about at the start. Thread-safe.
 */
final class Chats {
  private static final Duration PAUSE = Duration.ofSeconds(5);

  /** How old what is known of a group may be where Telegram does not report changes. */
  private static final Duration FRESH = Duration.ofMinutes(10);

  private final Host host;
  private final BotApi api;
  private final Notebook notebook;
  private final Pauses pauses;
  private final AccountId account;
  private final long bot;
  private final Map<Long, ChatNow> byChat = new ConcurrentHashMap<>();
  private final Map<Long, Instant> asked = new ConcurrentHashMap<>();
  private volatile boolean readsAll;

  Chats(Host host, BotApi api, Notebook notebook, Pauses pauses, AccountId account) {
    this.host = host;
    this.pauses = pauses;
    this.api = api;
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
              Map.of()));
    }
  }

  /** Whether privacy mode is off, as {@code getMe} says. */
  void readsAll(boolean yes) {
    readsAll = yes;
  }

  Instant now() {
    return host.clock().instant();
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
        account, chat.group(), eventId, chat.title(), chat.can(), host.clock().instant());
  }

  /**
   * Whether a group has to be asked about again: who runs it and what may be said there, where the
   * bot is not told of changes. True once in a while only.
   */
  boolean stale(long chat) {
    ChatNow now = byChat.get(chat);
    Instant last = asked.getOrDefault(chat, Instant.MIN);
    boolean stale =
        now != null && !now.toldOfMembers() && last.isBefore(host.clock().instant().minus(FRESH));
    if (stale) {
      asked.put(chat, host.clock().instant());
    }
    return stale;
  }

  /**
   * Asks Telegram about a chat until it answers; empty when the bot is not in it. Fails only when
   * the connection was closed before.
   */
  CompletionStage<Optional<ChatNow>> learn(long chat) {
    return api.call("getChat", Json.object().put("chat_id", chat))
        .thenCombine(
            api.call("getChatMember", Json.object().put("chat_id", chat).put("user_id", bot)),
            (about, me) -> new Reply[] {about, me})
        .thenCombine(
            api.call("getChatAdministrators", Json.object().put("chat_id", chat)),
            (two, staff) -> new Reply[] {two[0], two[1], staff})
        .thenCompose(replies -> learnt(chat, replies));
  }

  private CompletionStage<Optional<ChatNow>> learnt(long chat, Reply[] replies) {
    Duration pause = Duration.ZERO;
    for (Reply reply : replies) {
      Duration asked = pause(reply);
      pause = asked.compareTo(pause) > 0 ? asked : pause;
    }
    if (!pause.isZero()) {
      return pauses.pause(pause).thenCompose(_ -> learn(chat));
    }
    Optional<JsonNode> about = replies[0].found();
    Optional<JsonNode> me = replies[1].found();
    if (about.isEmpty() || me.isEmpty() || !Rights.isIn(me.get())) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    boolean supergroup = Json.text(about.get(), "type").equals("supergroup");
    ChatNow now =
        new ChatNow(
            chat,
            notebook.group(chat),
            Json.text(about.get(), "title"),
            supergroup,
            Rights.of(me.get(), about.get().path("permissions"), supergroup, readsAll),
            replies[2].found().map(Chats::staff).orElse(Map.of()));
    byChat.put(chat, now);
    asked.put(chat, host.clock().instant());
    notebook.in(bot, new Notebook.Group(chat, now.title(), supergroup, now.can()));
    return CompletableFuture.completedFuture(Optional.of(now));
  }

  /** How long to wait before asking again; zero for an answer that stands. */
  private static Duration pause(Reply reply) {
    return switch (reply) {
      case Reply.Ok _ -> Duration.ZERO;
      case Reply.Lost _, Reply.Garbled _ -> PAUSE;
      case Reply.No no when no.code() == 400 || no.code() == 403 -> Duration.ZERO;
      case Reply.No no -> no.pause().compareTo(PAUSE) > 0 ? no.pause() : PAUSE;
    };
  }

  private static Map<Long, Role> staff(JsonNode administrators) {
    Map<Long, Role> staff = new HashMap<>();
    for (JsonNode member : administrators) {
      staff.put(
          Json.number(member.path("user"), "id"),
          Json.text(member, "status").equals("creator") ? Role.OWNER : Role.ADMIN);
    }
    return staff;
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
