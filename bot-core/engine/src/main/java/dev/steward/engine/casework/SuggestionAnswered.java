package dev.steward.engine.casework;

import dev.steward.engine.flow.Letter;

/**
 * Staff decided about something that a rule would do; sent to the group's key.
 *
 * @param request what the todo's fact {@link TodoWanted#REQUEST} holds
 * @param yes whether it is to be done
 */
public record SuggestionAnswered(String request, boolean yes, String staff) implements Letter {}
