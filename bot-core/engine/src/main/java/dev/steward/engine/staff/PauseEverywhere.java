package dev.steward.engine.staff;

import dev.steward.chat.GroupId;
import dev.steward.engine.flow.Letter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Staff in one group pause, or wake, Steward in all groups. {@code until} null wakes. */
record PauseEverywhere(@Nullable Instant until, String staff, GroupId from) implements Letter {}
