package dev.steward.wire;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
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
import java.util.concurrent.TimeUnit;

/**
 * Answers, or a platform's own notices, that somebody waits for by key. Thread-safe; a time-out
 * costs no timer of its own.
 *
 * @param <K> what tells them apart, such as an echo
 * @param <V> what arrives
 */
public final class Awaited<K, V> {
  private final InstantSource clock;
  private final ScheduledExecutorService timers;
  private final Duration patience;
  private final Map<K, List<Waiting<K, V>>> byKey = new HashMap<>();
  private final Deque<Waiting<K, V>> oldest = new ArrayDeque<>();
  private boolean planned;

  private record Waiting<K, V>(K key, Instant until, CompletableFuture<Optional<V>> arrives) {}

  /**
   * @param patience how long each is waited for
   */
  public Awaited(InstantSource clock, ScheduledExecutorService timers, Duration patience) {
    this.clock = clock;
    this.timers = timers;
    this.patience = patience;
  }

  /** Waits from now on; completes empty when nothing arrives in time, or at {@link #abandon}. */
  public CompletionStage<Optional<V>> expect(K key) {
    Waiting<K, V> waiting =
        new Waiting<>(key, clock.instant().plus(patience), new CompletableFuture<>());
    synchronized (this) {
      byKey.computeIfAbsent(key, _ -> new ArrayList<>(1)).add(waiting);
      oldest.add(waiting);
      plan();
    }
    return waiting.arrives;
  }

  /** It has arrived; tells everybody who waits. Returns whether anybody did. */
  public boolean arrived(K key, V value) {
    List<Waiting<K, V>> told;
    synchronized (this) {
      told = byKey.remove(key);
    }
    if (told == null) {
      return false;
    }
    told.forEach(waiting -> waiting.arrives.complete(Optional.of(value)));
    return true;
  }

  /** Nothing more will arrive, as after a cut. */
  public void abandon() {
    List<Waiting<K, V>> all;
    synchronized (this) {
      all = byKey.values().stream().flatMap(List::stream).toList();
      byKey.clear();
      oldest.clear();
    }
    all.forEach(waiting -> waiting.arrives.complete(Optional.empty()));
  }

  /** How many wait. */
  public synchronized int size() {
    return byKey.values().stream().mapToInt(List::size).sum();
  }

  private void plan() {
    Waiting<K, V> first = oldest.peek();
    if (!planned && first != null) {
      planned = true;
      long millis = Math.max(1, Duration.between(clock.instant(), first.until).toMillis());
      var _ = timers.schedule(this::sweep, millis, TimeUnit.MILLISECONDS);
    }
  }

  private void sweep() {
    List<Waiting<K, V>> late = new ArrayList<>();
    synchronized (this) {
      planned = false;
      Instant now = clock.instant();
      for (Waiting<K, V> first = oldest.peek();
          first != null && (first.arrives.isDone() || !first.until.isAfter(now));
          first = oldest.peek()) {
        oldest.poll();
        List<Waiting<K, V>> same = byKey.get(first.key);
        if (same != null && same.remove(first)) {
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
