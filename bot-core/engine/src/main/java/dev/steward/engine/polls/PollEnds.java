package dev.steward.engine.polls;

import dev.steward.engine.flow.Letter;

/**
 * A poll is over; sent to the keys of its groups.
 *
 * @param text the results as they are told
 */
record PollEnds(long poll, String text) implements Letter {}
