package dev.steward.adapter.irc;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * Sends lines no faster than a server bears: so many at once, then so many a second. The lines of
 * one command go out together, or something else could come between the lines of a text and undo
 * it; what follows waits the longer for them. Used by the connection's thread only.
 */
final class Pace {
  private final Station station;
  private final Consumer<Line> out;
  private final Deque<Item> waiting = new ArrayDeque<>();
  private double room;
  private Instant since;
  private boolean planned;
  private boolean ended;

  private record Item(List<Line> lines, Runnable written) {}

  Pace(Station station, Consumer<Line> out) {
    this.station = station;
    this.out = out;
    room = station.settings().burst();
    since = station.now();
  }

  /** Sends the lines together when their turn comes, and says so once they have been written. */
  void send(List<Line> lines, Runnable written) {
    waiting.add(new Item(List.copyOf(lines), written));
    flow();
  }

  private void flow() {
    if (planned || ended) {
      return;
    }
    Instant now = station.now();
    int perSecond = station.settings().messagesPerSecond();
    double gained = Math.max(0, Duration.between(since, now).toMillis()) * perSecond / 1000.0;
    room = Math.min(station.settings().burst(), room + gained);
    since = now;
    while (room >= 1 && !waiting.isEmpty()) {
      Item next = waiting.poll();
      room -= next.lines.size();
      next.lines.forEach(out);
      next.written.run();
    }
    if (!waiting.isEmpty()) {
      planned = true;
      long millis = (long) Math.ceil((1 - room) * 1000 / perSecond);
      var _ =
          station.later(
              Duration.ofMillis(Math.max(1, millis)),
              () -> {
                planned = false;
                flow();
              });
    }
  }

  /** Sends nothing any more. */
  void end() {
    ended = true;
    waiting.clear();
  }
}
