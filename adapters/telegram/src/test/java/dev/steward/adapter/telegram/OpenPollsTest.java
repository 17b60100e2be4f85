package dev.steward.adapter.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which votes wait, and for what. */
final class OpenPollsTest {
  private static final Outcome DONE = new Outcome.Accepted("-1007.3");

  @TempDir Path folder = Path.of("");
  private final CompletableFuture<Outcome> one = new CompletableFuture<>();
  private final CompletableFuture<Outcome> two = new CompletableFuture<>();

  private OpenPolls polls() throws IOException {
    OpenPolls polls = new OpenPolls(Notebook.open(folder), 42);
    polls.keep(new Notebook.Poll("600", -1007, 3, List.of("yes", "no")));
    return polls;
  }

  private static CompletableFuture<?> settled(OpenPolls polls, String id) {
    return polls.settled(id).toCompletableFuture();
  }

  @Test
  void aVoteWaitsForTheQuestionsThatWereAskedBeforeIt() throws IOException {
    OpenPolls polls = polls();
    assertThat(settled(polls, "5")).isCompleted();
    CompletionStage<Outcome> first = polls.asking(() -> one);
    CompletableFuture<?> vote = settled(polls, "5");
    CompletionStage<Outcome> second = polls.asking(() -> two);
    assertThat(settled(polls, "600")).as("known").isCompleted();
    assertThat(vote).isNotDone();
    one.complete(DONE);
    assertThat(vote).as("the second question is none of its").isCompleted();
    assertThat(settled(polls, "5")).isNotDone();
    two.complete(DONE);
    assertThat(settled(polls, "5")).isCompleted();
    assertThat(first.toCompletableFuture()).isCompletedWithValue(DONE);
    assertThat(second.toCompletableFuture()).isCompletedWithValue(DONE);
  }

  @Test
  void aQuestionThatFailsHoldsNothingUp() throws IOException {
    OpenPolls polls = polls();
    CompletionStage<Outcome> asked = polls.asking(() -> one);
    CompletableFuture<?> vote = settled(polls, "5");
    one.completeExceptionally(new IllegalStateException("closed"));
    assertThat(vote).isCompletedWithValue(null);
    assertThat(asked.toCompletableFuture()).isCompletedExceptionally();
    CompletionStage<Outcome> never =
        polls.asking(
            () -> {
              throw new IllegalStateException("not even asked");
            });
    assertThat(never.toCompletableFuture()).isCompletedExceptionally();
    assertThat(settled(polls, "5")).isCompleted();
  }
}
