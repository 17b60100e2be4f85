package dev.steward.engine.broadcast;

import dev.steward.engine.flow.Letter;

/** A group is to take a broadcast back; sent to the group's key. */
record BroadcastRecalled(long number, String messageId) implements Letter {}
