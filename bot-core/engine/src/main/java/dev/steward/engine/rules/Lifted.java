package dev.steward.engine.rules;

import dev.steward.chat.UserId;
import dev.steward.engine.flow.Letter;

/** The person's key tells the group where staff asked for it: lift this member's mute. */
record Lifted(UserId user) implements Letter {}
