package dev.steward.engine.polls;

import dev.steward.chat.GroupId;
import dev.steward.engine.flow.Letter;
import java.util.List;

/**
 * Staff open a poll; sent to the brand's key.
 *
 * @param groups that are asked
 * @param closes in milliseconds since 1970
 * @param staff their login
 */
record PollAsked(Question question, List<GroupId> groups, long closes, String staff)
    implements Letter {}
