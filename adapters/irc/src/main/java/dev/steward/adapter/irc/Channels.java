package dev.steward.adapter.irc;

import dev.steward.chat.Capability;
import dev.steward.chat.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Our channels and who is in them: joins, leaves, names, ranks. Used by the connection's thread
 * only.
 */
final class Channels {
  private static final Duration ASK_AGAIN = Duration.ofMinutes(5);

  /** Phones sleep and people do: who went offline is still a member for so long. */
  private static final Duration ABSENCE = Duration.ofDays(7);

  private final Session session;
  private final Station station;
  private final Traits traits;
  private final People people;
  private final Map<String, Room> rooms = new LinkedHashMap<>();
  private final Notices notices;
  private final Ranks ranks;
  private final Entry entry;
  private boolean settled;

  Channels(Session session, Iterable<Room> wanted) {
    this.session = session;
    this.station = session.station();
    this.traits = session.traits();
    this.people = session.people();
    this.notices = session.notices();
    this.ranks = session.ranks();
    this.entry = new Entry(session);
    wanted.forEach(room -> rooms.put(room.key(), room));
  }

  Collection<Room> all() {
    return rooms.values();
  }

  Optional<Room> find(String name) {
    Room direct = rooms.get(name);
    return direct != null ? Optional.of(direct) : Optional.ofNullable(rooms.get(Room.key(name)));
  }

  /** The logins of one member that are in a channel; none for somebody who is not. */
  List<Person> in(Room room, String id) {
    return people.byId(id).stream().filter(person -> room.has(traits.fold(person.nick()))).toList();
  }

  /** We are logged in: asks to be let in. */
  void begin() {
    entry.ask(rooms.values().stream().filter(room -> room.state() == Room.State.OUT).toList());
    settle();
  }

  /** Now and then: asks again where we were not let in. */
  void tick() {
    Instant early = station.now().minus(ASK_AGAIN);
    entry.ask(
        rooms.values().stream()
            .filter(room -> room.state() == Room.State.OUT && room.asked().isBefore(early))
            .toList());
    session.hand().lift();
    Instant limit = station.now().minus(ABSENCE);
    rooms.values().stream()
        .filter(room -> room.state() == Room.State.IN)
        .forEach(room -> stayedAway(room, limit));
  }

  private void stayedAway(Room room, Instant limit) {
    present(room);
    room.gone(limit)
        .forEach(
            (id, since) -> station.reports().give(room, notices.stayedAway(room, id, since), null));
  }

  /** Whoever is in a channel is there, though we may not have seen them come back. */
  void present(Room room) {
    Set<String> here = new HashSet<>();
    for (String nick : room.members()) {
      people.byNick(nick).ifPresent(person -> here.add(person.id(traits)));
    }
    room.present(here);
  }

  void take(Line line) {
    switch (line.command()) {
      case "JOIN" -> joined(line);
      case "PART" -> find(line.param(0)).ifPresent(room -> leaves(room, line, line.nick(), null));
      case "KICK" -> find(line.param(0)).ifPresent(room -> kicked(room, line));
      case "QUIT" -> quit(line);
      case "NICK" -> renamed(line);
      case "ACCOUNT" -> loggedIn(line);
      case "CHGHOST" ->
          people.byNick(line.nick()).ifPresent(person -> person.from(line.param(0), line.param(1)));
      case "MODE" -> find(line.param(0)).ifPresent(room -> modes(room, line));
      case "324" ->
          find(line.param(1))
              .ifPresent(room -> ranks.flags(room, line.params().subList(2, line.params().size())));
      case "353" -> find(line.param(2)).ifPresent(room -> entry.names(room, line.last()));
      case "366" -> find(line.param(1)).ifPresent(entry::named);
      case "352" -> entry.whoIsWhere(line);
      case "354" -> entry.who(line);
      default -> {
        if (Verdict.isError(line)) {
          line.params().stream()
              .flatMap(param -> find(param).stream())
              .findFirst()
              .ifPresent(room -> entry.wrong(room, line));
        }
      }
    }
  }

  private void joined(Line line) {
    String name = line.param(0);
    Room room = find(name).orElse(null);
    if (session.isOurs(line)) {
      if (room == null) {
        session.now(Line.of("PART", name));
      } else {
        room.enters();
        room.member(traits.fold(line.nick()), "");
        station.marks().begin(room.key(), session.at(line));
      }
      return;
    }
    if (room == null) {
      return;
    }
    Person person = people.keep(line);
    if (line.params().size() > 1) {
      person.account(people.account(line.param(1)));
    }
    String id = person.id(traits);
    boolean first = in(room, id).isEmpty();
    room.member(traits.fold(line.nick()), "");
    came(room, line, person, first);
  }

