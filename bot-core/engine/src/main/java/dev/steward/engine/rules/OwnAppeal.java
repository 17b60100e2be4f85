package dev.steward.engine.rules;

import dev.steward.engine.flow.Letter;

/** Somebody of the staff would uphold what they did themselves; the group tells them. */
record OwnAppeal(long caseNumber) implements Letter {}
