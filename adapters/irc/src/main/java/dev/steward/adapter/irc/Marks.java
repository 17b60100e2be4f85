package dev.steward.adapter.irc;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Until when each channel was heard, by the server's clock, so that after a cut the rest is asked
 * for. A mark moves when everything before it is committed; it is written now and then, and what is
 * heard twice for it is known by its id. Thread-safe.
 */
final class Marks {
  private static final Logger log = LoggerFactory.getLogger(Marks.class);

  private final KeptFile file;
  private final Map<String, Instant> byRoom = new TreeMap<>();
  private final Deque<Mark> ahead = new ArrayDeque<>();
  private boolean changed;

  /** One event on its way into the inbox. */
  final class Mark {
    private final String room;
    private final Instant at;
    private boolean committed;

    private Mark(String room, Instant at) {
      this.room = room;
      this.at = at;
    }

    /** It is in. */
    void committed() {
      synchronized (Marks.this) {
        committed = true;
        while (!ahead.isEmpty() && ahead.getFirst().committed) {
          Mark done = ahead.removeFirst();
          byRoom.merge(done.room, done.at, (a, b) -> a.isAfter(b) ? a : b);
          changed = true;
        }
      }
    }
  }

  private Marks(KeptFile file) {
    this.file = file;
  }

  static Marks open(Path folder) throws IOException {
    Marks marks = new Marks(new KeptFile(folder, "heard-until.tsv"));
    for (List<String> row : marks.file.read()) {
      Instant at = row.size() == 2 ? instant(row.get(1)) : null;
      if (at == null) {
        log.warn("heard-until.tsv: a row that is none was left out");
      } else {
        marks.byRoom.put(row.getFirst(), at);
      }
    }
    return marks;
  }

  private static @Nullable Instant instant(String millis) {
    try {
      return Instant.ofEpochMilli(Long.parseLong(millis));
    } catch (NumberFormatException none) {
      return null;
    }
  }

  synchronized Optional<Instant> of(String room) {
    return Optional.ofNullable(byRoom.get(room));
  }

  /** Nothing before this is asked for, unless more is known already. */
  synchronized void begin(String room, Instant at) {
    if (byRoom.putIfAbsent(room, at) == null) {
      changed = true;
    }
  }

  /** An event goes to the inbox. */
  synchronized Mark sets(String room, Instant at) {
    Mark mark = new Mark(room, at);
    ahead.add(mark);
    return mark;
  }

  synchronized void save() {
    if (!changed) {
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    byRoom.forEach((room, at) -> rows.add(List.of(room, Long.toString(at.toEpochMilli()))));
    try {
      file.write(rows);
      changed = false;
    } catch (IOException e) {
      log.error("heard-until.tsv can't be written; more is asked for after a restart", e);
    }
  }
}
