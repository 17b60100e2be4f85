package dev.steward.engine.script;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How newcomers are greeted.
 *
 * @param gather those who join within this time of the first are greeted together
 * @param text a template; {@code names}, {@code count}, {@code group} and the pack's values are
 *     known
 * @param digest whether the group rules are added, one line a clause
 * @param acknowledge what the button under it says; null for none
 * @param mark where its text stands
 */
public record Welcome(
    Duration gather, String text, boolean digest, @Nullable String acknowledge, SourceMark mark) {}
