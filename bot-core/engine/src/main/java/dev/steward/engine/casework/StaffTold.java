package dev.steward.engine.casework;

import dev.steward.engine.flow.Letter;

/** The brand's key has something to say to staff in a group. */
record StaffTold(String zh, String en) implements Letter {}
