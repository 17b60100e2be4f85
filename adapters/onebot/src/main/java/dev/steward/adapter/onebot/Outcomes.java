package dev.steward.adapter.onebot;

import dev.steward.chat.Outcome;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** What an answer means for an order. */
final class Outcomes {
  static final Duration NOT_CONNECTED = Duration.ofSeconds(5);
  private static final Duration TOKEN_REFUSED = Duration.ofMinutes(1);

  private Outcomes() {}

  static Outcome of(Reply reply) {
    return of(reply, _ -> new Outcome.Accepted(""));
  }

  static Outcome of(Reply reply, Function<Reply.Ok, Outcome> ok) {
    return switch (reply) {
      case Reply.Ok fine -> ok.apply(fine);
      case Reply.Queued _ ->
          Outcome.Failed.unknown("the platform queued it and will not tell what became of it");
      case Reply.No no when no.tokenRefused() ->
          Outcome.Failed.untried("the access token does not fit", TOKEN_REFUSED);
      case Reply.No no when no.mayHaveHappened() ->
          Outcome.Failed.unknown("the platform timed out: " + no.words());
      case Reply.No no ->
          new Outcome.Refused(
              "the platform said no: "
                  + no.retcode()
                  + (no.words().isEmpty() ? "" : " ")
                  + no.words());
      case Reply.Lost lost -> Outcome.Failed.unknown(lost.why());
      case Reply.NotSent notSent -> Outcome.Failed.untried(notSent.why(), NOT_CONNECTED);
    };
  }

  static CompletionStage<Outcome> done(Outcome outcome) {
    return CompletableFuture.completedFuture(outcome);
  }
}
