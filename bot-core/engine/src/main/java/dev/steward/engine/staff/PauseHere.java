package dev.steward.engine.staff;

import dev.steward.engine.flow.Letter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The brand's key tells a group to pause, or to wake. */
record PauseHere(@Nullable Instant until, String staff) implements Letter {}
