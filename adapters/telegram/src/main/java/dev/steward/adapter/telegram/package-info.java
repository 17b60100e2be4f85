/**
 * Telegram groups through the Bot API.
 *
 * <p>Start here: {@link dev.steward.adapter.telegram.TelegramAdapter}, then {@code Bot}, one login
 * at work. What Telegram reports comes in through {@code Poller} (long polling) or {@code
 * WebhookDoor}, goes one by one through {@code Inlet}, is read by {@code UpdateReader} and {@code
 * MessageReader}, and is acknowledged to Telegram once Steward has committed it. Orders go out
 * through {@code Hand}: {@code Speech} says, {@code Notices} pins, {@code Polls} asks, {@code
 * Discipline} moderates and answers who asks to be let in. {@code Chats} knows what a bot may do
 * where, {@code ChatLookup} asks Telegram about it, {@code GroupNews} tells Steward what is new
 * about it, and {@code Notebook} keeps it over restarts, with the names of groups that became
 * supergroups and the polls that take votes.
 */
@NullMarked
package dev.steward.adapter.telegram;

import org.jspecify.annotations.NullMarked;
