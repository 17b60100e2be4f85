/** Polls, as groups live with them. Start here: {@link dev.steward.engine.polls.PollStoryTest}. */
@NullMarked
package dev.steward.engine.polls;

import org.jspecify.annotations.NullMarked;
