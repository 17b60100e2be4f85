package dev.steward.engine.casework;

import dev.steward.engine.flow.Letter;

/**
 * Staff ended a todo that somebody waits for; sent where that is to be said ({@link
 * TodoWanted#ANSWER_TO}).
 *
 * @param user who asked, as {@link dev.steward.chat.UserId#toString} writes it
 */
public record TodoAnswered(String kind, String user) implements Letter {}
