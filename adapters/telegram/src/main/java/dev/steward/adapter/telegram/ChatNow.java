package dev.steward.adapter.telegram;

import dev.steward.chat.Capability;
import dev.steward.chat.GroupId;
import dev.steward.chat.Role;
import java.util.Map;
import java.util.Set;

/**
 * A group as one bot knows it.
 *
 * @param chat where it is now, by Telegram's id
 * @param group what Steward calls it: the id under which it was first seen
 * @param supergroup whether it is one; plain groups have no mutes and no bans
 * @param can what the bot may do there
 * @param staff who runs it, by user
 * @param channel the channel that it is linked to; zero when there is none, or it is not known yet
 */
record ChatNow(
    long chat,
    GroupId group,
    String title,
    boolean supergroup,
    Set<Capability> can,
    Map<Long, Role> staff,
    long channel) {
  ChatNow {
    can = Set.copyOf(can);
    staff = Map.copyOf(staff);
  }

  Role role(long user) {
    return staff.getOrDefault(user, Role.MEMBER);
  }

  /** Whether Telegram reports joins, leaves and mutes to the bot itself: to administrators only. */
  boolean toldOfMembers() {
    return can.contains(Capability.SEE_MEMBERS);
  }

  ChatNow staff(Map<Long, Role> next) {
    return new ChatNow(chat, group, title, supergroup, can, next, channel);
  }
}
