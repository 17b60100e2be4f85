package dev.steward.engine.rules;

import dev.steward.engine.flow.Letter;

/** The brand's key answers staff in the group where they asked about a shared ban. */
record ShareTold(String zh, String en) implements Letter {}
