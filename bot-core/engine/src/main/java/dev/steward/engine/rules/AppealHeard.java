package dev.steward.engine.rules;

import dev.steward.chat.UserId;
import dev.steward.engine.flow.Letter;
import org.jspecify.annotations.Nullable;

/**
 * The person's key answers the group where somebody appealed.
 *
 * @param caseNumber what it is about; null when there is no case
 */
record AppealHeard(UserId user, @Nullable Long caseNumber) implements Letter {}
