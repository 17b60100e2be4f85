package dev.steward.adapter.irc;

import dev.steward.chat.Capability;
import dev.steward.chat.Event;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches what a channel said while we were away. It is asked for by time and not by the id of the
 * last message: that one may have been deleted, which is what Steward does. What overlaps is known
 * by its id.
 */
final class CatchUp {
  private static final Logger log = LoggerFactory.getLogger(CatchUp.class);
  private static final Duration OVERLAP = Duration.ofSeconds(10);
  private static final int MOST_PAGES = 1_000;
  private static final int MOST_TRIES = 3;
  private static final int PAGE = 200;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final Session session;
  private final Station station;
  private final Map<String, Page> last = new HashMap<>();

  /** What the last answer for a channel held. */
  private static final class Page {
    int fresh;
    String messageId = "";
    @Nullable Instant at;
  }

  CatchUp(Session session) {
    this.session = session;
    this.station = session.station();
  }

  /** Tells what was missed, then calls {@code done}. */
  void begin(Room room, Runnable done) {
    Instant mark = station.marks().of(room.key()).orElse(null);
    if (mark == null || !room.capabilities().contains(Capability.HISTORY)) {
      done.run();
      return;
    }
    page(room, "timestamp=" + TIME.format(mark.minus(OVERLAP)), 1, done);
  }

  private void page(Room room, String after, int number, Runnable done) {
    page(room, after, number, MOST_TRIES, done);
  }

  private void page(Room room, String after, int number, int tries, Runnable done) {
    last.remove(room.key());
    int most = session.traits().number("CHATHISTORY", PAGE);
    String limit = Integer.toString(most <= 0 ? PAGE : Math.min(most, PAGE));
    var _ =
        session
            .calls()
            .call(Line.of("CHATHISTORY", "AFTER", room.name(), after, limit))
            .thenAccept(
                answer -> {
                  switch (answer) {
                    case Calls.Answer.Came came -> paged(room, came, number, done);
                    case Calls.Answer.Lost _ when room.waits() && tries > 1 ->
                        page(room, after, number, tries - 1, done);
                    case Calls.Answer.Lost _ when room.waits() -> {
                      log.error("{}: the server does not tell what was missed", room.name());
                      done.run();
                    }
                    case Calls.Answer.Lost _, Calls.Answer.Unsent _ -> {
                      // The connection has ended; the next one asks again.
                    }
                  }
                });
  }

  private void paged(Room room, Calls.Answer.Came came, int number, Runnable done) {
    Verdict.error(came, room.name())
        .ifPresent(error -> log.warn("{}: what was missed can't be had: {}", room.name(), error));
    Page page = last.remove(room.key());
    if (page == null || page.fresh == 0 || number >= MOST_PAGES) {
      done.run();
      return;
    }
    boolean byId =
        !page.messageId.isEmpty()
            && session.traits().value("MSGREFTYPES", "msgid").contains("msgid");
    if (byId) {
      page(room, "msgid=" + page.messageId, number + 1, done);
    } else if (page.at != null) {
      page(room, "timestamp=" + TIME.format(page.at), number + 1, done);
    } else {
      done.run();
    }
  }

  /** Takes a batch of the past, asked for or not. */
  void replay(Batch batch) {
    String target = batch.params().isEmpty() ? "" : batch.params().getFirst();
    Room room = session.channels().find(target).orElse(null);
    if (room == null || room.state() == Room.State.OUT) {
      return;
    }
    Page page = last.computeIfAbsent(room.key(), _ -> new Page());
    Map<String, String> ids = new HashMap<>();
    for (Heard part : batch.parts()) {
      Line line =
          switch (part) {
            case Line one -> one;
            case Batch many -> Talk.joined(many);
          };
      page.messageId = line.tags().getOrDefault("msgid", "");
      page.at = Session.told(line);
      page.fresh += room.isNew(line.tags().getOrDefault("time", "") + page.messageId) ? 1 : 0;
      if (line.fromUser() && !session.isOurs(line)) {
        Event event = event(room, line, ids);
        if (event != null) {
          station.reports().past(room, event, Session.told(line));
        }
      }
    }
  }

  private @Nullable Event event(Room room, Line line, Map<String, String> ids) {
    Traits traits = session.traits();
    Person person = session.people().past(line);
    String id = person.id(traits);
    ids.put(traits.fold(line.nick()), id);
    return switch (line.command()) {
      case "PRIVMSG", "NOTICE" -> session.talk().posted(room, line, person);
      case "JOIN" -> room.returns(id) ? null : session.notices().joined(room, line, id);
      case "PART" -> session.notices().left(room, line, id, null);
      case "QUIT" -> {
        room.absent(id, station.now());
        yield null;
      }
      case "NICK" -> {
        ids.put(traits.fold(line.param(0)), id);
        yield session.notices().renamed(room, line, id);
      }
      case "KICK" -> {
        String whom = ids.get(traits.fold(line.param(1)));
        yield whom == null ? null : session.notices().left(room, line, whom, station.user(id));
      }
      default -> null;
    };
  }
}
