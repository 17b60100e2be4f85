package dev.steward.engine.rules;

/**
 * What a rule would do, once staff say yes.
 *
 * @param delete whether the message would go
 * @param byText whether the rule judges texts, so that the answer says something about this one
 */
record Suggestion(Offence offence, boolean delete, boolean byText) {}
