package dev.steward.adapter.telegram;

import dev.steward.chat.Event;
import dev.steward.chat.EventSink;
import dev.steward.wire.Intake;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * One bot's updates, one after the other: the group is made known first, then what happened is
 * handed to Steward. An update that can't be read is counted and stepped over. Thread-safe.
 */
final class Inlet {
  private static final Logger log = LoggerFactory.getLogger(Inlet.class);

  /** What the bot is where an update does not tell it. */
  private static final JsonNode MEMBER = Json.object().put("status", "member");

  private final BotApi api;
  private final Chats chats;
  private final GroupNews news;
  private final OpenPolls polls;
  private final UpdateReader reader;
  private final Intake intake;
  private final AtomicLong malformed = new AtomicLong();
  private CompletableFuture<@Nullable Void> last = CompletableFuture.completedFuture(null);

  Inlet(
      BotApi api,
      Chats chats,
      GroupNews news,
      OpenPolls polls,
      UpdateReader reader,
      Intake intake) {
    this.api = api;
    this.chats = chats;
    this.news = news;
    this.polls = polls;
    this.reader = reader;
    this.intake = intake;
  }

  /** How many updates could not be read. */
  long malformed() {
    return malformed.get();
  }

  /** Counts something that is not even an update. */
  void countMalformed() {
    malformed.incrementAndGet();
  }

  /**
   * Takes an update, after those before it. The stage completes once all that it says is committed,
   * and fails only when the connection was closed before.
   */
  CompletionStage<@Nullable Void> take(JsonNode update) {
    CompletableFuture<@Nullable Void> committed = new CompletableFuture<>();
    CompletableFuture<@Nullable Void> handed = new CompletableFuture<>();
    CompletableFuture<@Nullable Void> before;
    synchronized (this) {
      before = last;
      last = handed;
    }
    var _ =
        before
            .thenCompose(_ -> handle(update))
            .whenComplete(
                (taken, failure) -> {
                  if (taken == null) {
                    committed.completeExceptionally(
                        failure == null ? new IllegalStateException("closed") : failure);
                  } else {
                    settle(update, taken, committed);
                  }
                  handed.complete(null);
                });
    return committed;
  }

  private void settle(
      JsonNode update,
      List<CompletableFuture<EventSink.Receipt>> taken,
      CompletableFuture<@Nullable Void> committed) {
    var _ =
        CompletableFuture.allOf(taken.toArray(CompletableFuture[]::new))
            .whenComplete(
                (_, failure) -> {
                  if (failure != null) {
                    committed.completeExceptionally(failure);
                    return;
                  }
                  answerPress(update);
                  committed.complete(null);
                });
  }

  /** The member's button stops to shimmer. Whether that worked changes nothing. */
  private void answerPress(JsonNode update) {
    String query = Json.text(update.path("callback_query"), "id");
    if (!query.isEmpty()) {
      var _ = api.call("answerCallbackQuery", Json.object().put("callback_query_id", query));
    }
  }

  private CompletionStage<List<CompletableFuture<EventSink.Receipt>>> handle(JsonNode update) {
    try {
      return known(update)
          .thenApply(
              before -> {
                List<Event> events = new ArrayList<>(before);
                events.addAll(readOrCount(update));
                return events.stream()
                    .map(event -> intake.take(event).toCompletableFuture())
                    .toList();
              });
    } catch (RuntimeException broken) {
      count(update, broken);
      return CompletableFuture.completedFuture(List.of());
    }
  }

  private List<Event> readOrCount(JsonNode update) {
    try {
      return reader.read(update);
    } catch (RuntimeException broken) {
      count(update, broken);
      return List.of();
    }
  }

  private void count(JsonNode update, RuntimeException broken) {
    malformed.incrementAndGet();
    // Neither the update nor the exception's words are logged: they may be members' words.
    log.warn(
        "update {} can't be read and is stepped over: {}",
        Json.number(update, "update_id"),
        broken.getClass().getSimpleName());
  }

  /**
   * Makes the group known that an update is about, and tells what is new about it. A vote whose
   * poll is not known waits here, and all that came after it: what it waits for is the answer to a
   * call, and no answer waits for an update. Nothing here waits for long.
   */
  private CompletionStage<List<Event>> known(JsonNode update) {
    String id = Long.toString(Json.number(update, "update_id"));
    JsonNode message = update.path("message");
    long to = Json.number(message, "migrate_to_chat_id");
    long from = Json.number(message, "migrate_from_chat_id");
    long chat = Json.number(message.path("chat"), "id");
    if (to != 0 && chat != 0) {
      return news.moved(chat, to, id);
    }
    if (from != 0 && chat != 0) {
      return news.moved(from, chat, id);
    }
    if (update.has("poll_answer")) {
      return polls
          .settled(Json.text(update.path("poll_answer"), "poll_id"))
          .thenApply(_ -> List.of());
    }
    if (update.has("my_chat_member")) {
      JsonNode about = update.path("my_chat_member");
      return isGroup(about)
          ? news.heard(about.path("chat"), about.path("new_chat_member"), id)
          : nothing();
    }
    if (message.has("new_chat_title") && isGroup(message)) {
      return news.heard(message.path("chat"), MEMBER, id);
    }
    for (String kind : Set.of("message", "edited_message", "chat_member", "chat_join_request")) {
      JsonNode about = update.path(kind);
      long where = Json.number(about.path("chat"), "id");
      if (isGroup(about) && where != 0 && chats.since(where).isEmpty()) {
        return news.heard(about.path("chat"), MEMBER, id);
      }
    }
    if (chats.stale(chat)) {
      var _ = news.again(chat, "again." + id).thenAccept(events -> events.forEach(news::tell));
    }
    JsonNode pressed = update.path("callback_query").path("message");
    long where = Json.number(pressed.path("chat"), "id");
    return isGroup(pressed) && where != 0 && chats.at(where).isEmpty()
        ? news.heard(pressed.path("chat"), MEMBER, id)
        : nothing();
  }

  private static CompletionStage<List<Event>> nothing() {
    return CompletableFuture.completedFuture(List.of());
  }

  private static boolean isGroup(JsonNode about) {
    return switch (Json.text(about.path("chat"), "type")) {
      case "group", "supergroup" -> true;
      default -> false;
    };
  }
}
