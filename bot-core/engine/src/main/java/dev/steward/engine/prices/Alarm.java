package dev.steward.engine.prices;

import dev.steward.engine.flow.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A timer of a complaint.
 *
 * @param number the complaint's
 */
record Alarm(long number, What what) {
  /** Business time after which staff are reminded again of what is late. */
  private static final Duration AGAIN = Duration.ofHours(4);

  /** What has passed when it rings. */
  enum What {
    /** The member has not answered. */
    PATIENCE,
    /** Staff should have answered. */
    REPLY,
    /** It should have been settled. */
    DONE,
    /** It is still late. */
    AGAIN
  }

  private static String id(Complaint complaint, What what) {
    return "complaint-" + what.name().toLowerCase(Locale.ROOT) + ":" + complaint.number();
  }

  /** Sets all timers as a complaint stands now. */
  static void set(Turn turn, Desk desk, Complaint now) {
    Asking asking = now.asking();
    set(
        turn,
        now,
        What.PATIENCE,
        asking == null || now.state().over()
            ? Optional.empty()
            : Optional.of(asking.asked().plus(desk.prices().patience())));
    // What has run out before has rung; from then on AGAIN rings.
    set(turn, now, What.REPLY, now.reply().due(desk.hours()).filter(at -> at.isAfter(turn.now())));
    set(turn, now, What.DONE, now.done().due(desk.hours()).filter(at -> at.isAfter(turn.now())));
    if (!now.late(turn.now(), desk.hours())) {
      set(turn, now, What.AGAIN, Optional.empty());
    }
  }

  /** Staff are to be reminded of it in a while. */
  static void again(Turn turn, Desk desk, Complaint late) {
    set(turn, late, What.AGAIN, Optional.of(desk.hours().plus(turn.now(), AGAIN)));
  }

  private static void set(Turn turn, Complaint complaint, What what, Optional<Instant> at) {
    at.ifPresentOrElse(
        due -> turn.timer(id(complaint, what), new Alarm(complaint.number(), what), due),
        () -> turn.cancelTimer(id(complaint, what)));
  }
}
