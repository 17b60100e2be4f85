package dev.steward.engine.rules;

import dev.steward.chat.GroupId;
import dev.steward.engine.flow.Letter;
import org.jspecify.annotations.Nullable;

/**
 * Staff take a case back.
 *
 * @param wrong whether the case was wrong: then it teaches, and else is only forgiven
 * @param from the group where it was asked, which hears the answer; null when it was asked in the
 *     console
 */
record UndoAsked(long caseNumber, String staff, boolean wrong, @Nullable GroupId from)
    implements Letter {}
