package dev.steward.adapter.web;

import dev.steward.chat.Capability;
import dev.steward.chat.GroupId;
import dev.steward.chat.Role;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A room as it stands. Owned by the rooms' thread; only {@link #capabilities} is for any thread.
 */
final class Room {
  static final Set<Capability> ALL = Set.copyOf(EnumSet.complementOf(EnumSet.of(Capability.POLLS)));
  private static final Set<Capability> TALK =
      Set.of(
          Capability.SEE_MESSAGES,
          Capability.SEE_EDITS,
          Capability.SEE_RECALLS,
          Capability.SEE_MEMBERS,
          Capability.SEE_MUTES,
          Capability.SEND,
          Capability.REPLY,
          Capability.PRIVATE,
          Capability.BUTTONS,
          Capability.SEND_IMAGES,
          Capability.SEND_ONCE,
          Capability.HISTORY);

  final String id;
  final Map<String, Member> members = new LinkedHashMap<>();
  String title;
  boolean approval;
  String notice;
  boolean muteAll;
  volatile Role stewardRole;

  Room(
      String id, String title, boolean approval, String notice, boolean muteAll, Role stewardRole) {
    this.id = id;
    this.title = title;
    this.approval = approval;
    this.notice = notice;
    this.muteAll = muteAll;
    this.stewardRole = stewardRole;
  }

  GroupId group() {
    return new GroupId(WebAdapter.PLATFORM, id);
  }

  /** What Steward may do here: everything when it helps to run the room, else only talk. */
  Set<Capability> capabilities() {
    return stewardRole == Role.MEMBER ? TALK : ALL;
  }

  /** A member who is in, or null. */
  @Nullable Member present(String user) {
    Member member = members.get(user);
    return member != null && member.isIn() ? member : null;
  }

  /** A member who is in. */
  Member require(String user) {
    Member member = present(user);
    if (member == null) {
      throw Refusal.notIn();
    }
    return member;
  }

  long size() {
    return members.values().stream().filter(Member::isIn).count();
  }
}
