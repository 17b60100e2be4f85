package dev.steward.engine.prices;

import dev.steward.chat.GroupId;
import dev.steward.engine.flow.Letter;

/**
 * Staff typed something about a complaint in a group; sent to the person's key.
 *
 * @param from where they are answered
 * @param command {@code approve}, {@code refuse}, {@code explain}, {@code ask}, {@code assign},
 *     {@code close}, {@code reopen}
 * @param note the rest of what they typed
 */
record ComplaintOrder(GroupId from, String staff, String command, long number, String note)
    implements Letter {}
