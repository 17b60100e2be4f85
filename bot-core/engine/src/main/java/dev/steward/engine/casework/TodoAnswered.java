package dev.steward.engine.casework;

import dev.steward.engine.flow.Letter;

/**
 * Staff ended a todo that somebody waits for ({@link TodoWanted#ASKED_BY}); sent to its group.
 *
 * @param user who asked, as {@link dev.steward.chat.UserId#toString} writes it
 * @param result what staff said to it; may be empty
 */
public record TodoAnswered(String kind, String user, String result) implements Letter {}
