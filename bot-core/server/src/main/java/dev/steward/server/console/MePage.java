package dev.steward.server.console;

import dev.steward.server.data.Readers;
import dev.steward.server.html.Texts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One's own things: the password, and the chat accounts that Steward knows as one's own. */
final class MePage {
  private final Readers readers;
  private final Chores chores;
  private final Sessions sessions;
  private final OneTimeCodes codes;
  private final Passwords passwords;
  private final Throttle throttle;
  private final Audit audit;
  private final Pages pages;

  MePage(
      Readers readers,
      Chores chores,
      Sessions sessions,
      OneTimeCodes codes,
      Passwords passwords,
      Throttle throttle,
      Audit audit,
      Pages pages) {
    this.readers = readers;
    this.chores = chores;
    this.sessions = sessions;
    this.codes = codes;
    this.passwords = passwords;
    this.throttle = throttle;
    this.audit = audit;
    this.pages = pages;
  }

  /**
   * What the page shows.
   *
   * @param chat linked chat logins
   * @param code what to type in a chat; shown this once, or empty
   */
  record Model(String login, List<String> chat, String code, String error) {}

  /** What a phone shows behind "more". */
  Answer more(Visit visit) {
    return pages.show(visit, "more", new Pages.Plain(""));
  }

  Answer show(Visit visit) {
    return show(visit, 200, "", "");
  }

  private Answer show(Visit visit, int status, String code, String error) {
    String login = visit.staff().login();
    List<String> chat =
        readers.read(
            sql ->
                sql.list(
                    "SELECT user_id FROM staff_login WHERE login = ? ORDER BY linked",
                    row -> row.text(1),
                    login));
    return pages.show(visit, status, "me", new Model(login, chat, code, error));
  }

  /** Makes a code that staff type in a chat; the engine looks it up there. */
  Answer chatCode(Visit visit) {
    String login = visit.staff().login();
    String code =
        chores.write(
            context -> {
              audit.did(context, login, "chat-code", login);
              return codes.forChat(context, login);
            });
    return show(visit, 200, code, "");
  }

  Answer changePassword(Visit visit) {
    Session me = visit.staff();
    Texts t = visit.texts();
    Duration wait = throttle.enter(me.login(), visit.address());
    if (!wait.isZero()) {
      return show(visit, 429, "", t.say("sign-in-wait", wait.toSeconds() + 1));
    }
    String stored =
        readers
            .<Optional<String>>read(
                sql ->
                    sql.first(
                        "SELECT password FROM staff WHERE login = ? AND password IS NOT NULL",
                        row -> row.text(1),
                        me.login()))
            .orElse(null);
    if (!passwords.matches(visit.raw("old"), stored)) {
      return show(visit, 422, "", t.say("me-old-wrong"));
    }
    throttle.succeeded(me.login(), visit.address());
    String password = visit.raw("password");
    Optional<String> objection = Passwords.objection(password, me.login());
    if (objection.isPresent()) {
      return show(visit, 422, "", t.say(objection.get(), Passwords.SHORTEST));
    }
    String hash = passwords.hash(password);
    String token =
        chores.write(
            context -> {
              context
                  .sql()
                  .update("UPDATE staff SET password = ? WHERE login = ?", hash, me.login());
              Sessions.endAll(context, me.login());
              audit.did(context, me.login(), "password", me.login());
              return sessions.open(context, me.login());
            });
    return Answer.seeOther("/console/me?done=password").with(sessions.cookie(token));
  }
}
