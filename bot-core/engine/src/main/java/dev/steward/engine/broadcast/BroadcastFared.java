package dev.steward.engine.broadcast;

import dev.steward.chat.GroupId;
import dev.steward.engine.flow.Letter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of a broadcast in a group; sent to the brand's key.
 *
 * @param why in both languages, by their codes; may be empty
 * @param message the native id of what was said, or null
 */
record BroadcastFared(
    long number,
    GroupId group,
    Broadcast.Fate fate,
    Map<String, String> why,
    @Nullable String message)
    implements Letter {
  BroadcastFared {
    why = Map.copyOf(why);
  }
}
