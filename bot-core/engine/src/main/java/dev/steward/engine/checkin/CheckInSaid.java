package dev.steward.engine.checkin;

import dev.steward.chat.GroupId;
import dev.steward.chat.UserId;
import dev.steward.engine.flow.Letter;

/**
 * A member checks in, or makes up a day; sent to the person's key.
 *
 * @param name as the group sees it
 * @param day today by the group's calendar, in days since 1970-01-01
 * @param makeUp whether it is for the last day that was missed
 */
record CheckInSaid(GroupId group, UserId user, String name, long day, boolean makeUp)
    implements Letter {}
