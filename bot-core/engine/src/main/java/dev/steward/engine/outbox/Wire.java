package dev.steward.engine.outbox;

import dev.steward.chat.Order;
import dev.steward.chat.Outcome;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The last piece of wire to the platforms. A rehearsal and a dry run cut it here. Thread-safe,
 * never blocks.
 */
public interface Wire {
  /**
   * Completes once the wire hangs: before, nothing is performed and nothing looked up, so that what
   * the last stop left over does not fail for want of a platform.
   */
  default CompletionStage<Void> hangs() {
    return CompletableFuture.completedFuture(null);
  }

  /** Performs an order; never throws and never fails but by its outcome. */
  CompletionStage<Outcome> perform(Order order);

  /** What became of an order that may have been carried out; empty when the platform can't tell. */
  CompletionStage<Optional<Outcome>> lookUp(Order order);

  /** Whether the account's platform says one order once, however often it gets it. */
  boolean saysOnce(Order order);
}
