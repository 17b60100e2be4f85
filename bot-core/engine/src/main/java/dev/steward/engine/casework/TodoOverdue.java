package dev.steward.engine.casework;

import dev.steward.engine.flow.Letter;

/** The file behind a todo is late by a clock of its own: the todo is announced again. */
public record TodoOverdue(String kind, String subject) implements Letter {}
