package dev.steward.engine.polls;

import dev.steward.engine.flow.Letter;

/** Staff end a poll before its time; sent to the brand's key. */
record PollStopped(long poll, String staff) implements Letter {}
