package dev.steward.adapter.satori;

import dev.steward.chat.Outcome;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The orders that are under way, which the end waits for. Thread-safe. */
final class UnderWay {
  private static final Logger log = LoggerFactory.getLogger(UnderWay.class);

  private final Map<Long, CompletableFuture<Outcome>> orders = new ConcurrentHashMap<>();
  private final AtomicLong numbers = new AtomicLong();

  /** The same outcome, which never fails. */
  CompletionStage<Outcome> add(CompletionStage<Outcome> performed) {
    CompletableFuture<Outcome> outcome =
        performed
            .exceptionally(broken -> Outcome.Failed.unknown("it broke off: " + broken.getClass()))
            .toCompletableFuture();
    long number = numbers.incrementAndGet();
    orders.put(number, outcome);
    var _ = outcome.thenRun(() -> orders.remove(number));
    return outcome;
  }

  /** Waits until all are over. */
  void finish(Duration patience) {
    try {
      CompletableFuture.allOf(orders.values().toArray(CompletableFuture<?>[]::new))
          .get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      log.warn("satori: {} orders were not over at the end", orders.size());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException broken) {
      log.debug("satori: an order broke off", broken);
    }
  }
}
