package dev.steward.adapter.irc;

import dev.steward.chat.Event;
import dev.steward.chat.EventSink;
import dev.steward.wire.Intake;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hands events to the inbox. What a channel says while its history is still being fetched waits for
 * that, so that the order is the order in which things happened. While the inbox is congested
 * events wait here and the connection is read on, since the answers to our commands come the same
 * way; when too many wait it is read no more. Used by the connection's thread only.
 */
final class Reports {
  private static final int MOST_WAITING = 5_000;

  /** What events that wait may hold, here or in a channel. */
  static final long MOST_CHARACTERS = 16_000_000;

  private final Intake intake;
  private final Marks marks;
  private final Consumer<Boolean> reading;
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private long characters;
  private boolean paused;
  private boolean full;

  private record Waiting(String room, Event event, @Nullable Instant heard) {}

  /**
   * @param reading told whether the connection is to be read
   */
  Reports(Intake intake, Marks marks, Consumer<Boolean> reading) {
    this.intake = intake;
    this.marks = marks;
    this.reading = reading;
  }

  /** Something that happened in a channel; {@code heard} is the server's time of it, if told. */
  void give(Room room, Event event, @Nullable Instant heard) {
    if (room.waits()) {
      room.hold(event, heard);
    } else {
      hand(new Waiting(room.key(), event, heard));
    }
  }

  /** Something from the past, which comes before all that waits. */
  void past(Room room, Event event, @Nullable Instant heard) {
    if (!room.waits() || room.isNew(event.dedupeId())) {
      hand(new Waiting(room.key(), event, heard));
    }
  }

  /** The past is told: what waited follows, but for what was part of it. */
  void release(Room room) {
    Set<String> told = new HashSet<>(room.told());
    for (Room.Held held : room.release()) {
      if (!told.contains(held.event().dedupeId())) {
        hand(new Waiting(room.key(), held.event(), held.heard()));
      }
    }
  }

  /** Tells what no history holds: what a channel is, what is said to us alone. */
  void seen(Event event) {
    hand(new Waiting("", event, null));
  }

  /** Whether the inbox takes events now; those that waited go first. */
  void flow(boolean on) {
    paused = !on;
    while (!paused && !waiting.isEmpty()) {
      Waiting next = waiting.remove();
      characters -= next.event.characters();
      take(next);
    }
    if (!paused && full) {
      full = false;
      reading.accept(true);
    }
  }

  /** Whether the connection is to be read. */
  boolean reading() {
    return !full;
  }

  private void hand(Waiting one) {
    if (!paused) {
      take(one);
      return;
    }
    waiting.add(one);
    characters += one.event.characters();
    if (!full && (waiting.size() >= MOST_WAITING || characters >= MOST_CHARACTERS)) {
      full = true;
      reading.accept(false);
    }
  }

  private void take(Waiting one) {
    Instant heard = one.heard;
    if (heard == null) {
      var _ = intake.take(one.event);
      return;
    }
    Marks.Mark mark = marks.sets(one.room, heard);
    var _ =
        intake
            .take(one.event)
            .whenComplete(
                (EventSink.@Nullable Receipt receipt, @Nullable Throwable failure) -> {
                  if (failure == null) {
                    mark.committed();
                  }
                });
  }
}
