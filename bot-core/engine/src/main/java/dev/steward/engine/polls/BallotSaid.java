package dev.steward.engine.polls;

import dev.steward.chat.GroupId;
import dev.steward.chat.UserId;
import dev.steward.engine.flow.Letter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A member votes; sent to the brand's key.
 *
 * @param person whose ballot it is, whichever login they used
 * @param name as the group sees it; empty in private
 * @param group in which they voted, or which they share with us
 * @param choices positions of options; none when the choice is sealed, or in words
 * @param text an answer in words, or null
 * @param sealed the choice of an anonymous ballot, see {@link Seal#wrap}; else null
 * @param order how the options were shown; null when as written
 */
record BallotSaid(
    long poll,
    String person,
    UserId user,
    String name,
    GroupId group,
    Via via,
    What what,
    List<Integer> choices,
    @Nullable String text,
    @Nullable String sealed,
    @Nullable List<Integer> order)
    implements Letter {
  /** How it came. */
  enum Via {
    WORDS,
    BUTTON,
    /** In a poll of the platform's own, which shows the member what became of it. */
    PLATFORM,
    PRIVATE
  }

  /** What is asked for. */
  enum What {
    CAST,
    /** A button of several choices: in if it was out, out if it was in. */
    TOGGLE,
    WITHDRAW
  }
}
