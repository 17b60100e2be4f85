package dev.steward.adapter.web;

import dev.steward.chat.Outcome;
import dev.steward.chat.Role;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rooms, members, links, cursors and orders in SQL. Belongs to the thread of its {@link Sql}. */
final class RoomTable {
  private final Sql sql;

  RoomTable(Sql sql) {
    this.sql = sql;
  }

  /** A join link as it is stored. */
  record Link(String token, String room) {}

  /** Every room with its members, by id. */
  Map<String, Room> rooms() throws SQLException {
    Map<String, Room> rooms = new LinkedHashMap<>();
    for (Room room :
        sql.list(
            "SELECT * FROM rooms ORDER BY id",
            row ->
                new Room(
                    row.getString("id"),
                    row.getString("title"),
                    row.getInt("approval") == 1,
                    row.getString("notice"),
                    row.getInt("mute_all") == 1,
                    Role.valueOf(row.getString("steward_role"))))) {
      rooms.put(room.id, room);
      sql.list(
              "SELECT * FROM members WHERE room = ? ORDER BY joined_ms, user",
              row ->
                  new Member(
                      row.getString("user"),
                      row.getString("name"),
                      Role.valueOf(row.getString("role")),
                      Member.State.valueOf(row.getString("state")),
                      row.getLong("muted_until_ms"),
                      row.getLong("joined_ms"),
                      row.getLong("request")),
              room.id)
          .forEach(member -> room.members.put(member.user, member));
    }
    return rooms;
  }

  void save(Room room) throws SQLException {
    sql.update(
        "INSERT INTO rooms(id, title, approval, notice, mute_all, steward_role)"
            + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT(id) DO UPDATE SET title = excluded.title,"
            + " approval = excluded.approval, notice = excluded.notice,"
            + " mute_all = excluded.mute_all, steward_role = excluded.steward_role",
        room.id,
        room.title,
        room.approval,
        room.notice,
        room.muteAll,
        room.stewardRole);
  }

  void save(Room room, Member member) throws SQLException {
    sql.update(
        "INSERT OR REPLACE INTO members(room, user, name, role, state, muted_until_ms, joined_ms,"
            + " request) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        room.id,
        member.user,
        member.name,
        member.role,
        member.state,
        member.mutedUntil,
        member.joined,
        member.request);
  }

  List<Link> links() throws SQLException {
    return sql.list(
        "SELECT token, room FROM links WHERE revoked = 0 ORDER BY made_ms, token",
        row -> new Link(row.getString("token"), row.getString("room")));
  }

  void addLink(String token, String room, long now) throws SQLException {
    sql.update("INSERT INTO links(token, room, made_ms) VALUES (?, ?, ?)", token, room, now);
  }

  void revokeLink(String token) throws SQLException {
    sql.update("UPDATE links SET revoked = 1 WHERE token = ?", token);
  }

  /** How far Steward has been told, by conversation. */
  Map<String, Long> cursors() throws SQLException {
    Map<String, Long> cursors = new LinkedHashMap<>();
    sql.list(
            "SELECT conv, delivered FROM cursors",
            row -> Map.entry(row.getString("conv"), row.getLong("delivered")))
        .forEach(entry -> cursors.put(entry.getKey(), entry.getValue()));
    return cursors;
  }

  /** Makes sure that a conversation is taken up after a crash. */
  void openCursor(String conv) throws SQLException {
    sql.update("INSERT OR IGNORE INTO cursors(conv, delivered) VALUES (?, 0)", conv);
  }

  void cursor(String conv, long delivered) throws SQLException {
    sql.update(
        "INSERT INTO cursors(conv, delivered) VALUES (?, ?) ON CONFLICT(conv) DO UPDATE SET"
            + " delivered = max(delivered, excluded.delivered)",
        conv,
        delivered);
  }

  Optional<Outcome> outcome(long order) throws SQLException {
    return sql.first(
        "SELECT outcome FROM orders WHERE id = ?",
        row -> Json.read(row.getString("outcome"), Outcome.class),
        order);
  }

  void outcome(long order, Outcome outcome, long now) throws SQLException {
    sql.update(
        "INSERT INTO orders(id, outcome, at_ms) VALUES (?, ?, ?)", order, Json.text(outcome), now);
  }

  void forgetOrdersBefore(long time) throws SQLException {
    sql.update("DELETE FROM orders WHERE at_ms < ?", time);
  }

  /** Counts this start and returns its number, from 1. */
  long nextBoot() throws SQLException {
    sql.update(
        "INSERT INTO meta(name, value) VALUES ('boots', 1) ON CONFLICT(name) DO UPDATE SET"
            + " value = value + 1");
    return sql.number("SELECT value FROM meta WHERE name = 'boots'");
  }
}
