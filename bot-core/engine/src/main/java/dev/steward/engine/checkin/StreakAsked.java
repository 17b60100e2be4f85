package dev.steward.engine.checkin;

import dev.steward.chat.GroupId;
import dev.steward.chat.UserId;
import dev.steward.engine.flow.Letter;

/** A member asks for their own streak and points; sent to the person's key. */
record StreakAsked(GroupId group, UserId user, long day) implements Letter {}
