package dev.steward.engine.members;

import dev.steward.chat.GroupId;
import dev.steward.chat.Role;
import dev.steward.chat.UserId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person's place in one group.
 *
 * @param joined when they joined; null when they were there before Steward
 * @param messages how many they have posted here, counted up to {@link Members#MOST_COUNTED}
 * @param present whether they are in the group now
 * @param acknowledged when they acknowledged the group rules; null when they have not
 */
public record Member(
    GroupId group,
    UserId user,
    String name,
    Role role,
    @Nullable Instant joined,
    int messages,
    boolean present,
    @Nullable Instant acknowledged) {
  /** Somebody of whom nothing is known yet but that they are here. */
  public static Member present(GroupId group, UserId user, String name, Role role) {
    return new Member(group, user, name, role, null, 0, true, null);
  }

  Member named(String newName, Role newRole) {
    return new Member(group, user, newName, newRole, joined, messages, true, acknowledged);
  }

  Member joinedAt(Instant at) {
    return new Member(group, user, name, role, at, messages, true, acknowledged);
  }

  Member oneMessageMore() {
    return new Member(group, user, name, role, joined, messages + 1, present, acknowledged);
  }

  /** The same as it was after so many messages. */
  public Member after(int before) {
    return new Member(group, user, name, role, joined, before, present, acknowledged);
  }

  Member acknowledgedAt(Instant at) {
    return new Member(group, user, name, role, joined, messages, present, at);
  }

  /** How long ago they joined; a very long time when it was before Steward. */
  public Duration tenure(Instant now) {
    return joined == null ? Duration.ofDays(36_500) : Duration.between(joined, now);
  }
}
