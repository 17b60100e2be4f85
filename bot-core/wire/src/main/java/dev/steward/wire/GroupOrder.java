package dev.steward.wire;

import dev.steward.chat.Event;
import dev.steward.chat.EventSink;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Keeps each group's events in the order in which they were heard while something about one of them
 * is still asked for, such as a newcomer's name or the messages that were missed. Thread-safe.
 */
public final class GroupOrder {
  /** More events may not wait, nor more characters of theirs. */
  public static final int MOST_WAITING = 20_000;

  public static final long MOST_CHARACTERS = 16_000_000;

  private final Intake intake;
  private final Map<String, Places> groups = new HashMap<>();
  private int waiting;
  private long characters;

  /** The places of a group, and how many of them are being asked for. */
  private static final class Places {
    final Deque<Slot> queue = new ArrayDeque<>();
    int asked;
  }

  /**
   * A place in a group's order.
   *
   * @param events what belongs there, which may come later
   * @param waits whether it is there, and only waits for what is before it
   */
  private record Slot(
      CompletableFuture<List<Event>> events,
      CompletableFuture<EventSink.Receipt> committed,
      boolean waits) {}

  public GroupOrder(Intake intake) {
    this.intake = intake;
  }

  /** Gives an event; the stage completes once it is committed. */
  public synchronized CompletionStage<EventSink.Receipt> put(String group, Event event) {
    Places places = groups.get(group);
    if (places == null) {
      return intake.take(event);
    }
    Slot slot =
        new Slot(
            CompletableFuture.completedFuture(List.of(event)), new CompletableFuture<>(), true);
    places.queue.add(slot);
    waiting++;
    characters += event.characters();
    return slot.committed;
  }

  /** How many events wait behind something that is still being asked for. */
  synchronized int waiting() {
    return waiting;
  }

  /** Whether so much waits that what is still being asked for has to be given up. */
  public synchronized boolean full() {
    return waiting >= MOST_WAITING || characters >= MOST_CHARACTERS;
  }

  /**
   * How many places of a group are being asked for, of those that have not had their turn: each may
   * hold the group's order for as long as an answer takes.
   */
  public synchronized int asked(String group) {
    Places places = groups.get(group);
    return places == null ? 0 : places.asked;
  }

  /**
   * Keeps a place for events that are still being asked for; what comes after waits. The stage must
   * complete; when it fails, its place is left empty.
   */
  public CompletionStage<EventSink.Receipt> later(
      String group, CompletionStage<List<Event>> events) {
    CompletableFuture<List<Event>> sure =
        events.exceptionally(_ -> List.of()).toCompletableFuture();
    Slot slot = new Slot(sure, new CompletableFuture<>(), false);
    synchronized (this) {
      Places places = groups.computeIfAbsent(group, _ -> new Places());
      places.queue.add(slot);
      places.asked++;
    }
    var _ = slot.events.thenRun(() -> drain(group));
    return slot.committed;
  }

  private synchronized void drain(String group) {
    Places places = groups.get(group);
    while (places != null && !places.queue.isEmpty() && places.queue.peek().events.isDone()) {
      Slot slot = places.queue.poll();
      if (slot.waits) {
        waiting--;
        slot.events.join().forEach(event -> characters -= event.characters());
      } else {
        places.asked--;
      }
      CompletionStage<EventSink.Receipt> last =
          CompletableFuture.completedFuture(EventSink.Receipt.COMMITTED);
      for (Event event : slot.events.join()) {
        last = intake.take(event);
      }
      var _ =
          last.whenComplete(
              (receipt, failure) -> {
                if (failure == null) {
                  slot.committed.complete(receipt);
                } else {
                  slot.committed.completeExceptionally(failure);
                }
              });
      if (places.queue.isEmpty()) {
        groups.remove(group);
      }
    }
  }
}
