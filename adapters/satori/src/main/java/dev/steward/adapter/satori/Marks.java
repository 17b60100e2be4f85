package dev.steward.adapter.satori;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongConsumer;

/**
 * How far the server's events are committed: its numbers in the order in which they came, since a
 * server that starts anew counts anew. Thread-safe.
 */
final class Marks {
  private final Deque<Mark> waiting = new ArrayDeque<>();
  private final LongConsumer committed;

  private static final class Mark {
    final long number;
    boolean done;

    Mark(long number) {
      this.number = number;
    }
  }

  /**
   * @param committed hears each number once it and all before it are committed
   */
  Marks(LongConsumer committed) {
    this.committed = committed;
  }

  /** An event of the server is on its way; {@code parts} are Steward's events made of it. */
  void heard(long number, Collection<? extends CompletionStage<?>> parts) {
    Mark mark = new Mark(number);
    synchronized (this) {
      waiting.add(mark);
    }
    var _ =
        CompletableFuture.allOf(
                parts.stream()
                    .map(CompletionStage::toCompletableFuture)
                    .toArray(CompletableFuture<?>[]::new))
            .thenRun(() -> done(mark));
  }

  private void done(Mark mark) {
    long last;
    synchronized (this) {
      mark.done = true;
      Mark passed = null;
      for (Mark first = waiting.peek(); first != null && first.done; first = waiting.peek()) {
        passed = waiting.poll();
      }
      if (passed == null) {
        return;
      }
      last = passed.number;
      committed.accept(last);
    }
  }
}
