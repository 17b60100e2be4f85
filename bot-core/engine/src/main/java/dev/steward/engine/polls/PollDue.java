package dev.steward.engine.polls;

import dev.steward.chat.GroupId;
import dev.steward.engine.flow.Letter;

/**
 * A pack's poll is due in a group; sent to the brand's key. The first group opens it, the others
 * join.
 *
 * @param planned its time, in milliseconds since 1970
 * @param closes in milliseconds since 1970
 */
record PollDue(Question question, long planned, long closes, GroupId group) implements Letter {}
