package dev.steward.server.member;

import dev.steward.chat.AccountId;
import dev.steward.chat.Sender;

/**
 * Who looks at a group's page.
 *
 * @param sender as a member of the group; a visitor when no adapter vouches for them
 * @param person the human behind the login
 * @param account of ours that hears them
 * @param verified whether an adapter vouches for them
 * @param byLink whether they came by a link of their own, and can leave again
 * @param browser what their browser keeps of us: letters and digits
 */
record Guest(
    Sender sender,
    String person,
    AccountId account,
    boolean verified,
    boolean byLink,
    String browser) {}
