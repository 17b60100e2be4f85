package dev.steward.adapter.telegram;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calls about one chat: a flood wait is kept to without asking again, and a call to a group that
 * has just become a supergroup is made once more, there. A wait for what is said holds no deletion
 * and no ban back, nor these what is said: Telegram's limits are about speaking. Thread-safe.
 */
final class GroupCalls {
  private static final Logger log = LoggerFactory.getLogger(GroupCalls.class);

  private final InstantSource clock;
  private final BotApi api;
  private final GroupNews news;
  private final Map<Kind, Instant> floods = new ConcurrentHashMap<>();

  /** What one flood wait holds back. */
  private record Kind(long chat, boolean says) {
    static Kind of(long chat, String method) {
      return new Kind(chat, method.startsWith("send"));
    }
  }

  GroupCalls(InstantSource clock, BotApi api, GroupNews news) {
    this.clock = clock;
    this.api = api;
    this.news = news;
  }

  /** A call that names no message of the chat. */
  CompletionStage<Reply> call(long chat, String method, ObjectNode parameters) {
    return follow(chat, method, id -> api.call(method, parameters.put("chat_id", id)), parameters);
  }

  /**
   * A call about a message: never made in the supergroup instead, where the same number is another
   * message.
   */
  CompletionStage<Reply> callHere(long chat, String method, ObjectNode parameters) {
    return guarded(chat, method, id -> api.call(method, parameters.put("chat_id", id)));
  }

  CompletionStage<Reply> upload(
      long chat, String method, ObjectNode parameters, String field, byte[] bytes, String mime) {
    return follow(
        chat,
        method,
        id -> api.upload(method, parameters.put("chat_id", id), field, bytes, mime),
        parameters);
  }

  private CompletionStage<Reply> follow(
      long chat, String method, LongFunction<CompletionStage<Reply>> call, ObjectNode parameters) {
    return guarded(chat, method, call)
        .thenCompose(
            reply -> {
              if (!(reply instanceof Reply.No no) || no.movedTo() == 0) {
                return CompletableFuture.completedFuture(reply);
              }
              long to = no.movedTo();
              log.info("a group has become a supergroup");
              // What it answers stayed behind.
              parameters.remove("reply_parameters");
              var _ =
                  news.moved(chat, to, "moved." + chat + "." + to)
                      .thenAccept(events -> events.forEach(news::tell));
              return guarded(to, method, call);
            });
  }

  private CompletionStage<Reply> guarded(
      long chat, String method, LongFunction<CompletionStage<Reply>> call) {
    Kind kind = Kind.of(chat, method);
    Instant until = floods.get(kind);
    if (until != null) {
      Duration rest = Duration.between(clock.instant(), until);
      if (rest.isPositive()) {
        return CompletableFuture.completedFuture(
            new Reply.No(429, "a pause that was asked for", rest, 0));
      }
      floods.remove(kind, until);
    }
    return call.apply(chat)
        .thenApply(
            reply -> {
              if (reply instanceof Reply.No no && no.code() == 429) {
                floods.put(kind, clock.instant().plus(no.pause()));
              }
              return reply;
            });
  }
}
