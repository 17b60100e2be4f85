package dev.steward.wire;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Lets few questions about groups be under way at a time: a login may be in thousands. Thread-safe.
 */
public final class Lookups {
  private static final int AT_A_TIME = 16;

  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private int underWay;
  private boolean pumping;

  /** Asks as soon as there is room. The question's stage must complete. */
  public <T> CompletionStage<T> ask(Supplier<CompletionStage<T>> question) {
    return ask(question, waiting::addLast);
  }

  /** The same before all that waits: the rest of something that was begun. */
  public <T> CompletionStage<T> askNext(Supplier<CompletionStage<T>> question) {
    return ask(question, waiting::addFirst);
  }

  private <T> CompletionStage<T> ask(
      Supplier<CompletionStage<T>> question, Consumer<Runnable> place) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    synchronized (this) {
      place.accept(() -> start(question, answer));
    }
    pump();
    return answer;
  }

  private <T> void start(Supplier<CompletionStage<T>> question, CompletableFuture<T> answer) {
    CompletionStage<T> asked;
    try {
      asked = question.get();
    } catch (RuntimeException failed) {
      asked = CompletableFuture.failedFuture(failed);
    }
    var _ =
        asked.whenComplete(
            (value, failure) -> {
              synchronized (this) {
                underWay--;
              }
              if (failure == null) {
                answer.complete(value);
              } else {
                answer.completeExceptionally(failure);
              }
              pump();
            });
  }

  /** In a loop and not by recursion: after a cut thousands of answers come at once. */
  private void pump() {
    synchronized (this) {
      if (pumping) {
        return;
      }
      pumping = true;
    }
    while (true) {
      Runnable next;
      synchronized (this) {
        next = underWay < AT_A_TIME ? waiting.poll() : null;
        if (next == null) {
          pumping = false;
          return;
        }
        underWay++;
      }
      next.run();
    }
  }
}
