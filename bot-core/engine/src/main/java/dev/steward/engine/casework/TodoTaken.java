package dev.steward.engine.casework;

import dev.steward.engine.flow.Letter;

/** Somebody takes care of the file behind a todo, and so of the todo. */
public record TodoTaken(String kind, String subject, String login) implements Letter {}
