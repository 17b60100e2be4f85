package dev.steward.engine.members;

import dev.steward.chat.GroupId;
import dev.steward.engine.flow.Letter;
import org.jspecify.annotations.Nullable;

/**
 * Staff say in a group which tier a person has, or ask for it; sent to the brand's key.
 *
 * @param name as the group calls them
 * @param what whether to write it down
 * @param tier null for none
 * @param by a staff login
 */
record TierSaid(
    GroupId group, String person, String name, What what, @Nullable String tier, String by)
    implements Letter {
  /** What staff want. */
  enum What {
    SET,
    ASK
  }
}
