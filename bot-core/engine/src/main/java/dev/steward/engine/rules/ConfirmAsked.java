package dev.steward.engine.rules;

import dev.steward.chat.GroupId;
import dev.steward.engine.flow.Letter;
import org.jspecify.annotations.Nullable;

/**
 * Staff say that a case is right.
 *
 * @param from the group where it was said, which hears the answer; null when it was said in the
 *     console
 */
record ConfirmAsked(long caseNumber, String staff, @Nullable GroupId from) implements Letter {}
