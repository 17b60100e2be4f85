package dev.steward.chat;

import java.util.concurrent.CompletionStage;

/**
 * Steward's inbox, as an adapter sees it. Thread-safe; no method blocks.
 *
 * <p>Nothing is dropped: an adapter whose connection can wait stops reading while {@link
 * #congested}, and reads on at {@link #relief}.
 */
public interface EventSink {
  /**
   * Hands over an event. The stage completes once the event is committed with everything that
   * follows from it: only then is a webhook answered or a pull offset advanced. It completes with
   * {@link Receipt#DUPLICATE} for an event that was already handled, and exceptionally with {@link
   * OverloadedException} when the inbox is full, or any other exception when Steward is stopping or
   * its database fails: the event is not acknowledged then, and may be delivered again.
   *
   * <p>Of a message of more than {@link Content#LONGEST} characters the rest is {@linkplain
   * Content#cut left out}.
   */
  CompletionStage<Receipt> deliver(Event event);

  /** Whether the inbox is filling: stop reading from the connection. */
  boolean congested();

  /** Completes when the inbox has room again; completed already when it has. */
  CompletionStage<Void> relief();

  /** What became of an event. */
  enum Receipt {
    COMMITTED,
    DUPLICATE
  }

  /** The inbox is full. The event was counted and not taken. */
  final class OverloadedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public OverloadedException() {
      super("the inbox is full; deliver the event again after relief()", null, false, false);
    }
  }
}
