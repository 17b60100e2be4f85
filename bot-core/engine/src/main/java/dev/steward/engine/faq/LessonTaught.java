package dev.steward.engine.faq;

import dev.steward.chat.UserId;
import dev.steward.engine.flow.Letter;

/**
 * Staff said that an answer was right or wrong. Sent to {@link dev.steward.chat.Key#BRAND}, since
 * it holds for all groups of the pack.
 *
 * @param text the question
 * @param user who asked it
 * @param asks whether it asks for the entry
 * @param login of staff
 */
record LessonTaught(String pack, String entry, String text, UserId user, boolean asks, String login)
    implements Letter {}
