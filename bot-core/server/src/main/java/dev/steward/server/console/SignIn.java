package dev.steward.server.console;

import dev.steward.server.data.Readers;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Login and password. An unknown login, a disabled one and a wrong password get the same answer
 * after the same time.
 */
final class SignIn {
  private final Readers readers;
  private final Chores chores;
  private final Sessions sessions;
  private final Passwords passwords;
  private final Throttle throttle;
  private final Audit audit;
  private final Pages pages;

  SignIn(
      Readers readers,
      Chores chores,
      Sessions sessions,
      Passwords passwords,
      Throttle throttle,
      Audit audit,
      Pages pages) {
    this.readers = readers;
    this.chores = chores;
    this.sessions = sessions;
    this.passwords = passwords;
    this.throttle = throttle;
    this.audit = audit;
    this.pages = pages;
  }

  /**
   * What the page shows.
   *
   * @param error empty at first
   * @param lost whether a form was sent that was not taken
   */
  record Form(String login, String next, String error, boolean lost) {}

  /** For whoever sent a form when the session was over: nothing was taken, and why it wasn't. */
  static Answer anew(Pages pages, Visit visit) {
    return pages.show(
        visit,
        401,
        "sign-in",
        new Form("", Visit.inside(visit.here()), visit.texts().say("sign-in-anew"), true));
  }

  Answer form(Visit visit) {
    String next = Visit.inside(visit.asked("next"));
    return visit.session() != null
        ? Answer.seeOther(next)
        : pages.show(visit, "sign-in", new Form("", next, "", false));
  }

  Answer enter(Visit visit) {
    String login = visit.field("login");
    Duration wait = throttle.enter(login, visit.address());
    if (!wait.isZero()) {
      return again(visit, 429, visit.texts().say("sign-in-wait", wait.toSeconds() + 1));
    }
    Optional<Stored> stored = stored(login);
    if (!passwords.matches(visit.raw("password"), stored.map(Stored::password).orElse(null))) {
      return again(visit, 401, visit.texts().say("sign-in-wrong"));
    }
    throttle.succeeded(login, visit.address());
    String token =
        chores.write(
            context -> {
              audit.did(context, login, "sign-in", "");
              return sessions.open(context, login);
            });
    return Answer.seeOther(Visit.inside(visit.field("next"))).with(sessions.cookie(token));
  }

  private Answer again(Visit visit, int status, String error) {
    String next = Visit.inside(visit.field("next"));
    return pages.show(visit, status, "sign-in", new Form(visit.field("login"), next, error, false));
  }

  private record Stored(@Nullable String password) {}

  private Optional<Stored> stored(String login) {
    return readers.read(
        sql ->
            sql.first(
                "SELECT password FROM staff WHERE login = ? AND disabled = 0",
                row -> new Stored(row.textOrNull(1)),
                login));
  }

  Answer leave(Visit visit) {
    Session session = visit.staff();
    chores.write(
        context -> {
          audit.did(context, session.login(), "sign-out", "");
          return context.sql().update("DELETE FROM staff_session WHERE token = ?", session.id());
        });
    return Answer.seeOther("/console/sign-in").with(sessions.noCookie());
  }

  /**
   * Whether this browser is signed in. A link from elsewhere comes without the strict cookie; the
   * sign-in page asks here once and goes on without a password.
   */
  Answer session(Visit visit) {
    return Answer.json(200, "{\"signedIn\":" + (visit.session() != null) + "}");
  }
}
