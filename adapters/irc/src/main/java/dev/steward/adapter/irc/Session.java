package dev.steward.adapter.irc;

import dev.steward.chat.Action;
import dev.steward.chat.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a server, from the first line to the cut: takes each line and hands it to the
 * part that knows it. Used by the connection's thread only.
 */
final class Session implements Socket.Ears {
  private static final Duration QUIET = Duration.ofSeconds(60);
  private static final Duration SILENT = Duration.ofSeconds(150);
  private static final Duration LOGIN = Duration.ofSeconds(60);

  private final Station station;
  private final Owner owner;
  private final Traits traits = new Traits();
  private final Caps caps = new Caps();
  private final People people = new People(traits, () -> caps.has("account-tag"));
  private final Pace pace;
  private final Calls calls;
  private final Batches batches = new Batches(this::take);
  private final Login login;
  private final Notices notices;

  /** A server that says so has no clock. */
  private static final Instant TOO_LATE = Instant.parse("9999-01-01T00:00:00Z");

  private final Ranks ranks;
  private final Channels channels;
  private final Talk talk;
  private final CatchUp catchUp;
  private final Hand hand;
  private @Nullable Socket socket;
  private String nick;
  private String source = "";
  private String lastError = "";
  private Socket.@Nullable Why parting;
  private Instant since;
  private Instant heardAt;
  private boolean asked;
  private boolean ended;

  /** Whoever dials again. */
  interface Owner {
    /** We are logged in, and every channel has been entered or has refused us. */
    void settled(Session session);

    /** What we may do in channels, or which we are in, has changed. */
    void changed(Session session);

    /** Something that was no line. */
    void malformed();

    /** It is over. */
    void over(Session session, Socket.Why why);
  }

  Session(Station station, Owner owner, Iterable<Room> rooms) {
    this.station = station;
    this.owner = owner;
    nick = station.settings().nick();
    since = station.now();
    heardAt = since;
    pace = new Pace(station, this::now);
    calls = new Calls(station, caps, pace);
    login = new Login(this);
    talk = new Talk(this);
    catchUp = new CatchUp(this);
    hand = new Hand(this);
    notices = new Notices(this);
    ranks = new Ranks(this);
    channels = new Channels(this, rooms);
  }

  Station station() {
    return station;
  }

  Traits traits() {
    return traits;
  }

  Caps caps() {
    return caps;
  }

  People people() {
    return people;
  }

  Calls calls() {
    return calls;
  }

  Notices notices() {
    return notices;
  }

  Ranks ranks() {
    return ranks;
  }

  Channels channels() {
    return channels;
  }

  Talk talk() {
    return talk;
  }

  CatchUp catchUp() {
    return catchUp;
  }

  Hand hand() {
    return hand;
  }

  Owner owner() {
    return owner;
  }

  String nick() {
    return nick;
  }

  void nick(String now) {
    nick = now;
    int end = source.indexOf('!');
    if (end > 0) {
      source = now + source.substring(end);
    }
  }

  /** What the server puts before our lines, which counts towards their length. */
  String source() {
    return source.isEmpty() ? nick + "!~0123456789@" + "h".repeat(63) : source;
  }

  boolean isUs(String otherNick) {
    return traits.fold(otherNick).equals(traits.fold(nick));
  }

  /** Whether an id or an account is our login's, whatever the nick. */
  boolean isOurAccount(@Nullable String account) {
    String ours = people.account(station.settings().account());
    return ours != null && ours.equals(account);
  }

  boolean isOurs(Line line) {
    return line.fromUser() && isUs(line.nick());
  }

  /** When a line was said, by the server's clock; null when it does not tell. */
  static @Nullable Instant told(Line line) {
    String time = line.tags().getOrDefault("time", "");
    if (time.isEmpty()) {
      return null;
    }
    try {
      Instant told = Instant.parse(time);
      return told.isBefore(TOO_LATE) ? told : null;
    } catch (DateTimeParseException nonsense) {
      return null;
    }
  }

