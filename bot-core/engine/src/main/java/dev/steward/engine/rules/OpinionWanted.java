package dev.steward.engine.rules;

import dev.steward.engine.flow.Letter;

/** A rule that asks the model first would act: the group asks. */
record OpinionWanted(Suggestion suggestion) implements Letter {}
