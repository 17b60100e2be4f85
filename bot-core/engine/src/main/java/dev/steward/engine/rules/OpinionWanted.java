package dev.steward.engine.rules;

import dev.steward.engine.flow.Letter;

/**
 * A rule that asks the model first would act: the group asks.
 *
 * @param text the message's words, without names
 */
record OpinionWanted(Suggestion suggestion, String text) implements Letter {}
