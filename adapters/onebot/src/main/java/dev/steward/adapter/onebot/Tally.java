package dev.steward.adapter.onebot;

import java.util.concurrent.atomic.LongAdder;

/** What was counted and not handed on, for the health line. Thread-safe. */
final class Tally {
  /** Frames that are not JSON, or not OneBot's. */
  final LongAdder malformed = new LongAdder();

  /** Notices and requests that Steward has no use for. */
  final LongAdder unused = new LongAdder();

  /** Friend requests and invitations into groups: people answer them in the login's client. */
  final LongAdder invitations = new LongAdder();

  /** Handshakes and posts with a wrong token or signature. */
  final LongAdder refused = new LongAdder();

  /** Posts that came while too many waited. */
  final LongAdder turnedAway = new LongAdder();

  /** Groups of which more was missed than could be fetched, at one greeting or another. */
  final LongAdder outOfReach = new LongAdder();

  /** Groups of a list that was longer than any login's. */
  final LongAdder groupsLeftOut = new LongAdder();

  @Override
  public String toString() {
    return malformed.sum()
        + " malformed frames, "
        + unused.sum()
        + " notices without use, "
        + refused.sum()
        + " callers refused"
        + (turnedAway.sum() == 0 ? "" : ", " + turnedAway.sum() + " posts turned away")
        + (invitations.sum() == 0
            ? ""
            : ", " + invitations.sum() + " invitations to answer in the login's own client")
        + (outOfReach.sum() == 0
            ? ""
            : ", " + outOfReach.sum() + " times more was missed in a group than can be fetched")
        + (groupsLeftOut.sum() == 0
            ? ""
            : ", " + groupsLeftOut.sum() + " groups left out of lists that were too long");
  }
}
