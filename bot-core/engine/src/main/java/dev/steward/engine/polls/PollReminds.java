package dev.steward.engine.polls;

import dev.steward.engine.flow.Letter;

/**
 * A group is to be reminded of a poll; sent to its key.
 *
 * @param ballots how many there are, over all groups
 */
record PollReminds(long poll, int ballots) implements Letter {}
