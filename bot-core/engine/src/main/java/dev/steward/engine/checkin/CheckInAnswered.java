package dev.steward.engine.checkin;

import dev.steward.chat.UserId;
import dev.steward.engine.flow.Letter;

/**
 * What became of a {@link CheckInSaid}; sent back to the group's key.
 *
 * @param today by the group's calendar, in days since 1970-01-01
 * @param day the day that was counted: today, or the one that was made up
 * @param streak in days, this one included
 * @param points that came with it, bonuses included
 * @param bonus that part of the points which is for the streak
 */
record CheckInAnswered(
    UserId user,
    String name,
    Result result,
    long today,
    long day,
    int streak,
    int points,
    int bonus)
    implements Letter {
  /** How it ended. */
  enum Result {
    COUNTED,
    /** Was counted before, today. */
    AGAIN,
    MADE_UP,
    /** There is no missed day to make up within reach. */
    NOTHING_MISSED,
    /** This month's days are made up. */
    NONE_LEFT,
    /** No day can be made up under this pack. */
    NOT_OFFERED
  }
}
