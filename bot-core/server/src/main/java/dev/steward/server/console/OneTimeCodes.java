package dev.steward.server.console;

import dev.steward.engine.flow.TurnContext;
import dev.steward.engine.staff.StaffCodes;
import dev.steward.engine.store.Sql;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Links and codes that work once: the table {@code staff_code}, which holds their SHA-256 only. */
final class OneTimeCodes {
  /** The first owner's link. */
  static final Duration FIRST = Duration.ofDays(1);

  /** A colleague's. */
  static final Duration INVITATION = Duration.ofDays(3);

  /** One that is typed in a chat. */
  static final Duration CHAT = Duration.ofMinutes(10);

  private final InstantSource clock;
  private final Secrets secrets;

  OneTimeCodes(InstantSource clock, Secrets secrets) {
    this.clock = clock;
    this.secrets = secrets;
  }

  /** Makes the code of a sign-in link; earlier links of the login stop working. */
  String forSignIn(TurnContext context, String login, Duration good) {
    String code = secrets.token();
    keep(context, "sign-in", login, Secrets.sha256(code), good);
    return code;
  }

  /** Makes a code to be typed in a chat; an earlier one of the login stops working. */
  String forChat(TurnContext context, String login) {
    String code = secrets.chatCode();
    keep(context, "chat", login, StaffCodes.hash(code), CHAT);
    return code;
  }

  private void keep(TurnContext context, String purpose, String login, String hash, Duration good) {
    Sql sql = context.sql();
    sql.update("DELETE FROM staff_code WHERE expires <= ?", clock.instant());
    sql.update("DELETE FROM staff_code WHERE purpose = ? AND login = ?", purpose, login);
    sql.update(
        "INSERT INTO staff_code (code, purpose, login, expires) VALUES (?, ?, ?, ?)",
        hash,
        purpose,
        login,
        clock.instant().plus(good));
  }

  /** Whose sign-in link it is, as long as it works. */
  Optional<String> owner(Sql sql, String code) {
    return sql.first(
        "SELECT c.login FROM staff_code c JOIN staff s ON s.login = c.login"
            + " WHERE c.code = ? AND c.purpose = 'sign-in' AND c.expires > ? AND s.disabled = 0",
        row -> row.text(1),
        Secrets.sha256(code),
        clock.instant());
  }

  /** Uses a sign-in link up; returns whose it was, empty when it no longer works. */
  Optional<String> use(TurnContext context, String code) {
    Optional<String> owner = owner(context.sql(), code);
    owner.ifPresent(
        _ -> context.sql().update("DELETE FROM staff_code WHERE code = ?", Secrets.sha256(code)));
    return owner;
  }
}
