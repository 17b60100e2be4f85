package dev.steward.engine.rules;

import dev.steward.engine.flow.Letter;
import dev.steward.engine.script.Ladder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The person's key answers the group: this is the how-manieth strike, and this step follows.
 *
 * @param strike counted from 1; {@link #NO_STRIKE} where only the message is dealt with
 * @param until when a mute ends; null for the other steps
 */
record Sentence(
    long caseNumber, int strike, Ladder.Step step, @Nullable Instant until, Offence offence)
    implements Letter {
  static final int NO_STRIKE = 0;
}
