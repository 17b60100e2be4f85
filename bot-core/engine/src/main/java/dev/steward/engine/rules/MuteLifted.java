package dev.steward.engine.rules;

import dev.steward.chat.GroupId;
import dev.steward.chat.UserId;
import dev.steward.engine.flow.Letter;
import java.time.Instant;

/** A group tells a person's key: somebody let this login speak again on the platform itself. */
record MuteLifted(GroupId group, UserId user, Instant at) implements Letter {}
