package dev.steward.engine.rules;

import dev.steward.chat.GroupId;
import dev.steward.engine.flow.Letter;
import org.jspecify.annotations.Nullable;

/**
 * The person's key tells the group that a case was taken back, so that its effect is undone there.
 */
record Undone(Cases.Case undone, String staff, @Nullable GroupId from) implements Letter {}
