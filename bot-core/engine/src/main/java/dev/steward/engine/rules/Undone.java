package dev.steward.engine.rules;

import dev.steward.chat.GroupId;
import dev.steward.engine.flow.Letter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The person's key tells the group that a case was taken back, so that its effect is undone there.
 *
 * @param again what was taken away for it that should not have been, and is said again; null or
 *     empty where nothing is
 */
record Undone(Cases.Case undone, String staff, @Nullable List<String> again, @Nullable GroupId from)
    implements Letter {}
