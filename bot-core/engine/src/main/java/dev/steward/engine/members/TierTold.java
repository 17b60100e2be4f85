package dev.steward.engine.members;

import dev.steward.engine.flow.Letter;
import org.jspecify.annotations.Nullable;

/**
 * Which tier a person has; sent back to the group where staff spoke of it.
 *
 * @param name as the group calls them
 * @param changed whether that is new
 * @param tier null for none
 */
record TierTold(String name, boolean changed, @Nullable String tier) implements Letter {}
