package dev.steward.adapter.web;

import dev.steward.chat.GroupId;
import dev.steward.chat.Role;
import dev.steward.chat.UserId;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** {@link WebRooms} on the rooms' thread. */
final class RoomKeeper {
  private static final String JOIN = "/" + WebAdapter.MOUNT + "/join/";

  private final Identity identity;

  RoomKeeper(Identity identity) {
    this.identity = identity;
  }

  List<WebRooms.Room> list(RoomBook book) {
    return book.rooms().stream()
        .sorted((a, b) -> a.id.compareTo(b.id))
        .map(room -> view(book, room))
        .toList();
  }

  WebRooms.Room create(RoomBook book, String id, String title, boolean approval)
      throws SQLException {
    if (!WebSettings.ROOM_ID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "room: '" + id + "' (expected: lower case letters, digits, - and _)");
    }
    String clean = Json.whole(title).strip();
    if (clean.isEmpty() || clean.length() > 80) {
      throw new IllegalArgumentException("title: '" + clean + "' (expected: 1 to 80 characters)");
    }
    Room room = book.room(id);
    if (room == null) {
      room = new Room(id, clean, approval, "", false, Role.ADMIN);
      book.add(room);
      newLink(book, room);
    }
    return view(book, room);
  }

  WebRooms.Room approval(RoomBook book, GroupId group, boolean on) throws SQLException {
    Room room = require(book, group);
    room.approval = on;
    book.table().save(room);
    return view(book, room);
  }

  String newLink(RoomBook book, Room room) throws SQLException {
    String token = identity.newToken();
    book.addLink(token, room.id);
    return JOIN + token;
  }

  void revoke(RoomBook book, String joinPath) throws SQLException {
    String token = joinPath.substring(joinPath.lastIndexOf('/') + 1);
    if (!book.links().containsKey(token)) {
      throw new IllegalArgumentException("link: unknown or revoked already");
    }
    book.revokeLink(token);
  }

  /** Gives a role; true when it was Steward's own. */
  boolean role(RoomBook book, GroupId group, UserId user, Role role) throws SQLException {
    Room room = require(book, group);
    if (user.id().equals(WebAdapter.STEWARD)) {
      room.stewardRole = role;
      book.table().save(room);
      return true;
    }
    Member member = room.present(user.id());
    if (member == null) {
      throw new IllegalArgumentException("member: " + user + " is not in " + group);
    }
    book.role(room, member, role, WebAdapter.STEWARD);
    return false;
  }

  Room require(RoomBook book, GroupId group) {
    Room room = group.platform().equals(WebAdapter.PLATFORM) ? book.room(group.id()) : null;
    if (room == null) {
      throw new IllegalArgumentException("room: no " + group);
    }
    return room;
  }

  private static WebRooms.Room view(RoomBook book, Room room) {
    List<String> links =
        book.links().entrySet().stream()
            .filter(link -> link.getValue().equals(room.id))
            .map(Map.Entry::getKey)
            .map(JOIN::concat)
            .toList();
    return new WebRooms.Room(room.group(), room.title, room.approval, (int) room.size(), links);
  }
}
