package dev.steward.engine.rules;

import dev.steward.engine.flow.Letter;

/** The person's key tells the group where staff said it: the case is confirmed. */
record Confirmed(long caseNumber) implements Letter {}
