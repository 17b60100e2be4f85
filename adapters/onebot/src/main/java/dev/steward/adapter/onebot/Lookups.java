package dev.steward.adapter.onebot;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Lets few questions about groups be under way at a time: a login may be in thousands. */
final class Lookups {
  private static final int AT_A_TIME = 16;

  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private int underWay;

  /** Asks as soon as there is room. The question's stage must complete. */
  <T> CompletionStage<T> ask(Supplier<CompletionStage<T>> question) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    Runnable start =
        () -> {
          var _ =
              question
                  .get()
                  .whenComplete(
                      (value, failure) -> {
                        done();
                        if (failure == null) {
                          answer.complete(value);
                        } else {
                          answer.completeExceptionally(failure);
                        }
                      });
        };
    synchronized (this) {
      if (underWay == AT_A_TIME) {
        waiting.add(start);
        return answer;
      }
      underWay++;
    }
    start.run();
    return answer;
  }

  private void done() {
    Runnable next;
    synchronized (this) {
      next = waiting.poll();
      if (next == null) {
        underWay--;
        return;
      }
    }
    next.run();
  }
}
