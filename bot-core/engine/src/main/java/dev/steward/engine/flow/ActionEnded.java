package dev.steward.engine.flow;

import dev.steward.chat.AccountId;
import dev.steward.chat.Action;
import dev.steward.chat.Key;
import dev.steward.chat.Outcome;

/**
 * An action has come to its end: done, refused, given up, or handed to a person.
 *
 * @param id the action's
 * @param seq of the event that caused it
 * @param key whose action it was
 * @param account who acted
 * @param action what it was
 * @param reason why it was asked for
 * @param outcome how it ended
 */
public record ActionEnded(
    long id, long seq, Key key, AccountId account, Action action, Reason reason, Outcome outcome) {}
