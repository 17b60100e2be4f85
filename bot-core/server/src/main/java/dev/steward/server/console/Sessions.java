package dev.steward.server.console;

import dev.steward.chat.Key;
import dev.steward.engine.Engine;
import dev.steward.engine.flow.TurnContext;
import dev.steward.engine.store.Sql;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is signed in: the table {@code staff_session}. A session ends after twelve hours without a
 * look, after seven days in any case, at sign-out, and when the login is disabled or gets a new
 * password. Thread-safe.
 */
final class Sessions {
  static final String COOKIE = "steward_console";
  static final Duration IDLE = Duration.ofHours(12);
  static final Duration LONGEST = Duration.ofDays(7);

  /** Being seen is written down this often, not at each look. */
  private static final Duration SEEN_EVERY = Duration.ofMinutes(1);

  private static final Logger log = LoggerFactory.getLogger(Sessions.class);

  private final Engine engine;
  private final InstantSource clock;
  private final Secrets secrets;
  private final boolean https;

  Sessions(Engine engine, InstantSource clock, Secrets secrets, boolean https) {
    this.engine = engine;
    this.clock = clock;
    this.secrets = secrets;
    this.https = https;
  }

  /** The session of a cookie, if it is still good; takes note that it was seen. */
  Optional<Session> find(Sql sql, String token) {
    String id = Secrets.sha256(token);
    Optional<Found> found = read(sql, id);
    found.filter(f -> f.seen.plus(SEEN_EVERY).isBefore(clock.instant())).ifPresent(f -> touch(id));
    return found.map(Found::session);
  }

  /** Whether a session is still good for that, without taking it for a look. */
  boolean may(Sql sql, String id, Right right) {
    return read(sql, id).filter(found -> found.session.role().may(right)).isPresent();
  }

  private record Found(Session session, Instant seen) {}

  private Optional<Found> read(Sql sql, String id) {
    Instant now = clock.instant();
    return sql.first(
        "SELECT s.login, p.name, p.role, s.csrf, s.seen FROM staff_session s"
            + " JOIN staff p ON p.login = s.login"
            + " WHERE s.token = ? AND s.expires > ? AND s.seen > ? AND p.disabled = 0",
        row ->
            new Found(
                new Session(
                    id,
                    row.text(1),
                    row.text(2),
                    StaffRole.of(row.text(3)).orElse(StaffRole.ANALYST),
                    row.text(4)),
                row.time(5)),
        id,
        now,
        now.minus(IDLE));
  }

  private void touch(String id) {
    Instant now = clock.instant();
    var _ =
        engine
            .write(
                Key.BRAND,
                context ->
                    context
                        .sql()
                        .update("UPDATE staff_session SET seen = ? WHERE token = ?", now, id))
            .whenComplete(
                (_, failure) -> {
                  if (failure != null) {
                    log.warn("a session's last look was not written down: {}", failure.toString());
                  }
                });
  }

  /** Opens a session in the turn at hand and returns the cookie's token; sweeps out old ones. */
  String open(TurnContext context, String login) {
    Instant now = clock.instant();
    String token = secrets.token();
    context
        .sql()
        .update("DELETE FROM staff_session WHERE expires <= ? OR seen <= ?", now, now.minus(IDLE));
    context
        .sql()
        .update(
            "INSERT INTO staff_session (token, login, csrf, created, seen, expires)"
                + " VALUES (?, ?, ?, ?, ?, ?)",
            Secrets.sha256(token),
            login,
            secrets.token(),
            now,
            now,
            now.plus(LONGEST));
    return token;
  }

  /** Ends all sessions of a login, in the turn at hand. */
  static void endAll(TurnContext context, String login) {
    context.sql().update("DELETE FROM staff_session WHERE login = ?", login);
  }

  /** The {@code Set-Cookie} value that keeps a token in the browser. */
  String cookie(String token) {
    return COOKIE
        + "="
        + token
        + "; Path=/console; Max-Age="
        + LONGEST.toSeconds()
        + "; HttpOnly; SameSite=Strict"
        + (https ? "; Secure" : "");
  }

  /** The one that takes it away. */
  String noCookie() {
    return COOKIE
        + "=; Path=/console; Max-Age=0; HttpOnly; SameSite=Strict"
        + (https ? "; Secure" : "");
  }
}
