package dev.steward.engine.broadcast;

import dev.steward.chat.Media;
import dev.steward.engine.flow.Letter;
import org.jspecify.annotations.Nullable;

/** A group is to say a broadcast; sent to the group's key. */
record BroadcastDue(long number, String text, @Nullable Media image) implements Letter {}
