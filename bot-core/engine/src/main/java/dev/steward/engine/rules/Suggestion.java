package dev.steward.engine.rules;

/**
 * What a rule would do, once staff say yes.
 *
 * @param delete whether the message would go
 */
record Suggestion(Offence offence, boolean delete) {}