  Instant at(Line line) {
    Instant told = told(line);
    return told == null ? station.now() : told;
  }

  /** Sends a line at once, before all that waits its turn. */
  void now(Line line) {
    Socket open = socket;
    if (open == null || ended) {
      return;
    }
    if (open.clogged()) {
      part(Socket.Why.cut("the server does not read what we say"));
    } else {
      open.send(line);
    }
  }

  /** How long it takes until all that waits for its turn has been sent. */
  Duration behind() {
    return pace.behind();
  }

  /** Sends a line when its turn comes; what it does shows by itself. */
  void send(Line line) {
    pace.send(List.of(line), () -> {});
  }

  /** Ends this for a reason of ours. */
  void part(Socket.Why why) {
    if (parting == null) {
      parting = why;
    }
    if (socket != null) {
      socket.close();
    }
  }

  void reading(boolean on) {
    calls.reading(on);
    if (socket != null) {
      socket.reading(on);
    }
  }

  @Override
  public void opened(Socket made) {
    socket = made;
    login.begin();
  }

  @Override
  public void malformed() {
    owner.malformed();
  }

  @Override
  public void heard(Line line) {
    if (ended) {
      return;
    }
    heardAt = station.now();
    asked = false;
    if (line.command().equals("PING")) {
      now(Line.of("PONG", line.last()));
      return;
    }
    batches.take(line);
  }

  private void take(Heard heard) {
    process(heard);
    boolean ours = heard instanceof Line line ? isOurs(line) : false;
    calls.heard(heard, ours);
  }

  private void process(Heard heard) {
    switch (heard) {
      case Line line -> line(line);
      case Batch batch -> {
        switch (batch.type()) {
          case "draft/multiline" -> talk.hear(Talk.joined(batch));
          case "chathistory", "znc.in/playback" -> catchUp.replay(batch);
          default -> batch.parts().forEach(this::process);
        }
      }
    }
  }

  private void line(Line line) {
    if (isOurs(line)) {
      source = line.source();
    }
    if (login.takes(line)) {
      return;
    }
    switch (line.command()) {
      case "PRIVMSG", "NOTICE" -> talk.hear(line);
      case "REDACT" -> talk.redacted(line);
      case "ERROR" -> lastError = Words.plain(line.last());
      default -> channels.take(line);
    }
  }

  /** Now and then: says hello to a quiet server, and leaves a silent one. */
  void tick() {
    if (!station.reports().reading()) {
      since = station.now();
      heardAt = since;
      return;
    }
    if (!login.done() && since.plus(LOGIN).isBefore(station.now())) {
      part(Socket.Why.cut("the server did not let us in within a minute"));
      return;
    }
    Duration quiet = Duration.between(heardAt, station.now());
    if (quiet.compareTo(SILENT) > 0) {
      part(Socket.Why.cut("the server has fallen silent"));
    } else if (quiet.compareTo(QUIET) > 0 && !asked) {
      asked = true;
      now(Line.of("PING", "steward"));
    }
    if (login.done()) {
      channels.tick();
      if (!traits.fold(nick).equals(traits.fold(station.settings().nick()))) {
        now(Line.of("NICK", station.settings().nick()));
      }
    }
  }

  /** Performs an action; completes on the connection's thread. */
  CompletionStage<Outcome> perform(Action action) {
    return login.done() && !ended
        ? hand.perform(action)
        : CompletableFuture.completedFuture(Verdict.notConnected());
  }

  /** Completes when all that the server had said before this is known. */
  CompletionStage<Calls.Answer> upToDate() {
    return calls.call(Line.of("PING", "steward-now"));
  }

  /** Completes when nothing is under way. */
  CompletionStage<Void> drained() {
    return calls.drained();
  }

  @Override
  public void closed(Socket.Why why) {
    if (ended) {
      return;
    }
    ended = true;
    login.end();
    pace.end();
    calls.end();
    hand.end();
    if (socket != null) {
      socket.close();
    }
    owner.over(this, parting == null ? login.explained(why, lastError) : parting);
  }
}
