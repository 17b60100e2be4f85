package dev.steward.adapter.telegram;

import dev.steward.chat.Action;
import dev.steward.chat.Button;
import dev.steward.chat.Content;
import dev.steward.chat.Host;
import dev.steward.chat.Media;
import dev.steward.chat.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What one bot says. The id of what was said in several pieces is that of the last. */
final class Speech {
  private static final int LONGEST_TEXT = 4_096;
  private static final int LONGEST_CAPTION = 1_024;
  private static final int MOST_PIECES = 10;
  private static final int LONGEST_VALUE_BYTES = 64;

  /** A pause that is waited for in the middle of a text; a longer one ends it. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

  private final Host host;
  private final Executor threads;
  private final GroupCalls calls;
  private final Pauses pauses;
  private final long bot;

  Speech(Host host, Executor threads, GroupCalls calls, Pauses pauses, long bot) {
    this.host = host;
    this.threads = threads;
    this.calls = calls;
    this.pauses = pauses;
    this.bot = bot;
  }

  /** One call to come, with the bytes of a picture of Steward's own. */
  private record Piece(String method, ObjectNode parameters, @Nullable Picture picture) {}

  private record Picture(byte[] bytes, String mimeType) {}

  CompletionStage<Outcome> say(ChatNow chat, Action.SendMessage send) {
    return send(chat.chat(), send.content(), send.replyTo(), send.buttons());
  }

  CompletionStage<Outcome> say(ChatNow chat, String text) {
    return send(chat.chat(), Content.of(text), null, List.of());
  }

  CompletionStage<Outcome> aside(Action.SendPrivate send) {
    long user = Draft.person(send.user());
    if (user == 0) {
      return refused("Telegram: " + send.user() + " is no person there");
    }
    return send(user, send.content(), null, send.buttons())
        .thenApply(
            outcome ->
                outcome instanceof Outcome.Refused refused
                        && (refused.reason().contains("can't initiate")
                            || refused.reason().contains("blocked by the user")
                            || refused.reason().contains("chat not found"))
                    ? new Outcome.Refused(
                        "they have not written to the bot yet, or have blocked it: a bot may not"
                            + " write first. "
                            + refused.reason())
                    : outcome);
  }

  private CompletionStage<Outcome> send(
      long chat, Content content, @Nullable String replyTo, List<Button> buttons) {
    Draft draft = Draft.of(content);
    if (draft.text().isBlank() && draft.pictures().isEmpty()) {
      return refused("there is nothing to say");
    }
    for (Button button : buttons) {
      if (button.value().getBytes(StandardCharsets.UTF_8).length > LONGEST_VALUE_BYTES) {
        return refused("a button's value has more than 64 bytes");
      }
    }
    for (Media picture : draft.pictures()) {
      if (!picture.lent() && FileRef.file(bot, picture).isEmpty()) {
        return refused("the picture is not one that this bot has seen");
      }
    }
    return pictures(draft.pictures())
        .thenCompose(
            lent -> {
              if (lent.size() < draft.pictures().stream().filter(Media::lent).distinct().count()) {
                return refused("the picture is gone");
              }
              return send(chat, pieces(draft, lent), replyTo, buttons);
            });
  }

  private CompletionStage<Outcome> send(
      long chat, List<Piece> pieces, @Nullable String replyTo, List<Button> buttons) {
    if (pieces.size() > MOST_PIECES) {
      return refused(
          "too long for Telegram: "
              + pieces.size()
              + " messages (expected: at most "
              + MOST_PIECES
              + ")");
    }
    if (replyTo != null) {
      quote(pieces.getFirst().parameters, chat, replyTo);
    }
    if (!buttons.isEmpty()) {
      pieces.getLast().parameters.set("reply_markup", Keyboard.of(buttons));
    }
    return from(chat, pieces, 0);
  }

