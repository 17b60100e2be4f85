package dev.steward.engine.help;

import dev.steward.chat.UserId;
import dev.steward.engine.flow.Letter;

/** A member asked for help in private; sent to the key of a group that they share with us. */
record HelpAsked(UserId user) implements Letter {}
