package dev.steward.adapter.irc;

import dev.steward.chat.Capability;
import dev.steward.chat.Event;
import dev.steward.chat.UserId;
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
 * by its id. From page to page the id is more exact, since a moment may hold many messages; where
 * it leads nowhere the time is taken again.
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

    /** What to ask for after it; null when it does not tell. */
    @Nullable Request next(int number, boolean byId) {
      // One millisecond early: the server leaves out what came at that very time.
      Instant again = at == null ? null : at.minusMillis(1);
      if (byId && !messageId.isEmpty()) {
        return new Request("msgid=" + messageId, again, number, MOST_TRIES);
      }
      return again == null ? null : new Request(time(again), null, number, MOST_TRIES);
    }
  }

  /**
   * A page that is asked for.
   *
   * @param after where it begins, in the protocol's words
   * @param at where to begin when that leads nowhere; null when it is a time already
   * @param number how many it makes
   * @param tries how often it may be asked for
   */
  private record Request(String after, @Nullable Instant at, int number, int tries) {
    Request again() {
      return new Request(after, at, number, tries - 1);
    }
  }

  CatchUp(Session session) {
    this.session = session;
    this.station = session.station();
  }

  /** Tells what was missed, then calls {@code done}, unless we are out by then. */
  void begin(Room room, Runnable done) {
    Instant mark = station.marks().of(room.key()).orElse(null);
    if (mark == null || !room.capabilities().contains(Capability.HISTORY)) {
      done.run();
      return;
    }
    page(room, new Request(time(mark.minus(OVERLAP)), null, 1, MOST_TRIES), done);
  }

  private static String time(Instant at) {
    return "timestamp=" + TIME.format(at);
  }

  private void page(Room room, Request request, Runnable done) {
    last.remove(room.key());
    int most = session.traits().number("CHATHISTORY", PAGE);
    String limit = Integer.toString(most <= 0 ? PAGE : Math.min(most, PAGE));
    var _ =
        session
            .calls()
            .call(Line.of("CHATHISTORY", "AFTER", room.name(), request.after, limit))
            .thenAccept(
                answer -> {
                  if (!room.waits()) {
                    // We are out of the channel or the network; when we are in again it asks anew.
                    return;
                  }
                  switch (answer) {
                    case Calls.Answer.Came came -> paged(room, came, request, done);
                    case Calls.Answer.Lost _ when request.tries > 1 ->
                        page(room, request.again(), done);
                    case Calls.Answer.Lost _ -> {
                      log.error("{}: the server does not tell what was missed", room.name());
                      done.run();
                    }
                    case Calls.Answer.Unsent _ -> {
                      // The connection has ended; the next one asks again.
                    }
                  }
                });
  }

  private void paged(Room room, Calls.Answer.Came came, Request request, Runnable done) {
    Page page = last.remove(room.key());
    Request next =
        page == null || page.fresh == 0 ? byTime(request) : page.next(request.number + 1, byId());
    if (next != null && next.number > MOST_PAGES) {
      log.error("{}: more was missed than {} pages: the rest is left", room.name(), MOST_PAGES);
      next = null;
    }
    if (next != null) {
      page(room, next, done);
      return;
    }
    Verdict.error(came, room.name())
        .ifPresent(error -> log.warn("{}: what was missed can't be had: {}", room.name(), error));
    done.run();
  }

  /** The same once more by time, since the message whose id we went by may have been deleted. */
  private static @Nullable Request byTime(Request request) {
    Instant at = request.at;
    return at == null ? null : new Request(time(at), null, request.number + 1, MOST_TRIES);
  }

  private boolean byId() {
    return session.traits().value("MSGREFTYPES", "msgid").contains("msgid");
  }

  /** Takes a batch of the past, asked for or not. */
  void replay(Batch batch) {
    String target = batch.params().isEmpty() ? "" : batch.params().getFirst();
    Room room = session.channels().find(target).orElse(null);
    if (room == null || room.state() == Room.State.OUT) {
      return;
    }
    Page page = last.computeIfAbsent(room.key(), _ -> new Page());
    PastLogins logins = new PastLogins(session.traits());
    for (Heard part : batch.parts()) {
      Line line =
          switch (part) {
            case Line one -> one;
            case Batch many -> Talk.joined(many);
          };
      page.messageId = line.tags().getOrDefault("msgid", "");
      page.at = Session.told(line);
      page.fresh += room.isNew(line.tags().getOrDefault("time", "") + page.messageId) ? 1 : 0;
      if (line.fromUser() && !wasOurs(line)) {
        Event event = event(room, line, logins);
        if (event != null) {
          station.reports().past(room, event, Session.told(line));
        }
      }
    }
  }

  /**
   * Whether a line of the past is ours. A nick tells nothing: it may have been another's then, and
   * ours another. The account does, or else where it came from under a nick that we might have had.
   */
  private boolean wasOurs(Line line) {
    IrcSettings settings = station.settings();
    Traits traits = session.traits();
    if (session.caps().has("account-tag") && !settings.account().isEmpty()) {
      return session.isOurAccount(session.people().account(line.tags().get("account")));
    }
    String from = session.source().substring(session.source().indexOf('!'));
    return line.source().endsWith(from)
        && traits.fold(line.nick()).startsWith(traits.fold(settings.nick()));
  }

  private @Nullable Event event(Room room, Line line, PastLogins logins) {
    String id = session.people().past(line).id(session.traits());
    String nick = line.nick();
    logins.seen(nick, id);
    return switch (line.command()) {
      case "PRIVMSG", "NOTICE" -> session.talk().posted(room, line, session.people().past(line));
      case "JOIN" -> {
        boolean first = logins.comes(nick, id);
        yield room.returns(id) || !first ? null : session.notices().joined(room, line, id);
      }
      case "PART" -> logins.goes(nick, id) ? left(room, line, id, null) : null;
      case "QUIT" -> {
        if (logins.goes(nick, id)) {
          room.absent(id, session.at(line));
        }
        yield null;
      }
      case "NICK" -> {
        logins.renamed(nick, line.param(0), id);
        yield session.notices().renamed(room, line, id);
      }
      case "KICK" -> {
        String whom = logins.who(line.param(1));
        yield whom != null && logins.goes(line.param(1), whom)
            ? left(room, line, whom, station.user(id))
            : null;
      }
      default -> null;
    };
  }

  private Event left(Room room, Line line, String id, @Nullable UserId by) {
    room.departs(id);
    return session.notices().left(room, line, id, by);
  }
}
