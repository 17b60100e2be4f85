package dev.steward.adapter.satori;

import dev.steward.chat.AccountId;
import dev.steward.chat.Order;
import dev.steward.chat.Outcome;
import dev.steward.wire.Awaited;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * Calls that do no more when they are made twice, and what becomes of them. Thread-safe; nothing
 * blocks.
 */
final class Errands {
  private static final Duration AGAIN = Duration.ofSeconds(1);

  /** Behind the tries that broke twice, before the next; after the last of them it is a no. */
  private static final List<Duration> PAUSES =
      List.of(Duration.ofSeconds(5), Duration.ofSeconds(20));

  private final Api api;
  private final ScheduledExecutorService timers;
  private final Awaited<String, Boolean> notices;
  private final Gone gone;
  private final BiConsumer<AccountId, String> missing;
  private final Proofs proofs = new Proofs();

  /**
   * @param notices what the platform itself tells of what we did
   * @param gone what it tells of what is not there any more
   * @param missing hears that a method which a login was thought to have is not there
   */
  Errands(
      Api api,
      ScheduledExecutorService timers,
      Awaited<String, Boolean> notices,
      Gone gone,
      BiConsumer<AccountId, String> missing) {
    this.api = api;
    this.timers = timers;
    this.notices = notices;
    this.gone = gone;
    this.missing = missing;
  }

  /** The server has said its welcome. */
  void welcomed() {
    proofs.anew();
    gone.mayBeIn();
  }

  /**
   * A call on its way.
   *
   * @param target the key under which it is told that the message or the member is gone; empty
   *     where that is not told
   */
  record Errand(Login login, Order order, String method, String target) {
    /** Whether the target is gone once it is done. */
    boolean removes() {
      return method.equals(Api.DELETE) || method.equals(Api.KICK);
    }
  }

  CompletionStage<Outcome> run(Errand errand, Map<String, ?> arguments) {
    CompletableFuture<Optional<Boolean>> notice =
        errand.removes()
            ? notices.expect(errand.target).toCompletableFuture()
            : CompletableFuture.completedFuture(Optional.empty());
    return api.call(errand.login.id(), errand.method, arguments)
        .thenCompose(
            reply ->
                reply instanceof Api.Reply.Threw && !gone.has(errand.target)
                    ? later(AGAIN)
                        .thenCompose(_ -> api.call(errand.login.id(), errand.method, arguments))
                    : CompletableFuture.completedFuture(reply))
        .thenApply(reply -> outcome(errand, arguments, reply, notice));
  }

  private Outcome outcome(
      Errand errand,
      Map<String, ?> arguments,
      Api.Reply reply,
      CompletableFuture<Optional<Boolean>> notice) {
    return switch (reply) {
      case Api.Reply.Done _ -> {
        proofs.worked(errand.login.account(), errand.method);
        if (errand.method.equals(Api.DELETE)) {
          gone.message(errand.target);
        }
        yield noticed(notice) ? new Outcome.Confirmed("") : new Outcome.Accepted("");
      }
      case Api.Reply.Threw threw ->
          noticed(notice) ? new Outcome.Confirmed("") : broken(errand, threw);
      case Api.Reply.Missing(int status) -> missing(errand, arguments, status);
      case Api.Reply.No _, Api.Reply.Wait _, Api.Reply.Lost _ -> Orders.plain(reply);
    };
  }

  /** Whether the platform has told that it is done. */
  private static boolean noticed(CompletableFuture<Optional<Boolean>> notice) {
    return notice.getNow(Optional.empty()).isPresent();
  }

  /**
   * The server is there, and says twice that something broke behind it: the platform said no, or
   * its line stalls for some seconds, which is not told apart.
   */
  private Outcome broken(Errand errand, Api.Reply.Threw threw) {
    if (gone.has(errand.target)) {
      return Outcome.Refused.gone("it is not there any more (HTTP " + threw.status() + ")");
    }
    int attempt = errand.order.attempt();
    return attempt <= PAUSES.size()
        ? Outcome.Failed.retry(Orders.brokenBehind(threw), PAUSES.get(attempt - 1))
        : new Outcome.Refused(
            "the platform does not do it (HTTP %d, %d times%s)"
                .formatted(threw.status(), 2 * attempt, Orders.said(threw.words())));
  }

  /**
   * A method that the login has is there: then the message, the member or the request is gone.
   * Where the server does not tell what it has, it may be the method, and nothing is known to be
   * gone.
   */
  private Outcome missing(Errand errand, Map<String, ?> arguments, int status) {
    Object asked = arguments.get(arguments.containsKey("user_id") ? "user_id" : "message_id");
    String target = asked == null ? "" : asked.toString();
    AccountId login = errand.login.account();
    boolean there = errand.login.told() || proofs.works(login, errand.method);
    if (status == 404 && (there || !proofs.missing(login, errand.method, target))) {
      return new Outcome.Refused(
          "it is not there, or no longer (HTTP 404)", there && !target.isEmpty());
    }
    missing.accept(login, errand.method);
    return new Outcome.Unsupported(errand.order.action().needs());
  }

  private CompletionStage<Boolean> later(Duration pause) {
    CompletableFuture<Boolean> later = new CompletableFuture<>();
    var _ = timers.schedule(() -> later.complete(true), pause.toMillis(), TimeUnit.MILLISECONDS);
    return later;
  }
}
