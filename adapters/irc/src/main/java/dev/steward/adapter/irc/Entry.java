package dev.steward.adapter.irc;

/**
 * Coming into a channel: who is there and who they are, what holds there, and what we missed. Used
 * by the connection's thread only.
 */
final class Entry {
  private final Session session;
  private final Traits traits;
  private final People people;

  Entry(Session session) {
    this.session = session;
    this.traits = session.traits();
    this.people = session.people();
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
