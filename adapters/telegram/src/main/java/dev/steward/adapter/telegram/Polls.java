package dev.steward.adapter.telegram;

import dev.steward.chat.Action;
import dev.steward.chat.Button;
import dev.steward.chat.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Telegram's own polls, as one bot asks and ends them. Thread-safe. */
final class Polls {
  private static final int FEWEST_OPTIONS = 2;
  private static final String CLOSED = "poll has already been closed";

  private final GroupCalls calls;
  private final OpenPolls open;

  Polls(GroupCalls calls, OpenPolls open) {
    this.calls = calls;
    this.open = open;
  }

  /** Asks a question; each vote names its member, else Telegram tells a bot of none. */
  CompletionStage<Outcome> ask(ChatNow chat, Action.AskPoll poll) {
    Optional<String> no = refusal(poll);
    if (no.isPresent()) {
      return refused(no.get());
    }
    ArrayNode options = Json.MAPPER.createArrayNode();
    for (Button option : poll.options()) {
      options.addObject().put("text", Json.whole(option.label()));
    }
    ObjectNode parameters =
        Json.object()
            .put("question", Json.whole(poll.question()))
            .put("is_anonymous", false)
            .put("allows_multiple_answers", poll.several())
            // A forwarded copy is the same poll: whoever is elsewhere would vote in it.
            .put("protect_content", true);
    parameters.set("options", options);
    return open.asking(
        () ->
            calls
                .call(chat.chat(), "sendPoll", parameters)
                .thenApply(
                    reply -> reply instanceof Reply.Ok ok ? asked(ok, chat, poll) : not(reply)));
  }

  /** Kept before anybody is told: whoever knows the outcome may count on the votes. */
  private Outcome asked(Reply.Ok ok, ChatNow chat, Action.AskPoll poll) {
    JsonNode message = ok.result();
    NativeId id = NativeId.said(message, chat.chat());
    String pollId = Json.text(message.path("poll"), "id");
    if (id.message() == 0 || pollId.isEmpty()) {
      return not(new Reply.Garbled(""));
    }
    List<String> values = poll.options().stream().map(Button::value).toList();
    open.keep(new Notebook.Poll(pollId, id.chat(), id.message(), values));
    return new Outcome.Accepted(id.toString());
  }

  private static Outcome not(Reply reply) {
    return reply.outcome(new Outcome.Accepted(""));
  }

  /** Why Telegram would not take it, looked at before it is asked. */
  private static Optional<String> refusal(Action.AskPoll poll) {
    int options = poll.options().size();
    if (poll.question().isBlank()) {
      return Optional.of("the poll has no question");
    }
    if (poll.question().length() > Action.AskPoll.LONGEST_QUESTION) {
      return Optional.of(
          "the poll's question has "
              + poll.question().length()
              + " characters (expected: at most "
              + Action.AskPoll.LONGEST_QUESTION
              + ")");
    }
    if (options < FEWEST_OPTIONS || options > Action.AskPoll.MOST_OPTIONS) {
      return Optional.of(
          "the poll has "
              + options
              + " options (expected: "
              + FEWEST_OPTIONS
              + " to "
              + Action.AskPoll.MOST_OPTIONS
              + ")");
    }
    for (int i = 0; i < options; i++) {
      String label = poll.options().get(i).label();
      if (label.isBlank() || label.length() > Action.AskPoll.LONGEST_OPTION) {
        return Optional.of(
            "the poll's option "
                + (i + 1)
                + " has "
                + (label.isBlank() ? "no words" : label.length() + " characters")
                + " (expected: 1 to "
                + Action.AskPoll.LONGEST_OPTION
                + " characters)");
      }
    }
    return Optional.empty();
  }

  /** Takes no more votes; one that is closed already is done. */
  CompletionStage<Outcome> end(ChatNow chat, String messageId) {
    NativeId id = NativeId.parse(messageId).orElse(null);
    if (id == null) {
      return refused("there is no message " + messageId);
    }
    if (id.chat() != chat.chat()) {
      return refused(
          "the poll is from before the group became a supergroup: a bot can't reach it any more");
    }
    return calls
        .callHere(chat.chat(), "stopPoll", Json.object().put("message_id", id.message()))
        .thenApply(
            reply -> {
              boolean closed = reply instanceof Reply.Ok || isClosed(reply);
              if (closed || (reply instanceof Reply.No no && no.gone())) {
                open.over(id);
              }
              Outcome done = new Outcome.Accepted(messageId);
              return closed ? done : reply.outcome(done);
            });
  }

  private static boolean isClosed(Reply reply) {
    return reply instanceof Reply.No no && no.code() == 400 && no.why().contains(CLOSED);
  }

  private static CompletionStage<Outcome> refused(String why) {
    return CompletableFuture.completedFuture(new Outcome.Refused(why));
  }
}
