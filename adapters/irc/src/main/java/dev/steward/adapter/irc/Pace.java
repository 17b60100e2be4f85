package dev.steward.adapter.irc;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends lines no faster than a server bears: so many at once, then so many a second. What is done
 * goes before what is said, until that has waited for a minute: then they take turns, line for
 * line. Each keeps its order. The lines of one command go out together, or something else could
 * come between the lines of a text and undo it; more of them than may go at once are saved up for
 * before, while other commands go, so that none waits for them afterwards. What was saved in quiet
 * times counts. Used by the connection's thread only.
 */
final class Pace {
  private static final Set<String> TALK = Set.of("PRIVMSG", "BATCH", "TOPIC");

  /** Lines that quiet times save up: a long text. */
  private static final int MOST_SAVED = 100;

  /** What is said waits no longer for what is done. */
  private static final Duration LONG = Duration.ofMinutes(1);

  private final Station station;
  private final Consumer<Line> out;
  private final Deque<Item> deeds = new ArrayDeque<>();
  private final Deque<Item> talk = new ArrayDeque<>();
  private final int burst;
  private final int perSecond;
  private long waiting;
  private double room;

  /** What does not fit into {@link #room}: for a command of more lines alone, and once. */
  private double saved;

  /** The lines that deeds may send before what is said has its turn once more. */
  private int owed;

  private Instant since;
  private @Nullable Future<?> alarm;
  private boolean held;
  private boolean ended;

  private record Item(List<Line> lines, Runnable written, Instant from) {
    int size() {
      return lines.size();
    }
  }

  Pace(Station station, Consumer<Line> out) {
    this.station = station;
    this.out = out;
    burst = station.settings().burst();
    perSecond = station.settings().messagesPerSecond();
    room = burst;
    since = station.now();
  }

  /** Sends the lines together when their turn comes, and says so once they have been written. */
  void send(List<Line> lines, Runnable written) {
    if (ended) {
      return;
    }
    Item item = new Item(List.copyOf(lines), written, station.now());
    (TALK.contains(lines.getFirst().command()) ? talk : deeds).add(item);
    waiting += item.size();
    flow();
  }

  /** Sends nothing until {@link #goOn}. */
  void hold() {
    held = true;
  }

  void goOn() {
    held = false;
    flow();
  }

  /** About how long it takes until all that waits has been written. */
  Duration behind() {
    fill();
    boolean saves = !talk.isEmpty() && talk.getFirst().size() > burst;
    double lacking = waiting - room - (saves ? saved : 0);
    return Duration.ofMillis((long) (Math.max(0, lacking) * 1000 / perSecond));
  }

  private void flow() {
    silence();
    while (!held && !ended && waiting > 0) {
      boolean talks = deeds.isEmpty() || talkIsDue();
      Deque<Item> first = talks ? talk : deeds;
      Item next = first.getFirst();
      fill();
      double lacking = next.size() - (next.size() > burst ? room + saved : room);
      if (lacking > 0) {
        long millis = (long) Math.ceil(lacking * 1000 / perSecond);
        alarm = station.later(Duration.ofMillis(millis), this::flow);
        return;
      }
      first.remove();
      waiting -= next.size();
      owed = talks ? next.size() : owed - next.size();
      if (next.size() > burst) {
        room = Math.min(room, room + saved - next.size());
        saved = 0;
      } else {
        room -= next.size();
      }
      next.lines.forEach(out);
      next.written.run();
    }
  }

  private boolean talkIsDue() {
    return owed <= 0 && !talk.isEmpty() && !talk.getFirst().from.isAfter(station.now().minus(LONG));
  }

  private void fill() {
    Instant now = station.now();
    double gained = Math.max(0, Duration.between(since, now).toMillis()) * perSecond / 1000.0;
    since = now;
    double all = room + gained;
    room = Math.min(burst, all);
    int most = Math.max(MOST_SAVED, talk.isEmpty() ? 0 : talk.getFirst().size());
    saved = Math.min(most, saved + all - room);
  }

  private void silence() {
    if (alarm != null) {
      alarm.cancel(false);
      alarm = null;
    }
  }

  /** Sends nothing any more. */
  void end() {
    ended = true;
    silence();
    deeds.clear();
    talk.clear();
  }
}
