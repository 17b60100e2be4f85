package dev.steward.engine.polls;

import dev.steward.engine.flow.Letter;

/** How a poll stands; sent back to the group's key. */
record ResultsTold(long poll, String text) implements Letter {}
