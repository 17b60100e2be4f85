package dev.steward.adapter.irc;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.Role;
import dev.steward.chat.Sender;
import dev.steward.chat.UserId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What members say, to a channel and to us alone. Used by the connection's thread only. */
final class Talk {
  private final Session session;
  private final Station station;
  private long untold;

  Talk(Session session) {
    this.session = session;
    this.station = session.station();
  }

  /** A message of several lines as one line, whose text has line ends. */
  static Line joined(Batch batch) {
    StringBuilder text = new StringBuilder();
    Map<String, String> tags = new LinkedHashMap<>();
    String source = batch.source();
    String command = "PRIVMSG";
    boolean first = true;
    for (Heard part : batch.parts()) {
      if (part instanceof Line line) {
        boolean goesOn = line.tags().containsKey("draft/multiline-concat");
        text.append(first || goesOn ? "" : "\n").append(line.last());
        first = false;
        source = line.source().isEmpty() ? source : line.source();
        command = line.command();
        line.tags().forEach(tags::putIfAbsent);
      }
    }
    tags.putAll(batch.tags());
    tags.remove("batch");
    String target = batch.params().isEmpty() ? "" : batch.params().getFirst();
    return new Line(tags, source, command, List.of(target, text.toString()));
  }

  /** A message that comes now. */
  void hear(Line line) {
    if (!line.fromUser() || session.isOurs(line)) {
      return;
    }
    String target = session.traits().channel(line.param(0));
    if (session.traits().isChannel(target)) {
      session
          .channels()
          .find(target)
          .ifPresent(
              room ->
                  station
                      .reports()
                      .give(
                          room, posted(room, line, session.people().of(line)), Session.told(line)));
    } else if (session.isUs(target) && line.command().equals("PRIVMSG")) {
      privately(line);
    }
  }

  /** A message in a channel; also for one of the past. */
  Event posted(Room room, Line line, Person person) {
    String who = person.id(session.traits());
    room.speaks(who);
    // Who has the nick now may be another than who had it then.
    boolean same =
        session
            .people()
            .byNick(line.nick())
            .filter(now -> now.id(session.traits()).equals(who))
            .isPresent();
    Role role = same ? session.ranks().role(room, line.nick()) : Role.MEMBER;
    UserId user = station.user(who);
    return new Event.MessagePosted(
        station.account(),
        station.group(room),
        id(line),
        new Sender(user, line.nick(), role),
        content(line),
        session.at(line));
  }

  private void privately(Line line) {
    if (line.last().startsWith("\u0001") && !line.last().startsWith("\u0001ACTION ")) {
      // A question of one client to another, such as VERSION, which is better not answered.
      return;
    }
    String id = session.people().of(line).id(session.traits());
    session.hand().met(id, line.nick());
    station
        .reports()
        .seen(
            new Event.PrivateMessagePosted(
                station.account(),
                id(line),
                Sender.member(station.user(id), line.nick()),
                content(line),
                session.at(line)));
  }

  private Content content(Line line) {
    return Words.read(line.last(), line.tags(), session.nick(), station.us());
  }

  /**
   * The server's id, or where it gives none one of ours: from what was said when by whom, so that
   * it is the same when the server tells it once more.
   */
  private String id(Line line) {
    String id = line.tags().getOrDefault("msgid", "");
    if (!id.isEmpty()) {
      return id;
    }
    Instant told = Session.told(line);
    if (told == null) {
      return "~" + station.now().toEpochMilli() + "-" + untold++;
    }
    String what = line.source() + " " + line.param(0) + " " + line.last();
    return "~" + told.toEpochMilli() + "-" + UUID.nameUUIDFromBytes(what.getBytes(UTF_8));
  }

  /** A message was taken away. */
  void redacted(Line line) {
    Room room = session.channels().find(line.param(0)).orElse(null);
    if (room == null || line.param(1).isEmpty()) {
      return;
    }
    session.hand().redacted(room, line.param(1));
    UserId by =
        session.isOurs(line)
            ? station.us()
            : line.fromUser() ? station.user(session.people().of(line).id(session.traits())) : null;
    Event recalled =
        new Event.MessageRecalled(
            station.account(), station.group(room), line.param(1), by, session.at(line));
    station.reports().give(room, recalled, Session.told(line));
  }
}
