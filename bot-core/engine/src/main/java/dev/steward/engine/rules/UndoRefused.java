package dev.steward.engine.rules;

import dev.steward.engine.flow.Letter;

/** The person's key tells the group that asked: nothing to take back. */
record UndoRefused(long caseNumber) implements Letter {}
