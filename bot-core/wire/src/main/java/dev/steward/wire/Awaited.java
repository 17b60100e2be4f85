package dev.steward.wire;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers, or a platform's own notices, that somebody waits for by key. Thread-safe. A time-out
 * costs no timer of its own: one ticks while anybody waits, so that each is waited for at least as
 * long as was said and an eighth more at most, however the wall clock is set.
 *
 * @param <K> what tells them apart, such as an echo
 * @param <V> what arrives
 */
public final class Awaited<K, V> {
  private static final int TICKS = 8;

  /** What a tick counts while we listen. */
  private static final int LISTENING = 6;

  private final ScheduledExecutorService timers;
  private final long tickMillis;
  private final BooleanSupplier listening;
  private final Map<K, List<Waiting<K, V>>> byKey = new HashMap<>();
  private final Deque<Waiting<K, V>> oldest = new ArrayDeque<>();
  private long ticks;
  private long round;
  private @Nullable ScheduledFuture<?> planned;

  private static final class Waiting<K, V> {
    final K key;
    final long since;
    final CompletableFuture<Optional<V>> arrives = new CompletableFuture<>();
    boolean over;

    Waiting(K key, long since) {
      this.key = key;
      this.since = since;
    }
  }

  /**
   * @param patience how long each is waited for
   */
  public Awaited(ScheduledExecutorService timers, Duration patience) {
    this(timers, patience, () -> true);
  }

  /**
   * The same with more patience while nothing can arrive: that time counts for a sixth.
   *
   * @param listening whether we listen now; must not wait for a lock under which anything is called
   *     here
   */
  public Awaited(ScheduledExecutorService timers, Duration patience, BooleanSupplier listening) {
    this.timers = timers;
    this.listening = listening;
    this.tickMillis = Math.max(1, Math.ceilDiv(patience.toMillis(), TICKS));
  }

  /** Waits from now on; completes empty when nothing arrives in time, or at {@link #abandon}. */
  public CompletionStage<Optional<V>> expect(K key) {
    synchronized (this) {
      Waiting<K, V> waiting = new Waiting<>(key, ticks);
      byKey.computeIfAbsent(key, _ -> new ArrayList<>(1)).add(waiting);
      oldest.add(waiting);
      plan();
      return waiting.arrives;
    }
  }

  /** It has arrived; tells everybody who waits. Returns whether anybody did. */
  public boolean arrived(K key, V value) {
    List<Waiting<K, V>> told;
    synchronized (this) {
      told = byKey.remove(key);
      if (told == null) {
        return false;
      }
      told.forEach(waiting -> waiting.over = true);
      forget();
    }
    told.forEach(waiting -> waiting.arrives.complete(Optional.of(value)));
    return true;
  }

  /** Nothing more will arrive, as after a cut. */
  public void abandon() {
    List<Waiting<K, V>> all;
    synchronized (this) {
      all = oldest.stream().filter(waiting -> !waiting.over).toList();
      byKey.clear();
      oldest.clear();
      round++;
      if (planned != null) {
        planned.cancel(false);
        planned = null;
      }
    }
    all.forEach(waiting -> waiting.arrives.complete(Optional.empty()));
  }

  /** How many wait. */
  public synchronized int size() {
    return byKey.values().stream().mapToInt(List::size).sum();
  }

  /** Lets go of those that nobody waits for any more, as far as they are the oldest. */
  private void forget() {
    for (Waiting<K, V> first = oldest.peek(); first != null && first.over; first = oldest.peek()) {
      oldest.poll();
    }
  }

  private void plan() {
    if (planned == null && !oldest.isEmpty()) {
      long mine = ++round;
      planned = timers.schedule(() -> sweep(mine), tickMillis, TimeUnit.MILLISECONDS);
    }
  }

  private void sweep(long mine) {
    List<Waiting<K, V>> late = new ArrayList<>();
    synchronized (this) {
      if (mine != round) {
        return;
      }
      planned = null;
      ticks += listening.getAsBoolean() ? LISTENING : 1;
      for (Waiting<K, V> first = oldest.peek();
          first != null && (first.over || ticks - first.since > TICKS * LISTENING);
          first = oldest.peek()) {
        oldest.poll();
        List<Waiting<K, V>> same = byKey.get(first.key);
        if (same != null && same.remove(first)) {
          first.over = true;
          late.add(first);
          if (same.isEmpty()) {
            byKey.remove(first.key);
          }
        }
      }
      plan();
    }
    late.forEach(waiting -> waiting.arrives.complete(Optional.empty()));
  }
}
