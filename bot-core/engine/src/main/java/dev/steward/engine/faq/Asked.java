package dev.steward.engine.faq;

import dev.steward.chat.UserId;

/**
 * A question in a group.
 *
 * @param messageId of the message, to reply to
 * @param name of who asked
 * @param text as said, without the mention of Steward; empty after a restart
 * @param addressed whether Steward was spoken to
 */
record Asked(String messageId, UserId user, String name, String text, boolean addressed) {}
