package dev.steward.engine.polls;

import dev.steward.chat.GroupId;
import dev.steward.engine.flow.Letter;

/**
 * A poll was announced in a group; sent back to the brand's key.
 *
 * @param members who are known there
 */
record PollReached(long poll, GroupId group, int members) implements Letter {}
