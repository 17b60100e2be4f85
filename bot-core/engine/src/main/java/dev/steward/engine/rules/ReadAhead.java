package dev.steward.engine.rules;

import dev.steward.engine.text.TextLessons;
import dev.steward.engine.text.TextLikeness;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the texts that wait in a lane beside it, so that a second processor takes a part of its
 * work. It finds what the lane would have found itself; whatever does not come in time the lane
 * reads itself. One for all lanes.
 */
public final class ReadAhead {
  private static final Logger log = LoggerFactory.getLogger(ReadAhead.class);

  /** In batches of all lanes. */
  private static final int MOST_WAITING = 8;

  private final Executor beside;

  private final AtomicInteger waiting = new AtomicInteger();

  // Used by the one thread beside the lanes.
  private final TextScan scan = new TextScan();
  private @Nullable TextLikeness likeness;

  /**
   * @param beside one thread
   */
  public ReadAhead(Executor beside) {
    this.beside = beside;
  }

  /** One text, for the rules of one pack. Whoever takes it first reads it. */
  static final class Piece {
    private final ReadyRules rules;
    private final String text;
    private final TextLessons lessons;
    private final AtomicBoolean taken = new AtomicBoolean();
    private volatile @Nullable Reading reading;

    /**
     * @param lessons what was learned up to now
     */
    Piece(ReadyRules rules, String text, TextLessons lessons) {
      this.rules = rules;
      this.text = text;
      this.lessons = lessons;
    }

    String text() {
      return text;
    }

    /**
     * What was found by these rules, with these lessons; null where it was not read for them, or
     * not yet: then the lane does, and it is left alone here.
     */
    @SuppressWarnings("ReferenceEquality") // other rules and lessons are other objects
    @Nullable Reading take(ReadyRules rules, TextLessons lessons) {
      if (this.rules != rules || this.lessons != lessons) {
        return null;
      }
      if (reading == null) {
        leave();
      }
      return reading;
    }

    /** Nobody asks for it any more. */
    void leave() {
      taken.set(true);
    }
  }

  /** Begins to read these, in this order; nothing where the thread doesn't come to it. */
  void begin(List<Piece> pieces) {
    if (waiting.incrementAndGet() > MOST_WAITING) {
      waiting.decrementAndGet();
      return;
    }
    beside.execute(
        () -> {
          try {
            pieces.forEach(this::read);
          } finally {
            waiting.decrementAndGet();
          }
        });
  }

  private void read(Piece piece) {
    if (piece.taken.compareAndSet(false, true)) {
      try {
        piece.reading = found(piece);
      } catch (RuntimeException | StackOverflowError e) {
        log.debug("not read ahead; the lane will see for itself: {}", e.toString());
      }
    }
  }

  private Reading found(Piece piece) {
    RuleReader reader = new RuleReader(piece.rules, () -> likeness(piece.lessons), scan);
    Reading found = reader.read(piece.text);
    return piece.rules.floodWindow().isPositive()
        ? found.complaining(reader.complains(found.text()))
        : found;
  }

  private TextLikeness likeness(TextLessons lessons) {
    if (likeness == null) {
      likeness = new TextLikeness();
    }
    likeness.learned(lessons);
    return likeness;
  }
}
