package dev.steward.engine.rules;

import dev.steward.chat.UserId;
import dev.steward.engine.flow.Letter;

/** The person's key tells the group that staff looked at an appeal and left things as they are. */
record AppealUpheld(UserId user) implements Letter {}
