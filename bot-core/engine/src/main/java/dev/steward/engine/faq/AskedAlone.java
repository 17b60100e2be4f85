package dev.steward.engine.faq;

import dev.steward.engine.flow.Letter;
import org.jspecify.annotations.Nullable;

/**
 * A member asked in private; sent to the key of the group that they share with us and whose pack
 * comes nearest, which answers in private.
 *
 * @param verdict what was found; null when nothing was looked up, or nothing came back in time
 * @param chosen the entry that they chose from an offer; null when they chose none
 */
record AskedAlone(Asked asked, Asker.@Nullable Verdict verdict, @Nullable String chosen)
    implements Letter {}
