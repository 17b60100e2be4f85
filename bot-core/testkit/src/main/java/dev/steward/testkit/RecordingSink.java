package dev.steward.testkit;

import dev.steward.chat.AccountId;
import dev.steward.chat.Event;
import dev.steward.chat.EventSink;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * An inbox that records what it takes, once per source and dedupe id, in order. Congestion,
 * overload, failures, slow commits and lost acknowledgements are switches. Thread-safe.
 */
public final class RecordingSink implements EventSink {
  private final List<Event> committed = new ArrayList<>();
  private final Set<String> known = new HashSet<>();
  private final List<CompletableFuture<Receipt>> held = new ArrayList<>();
  private CompletableFuture<Void> relief = CompletableFuture.completedFuture(null);
  private Mode mode = Mode.COMMIT;
  private boolean congested;
  private int deliveries;
  private int duplicates;
  private int refusals;

  /** What happens to an event that is delivered. */
  public enum Mode {
    /** Committed at once. */
    COMMIT,
    /** Taken; the stage completes at {@link RecordingSink#release}. */
    HOLD,
    /** Not taken: {@link EventSink.OverloadedException}. */
    OVERLOAD,
    /** Not taken: as when the database fails. */
    FAIL,
    /** Committed, but the adapter never hears: as when the process dies between the two. */
    LOSE_RECEIPT
  }

  @Override
  public CompletionStage<Receipt> deliver(Event event) {
    synchronized (this) {
      deliveries++;
      switch (mode) {
        case OVERLOAD -> {
          refusals++;
          return CompletableFuture.failedFuture(new OverloadedException());
        }
        case FAIL -> {
          refusals++;
          return CompletableFuture.failedFuture(new IllegalStateException("the database fails"));
        }
        case COMMIT, HOLD, LOSE_RECEIPT -> {}
      }
      boolean isNew = known.add(source(event) + "|" + event.dedupeId());
      if (isNew) {
        committed.add(event);
      } else {
        duplicates++;
      }
      return switch (mode) {
        case HOLD -> {
          CompletableFuture<Receipt> later = new CompletableFuture<>();
          held.add(later);
          yield later;
        }
        case LOSE_RECEIPT ->
            CompletableFuture.failedFuture(new IllegalStateException("the receipt is lost"));
        case COMMIT, OVERLOAD, FAIL ->
            CompletableFuture.completedFuture(isNew ? Receipt.COMMITTED : Receipt.DUPLICATE);
      };
    }
  }

  @Override
  public synchronized boolean congested() {
    return congested;
  }

  @Override
  public synchronized CompletionStage<Void> relief() {
    return relief.copy();
  }

  /** From now on events meet this. {@link Mode#COMMIT} does not release what is held. */
  public synchronized void mode(Mode next) {
    mode = next;
  }

  /** Starts or ends congestion; ending it completes {@link #relief}. */
  public void congest(boolean on) {
    CompletableFuture<Void> ended;
    synchronized (this) {
      if (on == congested) {
        return;
      }
      congested = on;
      ended = relief;
      if (on) {
        relief = new CompletableFuture<>();
      }
    }
    if (!on) {
      ended.complete(null);
    }
  }

  /** Completes what was held. */
  public void release() {
    List<CompletableFuture<Receipt>> now;
    synchronized (this) {
      now = List.copyOf(held);
      held.clear();
    }
    now.forEach(receipt -> receipt.complete(Receipt.COMMITTED));
  }

  /** What was taken, in order, without duplicates. */
  public synchronized List<Event> events() {
    return List.copyOf(committed);
  }

  /** The same without the first so many: what has come since somebody looked last. */
  public synchronized List<Event> eventsAfter(int first) {
    return List.copyOf(committed.subList(first, committed.size()));
  }

  /** What was taken of one kind, in order. */
  public <E extends Event> List<E> events(Class<E> kind) {
    return events().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** How often {@link #deliver} was called. */
  public synchronized int deliveries() {
    return deliveries;
  }

  /** How many deliveries were of events already taken. */
  public synchronized int duplicates() {
    return duplicates;
  }

  /** How many deliveries were not taken. */
  public synchronized int refusals() {
    return refusals;
  }

  private static String source(Event event) {
    return switch (event) {
      case Event.InGroup in -> account(in.account());
      case Event.PrivateMessagePosted in -> account(in.account());
      case Event.ButtonPressed in -> account(in.account());
      case Event.TimerDue _ -> "timers";
      case Event.StaffCommand _ -> "console";
      case Event.HelperAnswered _ -> "helpers";
    };
  }

  private static String account(AccountId account) {
    return account.toString();
  }
}
