package dev.steward.engine.faq;

import dev.steward.chat.UserId;

/**
 * A question, in a group or in private.
 *
 * @param messageId of the message, to reply to
 * @param name of who asked
 * @param text as said, without the mention of Steward; for a number from an offer what was asked
 *     before it, or empty
 * @param addressed whether Steward was spoken to
 * @param alone whether it was asked in private, and is answered so
 */
record Asked(
    String messageId, UserId user, String name, String text, boolean addressed, boolean alone) {
  /** The same member's message when it was a number from an offer: what they had asked before. */
  Asked choosing(String words) {
    return new Asked(messageId, user, name, words, addressed, alone);
  }
}
