package dev.steward.engine.rules;

import dev.steward.chat.GroupId;
import dev.steward.chat.UserId;
import dev.steward.engine.flow.Letter;
import org.jspecify.annotations.Nullable;

/**
 * A member asks that staff look at a decision again.
 *
 * @param group where they asked; null when they asked in private
 * @param words what they say
 */
record AppealAsked(@Nullable GroupId group, UserId user, String words) implements Letter {}
