package dev.steward.wire;

import dev.steward.chat.Event;
import dev.steward.chat.EventSink;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands what a connection heard to Steward, in the order in which it was heard. What the inbox does
 * not take is held and offered again, before anything that came later; meanwhile, and while the
 * inbox is congested, the connection is asked not to read.
 *
 * <p>Thread-safe. Events of one group must be given by one thread at a time, or they have no order.
 */
public final class Intake implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Intake.class);
  private static final Duration SHORTEST = Duration.ofMillis(50);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final EventSink sink;
  private final ScheduledExecutorService timers;
  private final Valve valve;
  private final Deque<Heard> held = new ArrayDeque<>();
  private long next;
  private long refusals;
  private boolean holding;
  private boolean stumbled;
  private boolean waiting;
  private boolean shut;
  private boolean closed;
  private @Nullable ScheduledFuture<?> planned;

  /**
   * The reading end of a connection. Called from any thread, never with the same word twice, and
   * under the intake's lock: it must not block, nor give events or wait for a lock under which
   * events are given.
   */
  public interface Valve {
    /** Reads no more for now; what was read already may still be given. */
    void pause();

    /** Reads on. */
    void resume();
  }

  /** An event on its way, with its place in the order. */
  private static final class Heard {
    final Event event;
    final long place;
    final CompletableFuture<EventSink.Receipt> done = new CompletableFuture<>();

    Heard(Event event, long place) {
      this.event = event;
      this.place = place;
    }
  }

  public Intake(EventSink sink, ScheduledExecutorService timers, Valve valve) {
    this.sink = sink;
    this.timers = timers;
    this.valve = valve;
  }

  /**
   * Takes an event. The stage completes once it is committed, however often it must be offered: a
   * pull offset is advanced then, a webhook answered. It completes exceptionally only when the
   * intake was closed before.
   */
  public CompletionStage<EventSink.Receipt> take(Event event) {
    Heard heard;
    boolean offer;
    synchronized (this) {
      heard = new Heard(event, next++);
      if (closed) {
        return CompletableFuture.failedFuture(new IllegalStateException("closed"));
      }
      offer = !holding;
      if (!offer) {
        held.add(heard);
      }
    }
    if (offer) {
      offer(heard);
    }
    if (sink.congested()) {
      congested();
    }
    return heard.done;
  }

  /** How many events wait here because the inbox did not take them. */
  public synchronized int held() {
    return held.size();
  }

  /** How often the inbox did not take an event. */
  public synchronized long refusals() {
    return refusals;
  }

  private void offer(Heard heard) {
    var _ =
        sink.deliver(heard.event)
            .whenComplete(
                (receipt, failure) -> {
                  if (failure == null) {
                    heard.done.complete(receipt);
                  } else {
                    notTaken(heard, failure);
                  }
                });
  }

  private void notTaken(Heard heard, Throwable failure) {
    synchronized (this) {
      refusals++;
      if (closed) {
        heard.done.completeExceptionally(failure);
        return;
      }
      insert(heard);
      if (holding) {
        stumbled = true;
        return;
      }
      holding = true;
    }
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (!(cause instanceof EventSink.OverloadedException)) {
      log.warn("an event was not taken, it is offered again: {}", cause.toString());
    }
    pause();
    retryAfter(SHORTEST);
  }

  /** Puts back what failed late, at its place. Called with the lock. */
  private void insert(Heard heard) {
    Deque<Heard> later = new ArrayDeque<>();
    while (!held.isEmpty() && held.getLast().place > heard.place) {
      later.push(held.removeLast());
    }
    held.add(heard);
    held.addAll(later);
  }

  private synchronized void retryAfter(Duration pause) {
    if (!closed) {
      planned = timers.schedule(() -> retry(pause), pause.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** Offers the oldest alone, once there is room; the others follow when it is taken. */
  private void retry(Duration pause) {
    var _ =
        sink.relief()
            .whenComplete(
                (_, _) -> {
                  Heard first;
                  synchronized (this) {
                    first = held.poll();
                    if (first == null) {
                      return;
                    }
                    stumbled = false;
                  }
                  var _ =
                      sink.deliver(first.event)
                          .whenComplete(
                              (receipt, failure) -> retried(first, pause, receipt, failure));
                });
  }

  private void retried(
      Heard first,
      Duration pause,
      EventSink.@Nullable Receipt receipt,
      @Nullable Throwable failure) {
    if (failure == null) {
      first.done.complete(receipt);
      flow();
      return;
    }
    synchronized (this) {
      refusals++;
      if (closed) {
        first.done.completeExceptionally(failure);
        return;
      }
      insert(first);
    }
    Duration longer = pause.multipliedBy(2);
    retryAfter(longer.compareTo(LONGEST) > 0 ? LONGEST : longer);
  }

  /** Offers what is held, oldest first, until all is gone or one is not taken. */
  private void flow() {
    while (true) {
      Heard heard;
      synchronized (this) {
        if (stumbled) {
          retryAfter(SHORTEST);
          return;
        }
        heard = held.poll();
        if (heard == null) {
          holding = false;
          break;
        }
      }
      offer(heard);
    }
    readOn();
  }

  private void congested() {
    synchronized (this) {
      if (waiting || closed) {
        return;
      }
      waiting = true;
    }
    pause();
    var _ =
        sink.relief()
            .whenComplete(
                (_, _) -> {
                  synchronized (this) {
                    waiting = false;
                  }
                  readOn();
                });
  }

  private void pause() {
    synchronized (this) {
      if (shut || closed) {
        return;
      }
      shut = true;
      valve.pause();
    }
  }

  private void readOn() {
    synchronized (this) {
      if (!shut || closed || waiting || holding) {
        return;
      }
      shut = false;
      valve.resume();
    }
  }

  /** Nothing is handed over after this. What is held here was not acknowledged to anybody. */
  @Override
  public void close() {
    Deque<Heard> left;
    synchronized (this) {
      closed = true;
      left = new ArrayDeque<>(held);
      held.clear();
      if (planned != null) {
        planned.cancel(false);
      }
    }
    if (!left.isEmpty()) {
      log.warn("{} events were not taken before the end", left.size());
      left.forEach(heard -> heard.done.completeExceptionally(new IllegalStateException("closed")));
    }
  }
}
