package dev.steward.adapter.irc;

import dev.steward.chat.Event;
import dev.steward.chat.Role;
import dev.steward.chat.Sender;
import dev.steward.chat.UserId;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What happens to a channel's members and to us in it, as events; for lines of the past, too. */
final class Notices {
  private final Session session;
  private final Station station;
  private long made;

  Notices(Session session) {
    this.session = session;
    this.station = session.station();
  }

  /** Somebody came in. */
  Event joined(Room room, Line line, String id) {
    return new Event.MemberJoined(
        station.account(),
        station.group(room),
        notice(room, line),
        Sender.member(station.user(id), line.nick()),
        null,
        session.at(line));
  }

  /** Somebody went. */
  Event left(Room room, Line line, String id, @Nullable UserId by) {
    return new Event.MemberLeft(
        station.account(),
        station.group(room),
        notice(room, line),
        station.user(id),
        by,
        session.at(line));
  }

  /** Somebody has been offline for so long that they are not coming back. */
  Event stayedAway(Room room, String id, Instant since) {
    return new Event.MemberLeft(
        station.account(),
        station.group(room),
        room.key() + ":" + since.toEpochMilli() + "-away-" + id,
        station.user(id),
        null,
        since);
  }

  /** Somebody has another name. */
  Event renamed(Room room, Line line, String id) {
    return new Event.MemberRenamed(
        station.account(),
        station.group(room),
        notice(room, line),
        station.user(id),
        line.param(0),
        session.at(line));
  }

  /** What makes a notice the same when it is told twice: the server's id, or where and when. */
  private String notice(Room room, Line line) {
    String id = line.tags().getOrDefault("msgid", "");
    return room.key()
        + ":"
        + (id.isEmpty()
            ? session.at(line).toEpochMilli()
                + "-"
                + line.command()
                + "-"
                + line.nick()
                + "-"
                + line.param(1)
            : id);
  }

  /** Somebody's role is another now. */
  Event role(Room room, Line line, ModeChange change, String id, Role role) {
    return new Event.RoleChanged(
        station.account(),
        station.group(room),
        notice(room, line) + ":" + change.param() + ":" + change.mode(),
        station.user(id),
        role,
        session.at(line));
  }

  /** We are in a channel, and may do there what its capabilities say. */
  Event seen(Room room) {
    return new Event.GroupSeen(
        station.account(),
        station.group(room),
        fresh(room),
        room.name(),
        room.capabilities(),
        station.now());
  }

  /** We are not in a channel any more. */
  Event lost(Room room, Line line) {
    return new Event.GroupLost(
        station.account(), station.group(room), fresh(room), session.at(line));
  }

  private String fresh(Room room) {
    return String.format(Locale.ROOT, "%s:%d-%d", room.key(), station.now().toEpochMilli(), made++);
  }
}
