package dev.steward.engine.casework;

import dev.steward.chat.GroupId;
import dev.steward.engine.flow.Letter;

/** Staff typed something about the list in a group. */
record TodoSaid(GroupId from, String staff, String command, long number, String note)
    implements Letter {}
