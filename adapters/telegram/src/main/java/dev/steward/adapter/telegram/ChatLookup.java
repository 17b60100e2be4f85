package dev.steward.adapter.telegram;

import dev.steward.chat.Role;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/**
 * Asks Telegram about chats until it answers. Where it did not, all who ask wait for the same next
 * try. Thread-safe.
 */
final class ChatLookup {
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final BotApi api;
  private final Pauses pauses;
  private final long bot;
  private final Map<Long, CompletionStage<Answer>> nextTries = new ConcurrentHashMap<>();
  private final Set<Long> unanswered = ConcurrentHashMap.newKeySet();

  /** What Telegram says of a chat. */
  sealed interface Answer {
    /**
     * The bot is in it.
     *
     * @param about the Chat
     * @param me the bot's own ChatMember there
     * @param staff who runs it, by user
     */
    record In(JsonNode about, JsonNode me, Map<Long, Role> staff) implements Answer {
      public In {
        staff = Map.copyOf(staff);
      }
    }

    /** The bot is not in it, or there is no such chat. */
    record Out() implements Answer {}

    /** The group has become this supergroup. */
    record Moved(long to) implements Answer {}
  }

  ChatLookup(BotApi api, Pauses pauses, long bot) {
    this.api = api;
    this.pauses = pauses;
    this.bot = bot;
  }

  /** Of how many chats Telegram tells nothing now. */
  int unanswered() {
    return unanswered.size();
  }

  /** Asks; fails only when the connection was closed before Telegram answered. */
  CompletionStage<Answer> ask(long chat) {
    CompletionStage<Answer> next = nextTries.get(chat);
    return next == null ? askNow(chat) : next;
  }

  private CompletionStage<Answer> askNow(long chat) {
    return api.call("getChat", Json.object().put("chat_id", chat))
        .thenCombine(
            api.call("getChatMember", Json.object().put("chat_id", chat).put("user_id", bot)),
            (about, me) -> new Reply[] {about, me})
        .thenCombine(
            api.call("getChatAdministrators", Json.object().put("chat_id", chat)),
            (two, staff) -> new Reply[] {two[0], two[1], staff})
        .thenCompose(replies -> answered(chat, replies));
  }

  private CompletionStage<Answer> answered(long chat, Reply[] replies) {
    Duration pause = Duration.ZERO;
    for (Reply reply : replies) {
      // Of a group that became a supergroup only some calls tell it.
      if (reply instanceof Reply.No no && no.movedTo() != 0) {
        return stands(chat, new Answer.Moved(no.movedTo()));
      }
      Duration asked = pause(reply);
      pause = asked.compareTo(pause) > 0 ? asked : pause;
    }
    if (!pause.isZero()) {
      unanswered.add(chat);
      return askLater(chat, pause);
    }
    Optional<JsonNode> about = replies[0].found();
    Optional<JsonNode> me = replies[1].found();
    return stands(
        chat,
        about.isEmpty() || me.isEmpty() || !Rights.isIn(me.get())
            ? new Answer.Out()
            : new Answer.In(
                about.get(), me.get(), replies[2].found().map(ChatLookup::staff).orElse(Map.of())));
  }

  private CompletionStage<Answer> stands(long chat, Answer answer) {
    unanswered.remove(chat);
    return CompletableFuture.completedFuture(answer);
  }

  private CompletionStage<Answer> askLater(long chat, Duration pause) {
    return nextTries.computeIfAbsent(
        chat,
        _ ->
            pauses
                .pause(pause)
                .thenCompose(
                    _ -> {
                      // Whoever asks from now on asks anew: what is asked here may be older.
                      nextTries.remove(chat);
                      return askNow(chat);
                    }));
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
}