  /**
   * Somebody is in now; their second login is nobody new. Our account under another nick is a login
   * of before a cut that the server has not let go of yet: no member, and nobody who went offline.
   */
  private void came(Room room, Line line, Person person, boolean first) {
    String id = person.id(traits);
    if (!room.returns(id) && first && !session.isOurAccount(id)) {
      station.reports().give(room, notices.joined(room, line, id), Session.told(line));
    }
    session.hand().follow(room, person);
  }

  /** Somebody of that id is out; whoever is in with another login has not left. */
  private void went(Room room, Line line, String id, @Nullable UserId by) {
    if (!session.isOurAccount(id) && in(room, id).isEmpty()) {
      station.reports().give(room, notices.left(room, line, id, by), Session.told(line));
    }
  }

  private void kicked(Room room, Line line) {
    UserId by = line.fromUser() ? station.user(people.of(line).id(traits)) : null;
    leaves(room, line, line.param(1), by);
  }

  private void leaves(Room room, Line line, String nick, @Nullable UserId by) {
    if (session.isUs(nick)) {
      lost(room, line);
      return;
    }
    if (room.left(traits.fold(nick))) {
      String id = people.byNick(nick).orElseGet(() -> people.of(line)).id(traits);
      if (in(room, id).isEmpty()) {
        room.departs(id);
      }
      went(room, line, id, by);
      forget(nick);
    }
  }

  private void lost(Room room, Line line) {
    if (room.state() != Room.State.OUT) {
      station.reports().release(room);
      station.reports().seen(notices.lost(room, line));
    }
    room.isOut(line.command().equals("KICK") ? "we were removed" : "we left");
    room.asks(station.now());
    room.capabilities(Set.of());
    session.owner().changed(session);
  }

  private void quit(Line line) {
    String nick = traits.fold(line.nick());
    if (session.isOurs(line)) {
      return;
    }
    String id = people.byNick(line.nick()).orElseGet(() -> people.of(line)).id(traits);
    for (Room room : rooms.values()) {
      if (room.left(nick) && !session.isOurAccount(id) && in(room, id).isEmpty()) {
        room.absent(id, session.at(line));
      }
    }
    people.gone(line.nick());
  }

  private void forget(String nick) {
    String folded = traits.fold(nick);
    if (rooms.values().stream().noneMatch(room -> room.has(folded))) {
      people.gone(nick);
    }
  }

  private void renamed(Line line) {
    String from = line.nick();
    String to = line.param(0);
    if (to.isEmpty()) {
      return;
    }
    boolean us = session.isOurs(line);
    Person person = people.byNick(from).orElseGet(() -> people.of(line));
    String id = person.id(traits);
    people.renamed(from, to);
    if (us) {
      session.nick(to);
    }
    for (Room room : rooms.values()) {
      if (room.renamed(traits.fold(from), traits.fold(to)) && !us) {
        station.reports().give(room, notices.renamed(room, line, id), Session.told(line));
        session.hand().follow(room, person);
      }
    }
  }

  /** Somebody logged in or out: from now on they are another id, and the old one is not here. */
  private void loggedIn(Line line) {
    Person person = people.byNick(line.nick()).orElse(null);
    if (person == null || session.isOurs(line)) {
      return;
    }
    String before = person.id(traits);
    person.account(people.account(line.param(0)));
    String after = person.id(traits);
    if (before.equals(after)) {
      return;
    }
    for (Room room : rooms.values()) {
      if (room.has(traits.fold(line.nick()))) {
        went(room, line, before, null);
        came(room, line, person, in(room, after).size() == 1);
      }
    }
  }

  private void modes(Room room, Line line) {
    ranks.modes(room, line);
    reconsider(room);
  }

  /** We know who is in a channel, and what we may do there. */
  void entered(Room room) {
    room.known();
    tell(room);
    settle();
  }

  /** What we may do may have changed. */
  void reconsider() {
    rooms.values().forEach(this::reconsider);
  }

  private void reconsider(Room room) {
    if (room.isKnown() && !rights(room).equals(room.capabilities())) {
      tell(room);
      session.hand().lift();
    }
  }

  private void tell(Room room) {
    room.capabilities(rights(room));
    session.owner().changed(session);
    station.reports().seen(notices.seen(room));
  }

  private Set<Capability> rights(Room room) {
    String ours = Objects.requireNonNullElse(room.ranks(traits.fold(session.nick())), "");
    return Rights.of(traits, session.caps(), ours, room);
  }

  void settle() {
    if (!settled && rooms.values().stream().allMatch(Room::settled)) {
      settled = true;
      session.owner().settled(session);
    }
  }
}
