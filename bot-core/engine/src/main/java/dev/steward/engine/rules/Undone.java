package dev.steward.engine.rules;

import dev.steward.chat.GroupId;
import dev.steward.engine.flow.Letter;
import org.jspecify.annotations.Nullable;

/**
 * The person's key tells the group that a case was taken back, so that its effect is undone there.
 *
 * @param gone whether a message was taken away for it that should not have been: it is said again
 */
record Undone(Cases.Case undone, String staff, boolean gone, @Nullable GroupId from)
    implements Letter {}
