package dev.steward.engine.flow;

import dev.steward.chat.AccountId;
import dev.steward.chat.Action;
import dev.steward.chat.Key;
import java.time.Instant;

/**
 * An action on its way to the outbox.
 *
 * @param id unique over the installation
 * @param seq of the event that caused it
 * @param key whose action it is; actions of one key are performed in order
 * @param account who acts
 * @param action what is done
 * @param reason why
 * @param attempts how often it was tried
 * @param expires after this it is dropped, not done late
 */
public record Post(
    long id,
    long seq,
    Key key,
    AccountId account,
    Action action,
    Reason reason,
    int attempts,
    Instant expires) {}
