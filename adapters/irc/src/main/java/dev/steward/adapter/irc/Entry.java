package dev.steward.adapter.irc;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Coming into a channel: being let in, who is there and who they are, what holds there, and what we
 * missed. Used by the connection's thread only.
 */
final class Entry {
  private final Session session;
  private final Traits traits;
  private final People people;
  private final Set<Room> asking = new HashSet<>();

  Entry(Session session) {
    this.session = session;
    this.traits = session.traits();
    this.people = session.people();
  }

  /** Asks to be let in; the server has said what it has to say about it by our next answer. */
  void ask(List<Room> out) {
    if (out.isEmpty()) {
      return;
    }
    for (Room room : out) {
      asking.add(room);
      room.asks(session.station().now());
      session.send(
          room.password().isEmpty()
              ? Line.of("JOIN", room.name())
              : Line.of("JOIN", room.name(), room.password()));
    }
    var _ =
        session
            .upToDate()
            .thenAccept(
                answer -> {
                  out.forEach(asking::remove);
                  if (!(answer instanceof Calls.Answer.Unsent)) {
                    out.stream()
                        .filter(room -> room.problem().isEmpty())
                        .forEach(room -> refused(room, "the server does not let us in"));
                  }
                });
  }

  /** Something was wrong with a channel: where we ask to be let in, that is why we are not. */
  void wrong(Room room, Line error) {
    if (asking.contains(room)) {
      refused(room, Verdict.told(error));
    }
  }

  private void refused(Room room, String why) {
    if (room.state() == Room.State.OUT) {
      room.isOut(why);
      room.capabilities(Set.of());
      session.owner().changed(session);
      session.channels().settle();
    }
  }

  /** Takes a list of names. */
  void names(Room room, String list) {
    for (String name : list.trim().split(" +", -1)) {
      String ranks = traits.ranks(name);
      String source = name.substring(ranks.length());
      int user = source.indexOf('!');
      String nick = user < 0 ? source : source.substring(0, user);
      if (nick.isEmpty()) {
        continue;
      }
      room.member(traits.fold(nick), ranks);
      int host = source.indexOf('@', user + 1);
      Person person = people.keep(nick);
      if (user > 0 && host > user) {
        person.from(source.substring(user + 1, host), source.substring(host + 1));
      }
    }
  }

  /** All names are told: now the modes, the accounts, and then what we missed. */
  void named(Room room) {
    if (room.state() != Room.State.ENTERING) {
      return;
    }
    Line who =
        traits.has("WHOX") ? Line.of("WHO", room.name(), "%tcuhna,7") : Line.of("WHO", room.name());
    var _ =
        session
            .calls()
            .call(Line.of("MODE", room.name()))
            .thenCompose(_ -> session.calls().call(who))
            .thenAccept(
                answer -> {
                  if (answer instanceof Calls.Answer.Lost) {
                    session.part(Socket.Why.cut("the server does not say who is in a channel"));
                  } else if (answer instanceof Calls.Answer.Came
                      && room.state() == Room.State.ENTERING) {
                    entered(room);
                  }
                });
  }

  /** Takes what is told of one of them. */
  void who(Line line) {
    if (line.params().size() < 7 || !line.param(1).equals("7")) {
      return;
    }
    people
        .byNick(line.param(5))
        .ifPresent(
            person -> {
              person.from(line.param(3), line.param(4));
              person.account(people.account(line.param(6)));
            });
  }

  /** The same where the server tells no accounts. */
  void whoIsWhere(Line line) {
    people.byNick(line.param(5)).ifPresent(person -> person.from(line.param(2), line.param(3)));
  }

  private void entered(Room room) {
    session.channels().entered(room);
    session
        .catchUp()
        .begin(
            room,
            () -> {
              session.channels().present(room);
              session.station().reports().release(room);
              session.hand().lift();
            });
  }
}
