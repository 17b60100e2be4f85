package dev.steward.engine.polls;

import dev.steward.chat.GroupId;
import dev.steward.engine.flow.Letter;

/** A group asks how a poll stands, where members may; sent to the brand's key. */
record ResultsAsked(long poll, GroupId group) implements Letter {}
