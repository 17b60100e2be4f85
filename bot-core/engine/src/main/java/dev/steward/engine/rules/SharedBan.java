package dev.steward.engine.rules;

import dev.steward.chat.UserId;
import dev.steward.engine.flow.Letter;

/**
 * Another group shares a ban.
 *
 * @param caseNumber of the ban where it was decided
 * @param pack of that group
 * @param reason in staff's words
 * @param staff who shared it
 */
record SharedBan(
    long caseNumber, UserId user, String person, String pack, String reason, String staff)
    implements Letter {}
