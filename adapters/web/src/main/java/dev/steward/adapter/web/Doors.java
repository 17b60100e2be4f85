package dev.steward.adapter.web;

import dev.steward.chat.Role;
import java.sql.SQLException;
import java.time.Duration;

/** Who comes in and goes out, and what those who run a room do about it. On the rooms' thread. */
final class Doors {
  private static final int LONGEST_COMMENT = 200;

  private Doors() {}

  /** What became of somebody who wants in. */
  record Entry(String room, Member.State state) {}

  /** Somebody comes by a link. */
  static Entry join(RoomBook book, String token, String user, String name, String comment)
      throws SQLException {
    Room room = byLink(book, token);
    Member known = room.members.get(user);
    if (known != null && known.isIn()) {
      return new Entry(room.id, Member.State.IN);
    }
    if (known != null && known.state == Member.State.BANNED) {
      throw Refusal.of(403, "banned", "你不能再进这个群了", "You can't come back to this group");
    }
    String checked = Names.checked(name, room, user, book.stewardName());
    if (known == null) {
      known = new Member(user, checked, Role.MEMBER, Member.State.OUT, 0, 0, 0);
    }
    known.name = checked;
    if (!room.approval) {
      book.admit(room, known);
    } else if (known.state != Member.State.ASKS) {
      int end = Math.min(comment.length(), LONGEST_COMMENT);
      book.ask(room, known, Json.whole(comment.substring(0, end)));
    }
    return new Entry(room.id, known.state);
  }

  /** The room that a link opens. */
  static Room byLink(RoomBook book, String token) {
    String room = book.links().get(token);
    if (room == null) {
      throw Refusal.of(
          404,
          "link",
          "这个邀请链接已失效，请向群里的人要一个新的",
          "This invitation no longer works; please ask for a new one");
    }
    return book.require(room);
  }

  static void leave(RoomBook book, String roomId, String user) throws SQLException {
    Room room = book.require(roomId);
    book.remove(room, room.require(user), Member.State.OUT, user);
  }

  static void rename(RoomBook book, String roomId, String user, String name) throws SQLException {
    Room room = book.require(roomId);
    Member member = room.require(user);
    String checked = Names.checked(name, room, user, book.stewardName());
    if (!checked.equals(member.name)) {
      book.rename(room, member, checked, user);
    }
  }

  /** Somebody who runs the room mutes (0 minutes: unmutes) a member. */
  static void mute(RoomBook book, String roomId, String by, String user, long minutes)
      throws SQLException {
    Room room = book.require(roomId);
    Member member = below(room, by, user);
    long capped = Math.clamp(minutes, 0, 60L * 24 * 365);
    long until = capped == 0 ? 0 : book.now() + Duration.ofMinutes(capped).toMillis();
    book.mute(room, member, until, by);
  }

  static void kick(RoomBook book, String roomId, String by, String user, boolean ban)
      throws SQLException {
    Room room = book.require(roomId);
    Member member = below(room, by, user);
    book.remove(room, member, ban ? Member.State.BANNED : Member.State.OUT, by);
  }

  /** Somebody who runs the room answers a request to be let in. */
  static void answer(RoomBook book, String roomId, String by, String user, boolean yes)
      throws SQLException {
    Room room = book.require(roomId);
    requireRuns(room.require(by));
    Member asks = room.members.get(user);
    if (asks == null || asks.state != Member.State.ASKS) {
      throw Refusal.of(404, "no-request", "没有这个申请", "There is no such request");
    }
    if (yes) {
      book.admit(room, asks);
    } else {
      book.remove(room, asks, Member.State.OUT, by);
    }
  }

  private static Member below(Room room, String by, String user) {
    Member acts = room.require(by);
    requireRuns(acts);
    Member member = room.require(user);
    if (member.role.compareTo(acts.role) <= 0) {
      throw noRight();
    }
    return member;
  }

  private static void requireRuns(Member member) {
    if (!member.runsTheRoom()) {
      throw noRight();
    }
  }

  private static Refusal noRight() {
    return Refusal.of(403, "no-right", "你没有这个权限", "You may not do that here");
  }
}
