package dev.steward.adapter.telegram;

import dev.steward.chat.Outcome;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the members of a group may do by Telegram's permissions: taken from all at once, and given
 * back as it was, also after a restart. Thread-safe.
 */
final class Permissions {
  private static final String SPEAK = "can_send_messages";

  private static final List<String> SAY =
      List.of(
          SPEAK,
          "can_send_audios",
          "can_send_documents",
          "can_send_photos",
          "can_send_videos",
          "can_send_video_notes",
          "can_send_voice_notes",
          "can_send_polls",
          "can_send_other_messages");

  private static final List<String> MORE =
      List.of(
          "can_add_web_page_previews",
          "can_change_info",
          "can_invite_users",
          "can_pin_messages",
          "can_manage_topics");

  private final GroupCalls calls;
  private final Notebook notebook;

  Permissions(GroupCalls calls, Notebook notebook) {
    this.calls = calls;
    this.notebook = notebook;
  }

  /** All permissions that there are; with all of them allowed a member is restricted no more. */
  static ObjectNode all(boolean allowed) {
    ObjectNode permissions = Json.object();
    SAY.forEach(name -> permissions.put(name, allowed));
    MORE.forEach(name -> permissions.put(name, allowed));
    return permissions;
  }

  /** Mutes everybody, or lets them speak again. */
  CompletionStage<Outcome> muteAll(ChatNow chat, boolean on) {
    return calls
        .call(chat.chat(), "getChat", Json.object())
        .thenCompose(
            reply -> {
              if (!(reply instanceof Reply.Ok ok)) {
                return CompletableFuture.completedFuture(reply.outcome(new Outcome.Accepted("")));
              }
              JsonNode now = ok.result().path("permissions");
              return on ? take(chat, now) : giveBack(chat, now);
            });
  }

  private CompletionStage<Outcome> take(ChatNow chat, JsonNode now) {
    // Where nobody may speak now, what is kept is from before that.
    if (Json.yes(now, SPEAK)) {
      notebook.keepPermissions(chat.chat(), now);
    }
    return permit(chat, all(false)).thenApply(reply -> reply.outcome(new Outcome.Accepted("")));
  }

  private CompletionStage<Outcome> giveBack(ChatNow chat, JsonNode now) {
    if (Json.yes(now, SPEAK)) {
      // Staff were quicker, and what they allow now is what they want.
      notebook.dropPermissions(chat.chat());
      return CompletableFuture.completedFuture(new Outcome.Confirmed(""));
    }
    return permit(chat, notebook.permissions(chat.chat()).orElseGet(() -> speaking(now)))
        .thenApply(
            reply -> {
              if (reply instanceof Reply.Ok) {
                notebook.dropPermissions(chat.chat());
              }
              return reply.outcome(new Outcome.Accepted(""));
            });
  }

  /** Of a group that somebody else muted: members may say anything, and do no more than now. */
  private static JsonNode speaking(JsonNode now) {
    ObjectNode permissions = Json.object();
    now.properties().forEach(one -> permissions.set(one.getKey(), one.getValue()));
    SAY.forEach(name -> permissions.put(name, true));
    return permissions;
  }

  private CompletionStage<Reply> permit(ChatNow chat, JsonNode permissions) {
    return calls.call(
        chat.chat(),
        "setChatPermissions",
        Json.object()
            .put("use_independent_chat_permissions", true)
            .set("permissions", permissions));
  }
}