  /** The pictures that Steward lends, as far as they are there; opened before anything is said. */
  private CompletionStage<Map<Media, Picture>> pictures(List<Media> pictures) {
    if (pictures.stream().noneMatch(Media::lent)) {
      return CompletableFuture.completedFuture(Map.of());
    }
    return CompletableFuture.supplyAsync(
        () -> {
          Map<Media, Picture> opened = new HashMap<>();
          for (Media picture : pictures) {
            if (picture.lent() && !opened.containsKey(picture)) {
              host.open(picture)
                  .ifPresent(bytes -> opened.put(picture, new Picture(bytes, picture.mimeType())));
            }
          }
          return opened;
        },
        threads);
  }

  /** A quote of a message that is gone, or from before the group moved, is left out. */
  private static void quote(ObjectNode parameters, long chat, String replyTo) {
    Optional<NativeId> answered = NativeId.parse(replyTo);
    if (answered.isPresent() && answered.get().chat() == chat) {
      parameters.set(
          "reply_parameters",
          Json.object()
              .put("message_id", answered.get().message())
              .put("allow_sending_without_reply", true));
    }
  }

  private List<Piece> pieces(Draft draft, Map<Media, Picture> lent) {
    List<Piece> pieces = new ArrayList<>();
    String text = draft.text();
    boolean captioned = !draft.pictures().isEmpty() && text.length() <= LONGEST_CAPTION;
    if (!captioned && !text.isBlank()) {
      for (TextSplit.Piece piece : TextSplit.split(text, LONGEST_TEXT)) {
        ObjectNode parameters = Json.object().put("text", text.substring(piece.from(), piece.to()));
        mark(parameters, "entities", draft, piece);
        pieces.add(new Piece("sendMessage", parameters, null));
      }
    }
    boolean first = true;
    for (Media picture : draft.pictures()) {
      ObjectNode parameters = Json.object();
      if (captioned && first && !text.isBlank()) {
        parameters.put("caption", text);
        mark(parameters, "caption_entities", draft, new TextSplit.Piece(0, text.length()));
      }
      FileRef.file(bot, picture).ifPresent(file -> parameters.put("photo", file));
      pieces.add(new Piece("sendPhoto", parameters, lent.get(picture)));
      first = false;
    }
    return pieces;
  }

  private static void mark(ObjectNode parameters, String name, Draft draft, TextSplit.Piece piece) {
    var entities = draft.entities(piece);
    if (!entities.isEmpty()) {
      parameters.set(name, entities);
    }
  }

  /** Says the pieces one after the other; once one is said, the others follow or it is told. */
  private CompletionStage<Outcome> from(long chat, List<Piece> pieces, int index) {
    Piece piece = pieces.get(index);
    return call(chat, piece)
        .thenCompose(
            reply ->
                switch (reply) {
                  case Reply.Ok ok when index == pieces.size() - 1 ->
                      CompletableFuture.completedFuture(
                          new Outcome.Accepted(NativeId.said(ok.result(), chat).toString()));
                  case Reply.Ok ok ->
                      from(NativeId.said(ok.result(), chat).chat(), pieces, index + 1);
                  case Reply.No no
                      when index > 0
                          && no.code() == 429
                          && no.pause().compareTo(LONGEST_WAIT) <= 0 ->
                      pauses.pause(no.pause()).thenCompose(_ -> from(chat, pieces, index));
                  case Reply.No _, Reply.Lost _, Reply.Garbled _ ->
                      ended(pieces, index, reply.outcome(new Outcome.Accepted("")));
                });
  }

  private static CompletionStage<Outcome> ended(List<Piece> pieces, int index, Outcome outcome) {
    return CompletableFuture.completedFuture(
        index == 0
            ? outcome
            : Outcome.Failed.unknown(
                index + " of " + pieces.size() + " pieces were said, then: " + outcome));
  }

  private CompletionStage<Reply> call(long chat, Piece piece) {
    Picture picture = piece.picture;
    return picture == null
        ? calls.call(chat, piece.method, piece.parameters)
        : calls.upload(
            chat, piece.method, piece.parameters, "photo", picture.bytes, picture.mimeType);
  }

  private static CompletionStage<Outcome> refused(String why) {
    return CompletableFuture.completedFuture(new Outcome.Refused(why));
  }
}
