package dev.steward.engine.prices;

import dev.steward.chat.GroupId;
import dev.steward.chat.UserId;
import dev.steward.engine.flow.Letter;

/** A member asks about their own complaints; sent to the person's key. */
record MineAsked(GroupId group, UserId user) implements Letter {}
