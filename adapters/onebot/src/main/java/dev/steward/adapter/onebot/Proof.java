package dev.steward.adapter.onebot;

import dev.steward.chat.Outcome;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Whether what was said to be done has happened: by the platform's own notice, and when none comes,
 * by a look at how things are. Thread-safe.
 */
final class Proof {
  private static final CompletionStage<Outcome> CONFIRMED =
      Outcomes.done(new Outcome.Confirmed(""));

  private final ScheduledExecutorService timers;

  Proof(ScheduledExecutorService timers) {
    this.timers = timers;
  }

  /** How things are, when no notice came. */
  enum Look {
    /** As they were: it has not happened. */
    UNCHANGED,
    /** Changed, or the platform does not tell. */
    UNKNOWN
  }

  /** A look at how things are. */
  interface Looking {
    CompletionStage<Look> look();
  }

  /** A notice is the truth whatever the answer was, also when there was none. */
  CompletionStage<Outcome> confirmed(
      CompletionStage<Boolean> notice, CompletionStage<Reply> called, Looking looking) {
    return called.thenCompose(
        reply ->
            switch (reply) {
              case Reply.Ok _ -> soon(notice).thenCompose(seen -> seen ? CONFIRMED : look(looking));
              case Reply.Queued _ ->
                  soon(notice)
                      .thenCompose(seen -> seen ? CONFIRMED : Outcomes.done(Outcomes.of(reply)));
              case Reply.Lost _, Reply.No _, Reply.NotSent _ ->
                  Outcomes.done(seen(notice) ? new Outcome.Confirmed("") : Outcomes.of(reply));
            });
  }

  private static CompletionStage<Outcome> look(Looking looking) {
    return looking
        .look()
        .thenApply(
            look ->
                switch (look) {
                  case UNCHANGED ->
                      Outcome.Failed.retry(
                          "the platform said ok, and nothing happened", Duration.ofSeconds(2));
                  case UNKNOWN -> new Outcome.Accepted("");
                });
  }

  private static boolean seen(CompletionStage<Boolean> notice) {
    return notice.toCompletableFuture().getNow(false);
  }

  /** Waits for a notice a little longer than for the answer. */
  private CompletionStage<Boolean> soon(CompletionStage<Boolean> notice) {
    CompletableFuture<Boolean> soon = notice.toCompletableFuture().copy();
    if (!soon.isDone()) {
      ScheduledFuture<?> alarm =
          timers.schedule(
              () -> soon.complete(false), Account.NOTICE.toMillis(), TimeUnit.MILLISECONDS);
      var _ = soon.whenComplete((_, _) -> alarm.cancel(false));
    }
    return soon;
  }
}
