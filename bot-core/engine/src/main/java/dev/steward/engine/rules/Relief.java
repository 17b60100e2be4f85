package dev.steward.engine.rules;

import dev.steward.chat.GroupId;
import dev.steward.chat.UserId;
import dev.steward.engine.flow.Letter;

/**
 * Staff decide about a member in a group: let them speak again, strike all that counts against
 * them, or leave it as it is.
 *
 * @param staff who decides
 */
record Relief(GroupId group, UserId user, String staff, What what) implements Letter {
  enum What {
    /** Lifts the mute and takes back the latest case. */
    LIFT,
    /** Lifts the mute and takes back all cases that count. */
    CLEAR,
    /** Leaves everything as it is. */
    KEEP
  }
}
