package dev.steward.engine.polls;

import dev.steward.chat.UserId;
import dev.steward.engine.flow.Letter;

/**
 * What became of a {@link BallotSaid}; sent back to the group's key.
 *
 * @param name of the member
 * @param ballots how many there are now, over all groups
 */
record BallotAnswered(
    long poll, UserId user, String name, boolean anonymous, Result result, int ballots)
    implements Letter {
  /** How it ended. */
  enum Result {
    COUNTED,
    CHANGED,
    WITHDRAWN,
    /** The same as before. */
    AGAIN,
    /** The poll is over. */
    CLOSED,
    /** The ballot can't be changed or taken back. */
    FINAL,
    /** There was none to take back. */
    NOTHING,
    /** More options than may be chosen. */
    TOO_MANY,
    /** Done, with fewer options than have to be chosen; by the group's own key. */
    TOO_FEW,
    /** The key of an anonymous poll is gone. */
    BROKEN,
    /** It can't be read; said by the group's own key. */
    UNCLEAR,
    /** An answer in words that is longer than can be kept; said by the group's own key. */
    TOO_LONG,
    /** Several polls are open, and it does not say which it is for; by the group's own key. */
    WHICH,
    /** A number in the group to an anonymous poll: not counted; by the group's own key. */
    NOT_HERE;

    /** Whether what the platform's own poll shows the member is what counts. */
    boolean asShown() {
      return switch (this) {
        case COUNTED, CHANGED, WITHDRAWN, AGAIN, NOTHING -> true;
        case CLOSED, FINAL, TOO_MANY, TOO_FEW, BROKEN, UNCLEAR, TOO_LONG, WHICH, NOT_HERE -> false;
      };
    }
  }
}
