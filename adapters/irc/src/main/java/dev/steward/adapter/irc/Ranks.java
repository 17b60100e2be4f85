package dev.steward.adapter.irc;

import dev.steward.chat.Role;
import java.util.List;
import java.util.Objects;

/** A channel's modes, and the ranks of its members. Used by the connection's thread only. */
final class Ranks {
  private final Session session;
  private final Station station;
  private final Traits traits;

  Ranks(Session session) {
    this.session = session;
    this.station = session.station();
    this.traits = session.traits();
  }

  /** Takes a {@code MODE} line. */
  void modes(Room room, Line line) {
    List<ModeChange> changes = traits.changes(line.params().subList(1, line.params().size()));
    for (ModeChange change : changes) {
      if (traits.rankModes().indexOf(change.mode()) >= 0) {
        ranked(room, line, change);
      } else if (traits.isList(change.mode()) && !change.add()) {
        station.penalties().forget(room.key(), new Masks.Mask(change.mode(), change.param()));
      } else if (traits.isFlag(change.mode())) {
        room.flag(change.mode(), change.add());
      }
    }
  }

  /** Takes the modes as they are. */
  void flags(Room room, List<String> params) {
    for (ModeChange change : traits.changes(params)) {
      if (traits.isFlag(change.mode())) {
        room.flag(change.mode(), change.add());
      }
    }
  }

  private void ranked(Room room, Line line, ModeChange change) {
    String nick = traits.fold(change.param());
    String before = room.ranks(nick);
    room.rank(nick, change.mode(), change.add());
    String after = room.ranks(nick);
    if (before == null || after == null || session.isUs(change.param())) {
      return;
    }
    Role role = traits.role(after);
    if (role != traits.role(before)) {
      String id = session.people().keep(change.param()).id(traits);
      station
          .reports()
          .give(room, session.notices().role(room, line, change, id, role), Session.told(line));
    }
  }

  /** The role of somebody by nick; a member's for somebody who is not in. */
  Role role(Room room, String nick) {
    return traits.role(Objects.requireNonNullElse(room.ranks(traits.fold(nick)), ""));
  }
}
