package dev.steward.adapter.telegram;

import dev.steward.chat.Outcome;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One bot's polls that take votes. A vote names its poll by an id that the answer to the question
 * tells, and may be quicker than that answer. Thread-safe.
 */
final class OpenPolls {
  private final Notebook notebook;
  private final long bot;
  private final Set<Question> asked = ConcurrentHashMap.newKeySet();

  /** One on its way; completes when it is over. */
  private static final class Question extends CompletableFuture<@Nullable Void> {}

  OpenPolls(Notebook notebook, long bot) {
    this.notebook = notebook;
    this.bot = bot;
  }

  /**
   * Asks. Votes whose poll is not known wait until this is over, whatever comes of it, and are told
   * after it.
   */
  CompletionStage<Outcome> asking(Supplier<CompletionStage<Outcome>> call) {
    Question question = new Question();
    CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    asked.add(question);
    var _ =
        CompletableFuture.completedFuture(call)
            .thenCompose(Supplier::get)
            .whenComplete(
                (done, failure) -> {
                  if (failure == null) {
                    outcome.complete(done);
                  } else {
                    outcome.completeExceptionally(failure);
                  }
                  asked.remove(question);
                  question.complete(null);
                });
    return outcome;
  }

  /**
   * Completes, and never fails, once {@link #find} knows the poll if it is ours: at once when it
   * knows it now, else when all questions are answered that are on their way.
   */
  CompletionStage<@Nullable Void> settled(String id) {
    // Looked at first: what is answered in between is known by then.
    CompletableFuture<?>[] unanswered = asked.toArray(CompletableFuture[]::new);
    return find(id).isPresent()
        ? CompletableFuture.completedFuture(null)
        : CompletableFuture.allOf(unanswered);
  }

  Optional<Notebook.Poll> find(String id) {
    return notebook.poll(bot, id);
  }

  void keep(Notebook.Poll poll) {
    notebook.keepPoll(bot, poll);
  }

  /** The poll in this message takes no more votes. */
  void over(NativeId message) {
    notebook.dropPoll(bot, message);
  }
}
