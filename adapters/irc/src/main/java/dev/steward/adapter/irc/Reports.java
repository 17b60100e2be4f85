package dev.steward.adapter.irc;

import dev.steward.chat.Event;
import dev.steward.chat.EventSink;
import dev.steward.wire.Intake;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Hands events to the inbox. What a channel says while its history is still being fetched waits for
 * that, so that the order is the order in which things happened. Used by the connection's thread
 * only.
 */
final class Reports {
  private final Intake intake;
  private final Marks marks;

  Reports(Intake intake, Marks marks) {
    this.intake = intake;
    this.marks = marks;
  }

  /** Something that happened in a channel; {@code heard} is the server's time of it, if told. */
  void give(Room room, Event event, @Nullable Instant heard) {
    if (room.waits()) {
      room.hold(event, heard);
    } else {
      hand(room, event, heard);
    }
  }

  /** Something from the past, which comes before all that waits; false when it came before. */
  boolean past(Room room, Event event, @Nullable Instant heard) {
    if (room.waits() && !room.isNew(event)) {
      return false;
    }
    hand(room, event, heard);
    return true;
  }

  /** The past is told: what waited follows, but for what was part of it. */
  void release(Room room) {
    Set<String> told = new HashSet<>(room.told());
    for (Room.Held held : room.release()) {
      if (!told.contains(held.event().dedupeId())) {
        hand(room, held.event(), held.heard());
      }
    }
  }

  /** Tells what a channel is; never waits. */
  void seen(Event event) {
    var _ = intake.take(event);
  }

  private void hand(Room room, Event event, @Nullable Instant heard) {
    if (heard == null) {
      var _ = intake.take(event);
      return;
    }
    Marks.Mark mark = marks.sets(room.key(), heard);
    var _ =
        intake
            .take(event)
            .whenComplete(
                (EventSink.@Nullable Receipt receipt, @Nullable Throwable failure) -> {
                  if (failure == null) {
                    mark.committed();
                  }
                });
  }
}
