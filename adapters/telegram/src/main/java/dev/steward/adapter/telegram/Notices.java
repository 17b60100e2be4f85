package dev.steward.adapter.telegram;

import dev.steward.chat.Outcome;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/** A group's notice: a message of the bot's that is pinned. Thread-safe. */
final class Notices {
  private final GroupCalls calls;
  private final Speech speech;
  private final long bot;

  /** By chat. */
  private final Map<Long, Notice> unpinned = new ConcurrentHashMap<>();

  /** What was said and is not pinned yet. */
  private record Notice(String text, NativeId id) {}

  Notices(GroupCalls calls, Speech speech, long bot) {
    this.calls = calls;
    this.speech = speech;
    this.bot = bot;
  }

  /**
   * Says a notice and pins it. The same words that are pinned already, or that were said and could
   * not be pinned yet, are not said again; the notice before, when it was the bot's, is not pinned
   * any more.
   */
  CompletionStage<Outcome> pin(ChatNow chat, String text) {
    return calls
        .call(chat.chat(), "getChat", Json.object())
        .thenCompose(
            reply -> {
              JsonNode pinned = reply.found().orElse(Json.object()).path("pinned_message");
              boolean ours = Json.number(pinned.path("from"), "id") == bot;
              if (ours && Json.text(pinned, "text").strip().equals(text.strip())) {
                unpinned.remove(chat.chat());
                return CompletableFuture.completedFuture(
                    new Outcome.Confirmed(NativeId.said(pinned, chat.chat()).toString()));
              }
              long before = ours ? Json.number(pinned, "message_id") : 0;
              Notice waits = unpinned.get(chat.chat());
              return waits != null && waits.text.equals(text)
                  ? pinSaid(waits, before)
                  : sayAndPin(chat, text, before);
            });
  }

  private CompletionStage<Outcome> sayAndPin(ChatNow chat, String text, long before) {
    return speech
        .say(chat, text)
        .thenCompose(
            said -> {
              if (!(said instanceof Outcome.Accepted accepted)) {
                return CompletableFuture.completedFuture(said);
              }
              Notice notice = new Notice(text, NativeId.parse(accepted.nativeId()).orElseThrow());
              unpinned.put(notice.id.chat(), notice);
              return pinSaid(notice, before);
            });
  }

  private CompletionStage<Outcome> pinSaid(Notice notice, long before) {
    NativeId id = notice.id;
    Outcome done = new Outcome.Accepted(id.toString());
    return calls
        .callHere(
            id.chat(),
            "pinChatMessage",
            Json.object().put("message_id", id.message()).put("disable_notification", true))
        .thenCompose(
            reply -> {
              Outcome outcome = reply.outcome(done);
              if (outcome instanceof Outcome.Failed) {
                // After a pause, or after an answer that got lost, the next try pins it.
                return CompletableFuture.completedFuture(outcome);
              }
              unpinned.remove(id.chat(), notice);
              if (reply instanceof Reply.Ok && before == 0) {
                return CompletableFuture.completedFuture(done);
              }
              // A notice that can't be pinned is taken back.
              return (reply instanceof Reply.Ok
                      ? here(id.chat(), "unpinChatMessage", before)
                      : here(id.chat(), "deleteMessage", id.message()))
                  .thenApply(_ -> outcome);
            });
  }

  private CompletionStage<Reply> here(long chat, String method, long message) {
    return calls.callHere(chat, method, Json.object().put("message_id", message));
  }
}
