/**
 * A Bot API server to test against, written from Telegram's documentation, and the tests.
 *
 * <p>Start here: {@code FakeTelegram} (the server), {@code FakeWorld} (who is in which chat, and
 * what they do), {@code FakeMethods} (the Bot API upon it).
 */
@NullMarked
package dev.steward.adapter.telegram;

import org.jspecify.annotations.NullMarked;
