package dev.steward.engine.rules;

import dev.steward.chat.GroupId;
import dev.steward.chat.UserId;
import dev.steward.engine.flow.Letter;

/** A member asks for their own record; the answer goes to them alone. */
record RecordAsked(GroupId group, UserId user) implements Letter {}
