package dev.steward.server.console;

import dev.steward.server.data.Readers;
import java.util.Optional;

/** What a one-time link opens: staff choose their password and are signed in. */
final class WelcomePages {
  private final Readers readers;
  private final Chores chores;
  private final Sessions sessions;
  private final OneTimeCodes codes;
  private final Passwords passwords;
  private final Throttle throttle;
  private final Audit audit;
  private final Pages pages;

  WelcomePages(
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

  /** What the page shows. */
  record Form(String code, String login, String error) {}

  /** Shows the form; a look does not use the link up. */
  Answer form(Visit visit) {
    String code = visit.asked("code");
    return pages.show(visit, "welcome", new Form(code, owner(code), ""));
  }

  Answer choose(Visit visit) {
    String code = visit.field("code");
    String login = owner(code);
    String password = visit.raw("password");
    Optional<String> objection =
        password.equals(visit.raw("again"))
            ? Passwords.objection(password, login)
            : Optional.of("password-again");
    if (objection.isPresent()) {
      String error = visit.texts().say(objection.get(), Passwords.SHORTEST);
      return pages.show(visit, 422, "welcome", new Form(code, login, error));
    }
    String hash = passwords.hash(password);
    String token =
        chores
            .<Optional<String>>write(
                context ->
                    codes
                        .use(context, code)
                        .map(
                            owner -> {
                              context
                                  .sql()
                                  .update(
                                      "UPDATE staff SET password = ? WHERE login = ?", hash, owner);
                              Sessions.endAll(context, owner);
                              audit.did(context, owner, "password", owner);
                              return sessions.open(context, owner);
                            }))
            .orElseThrow(() -> new Refusal(410, "code"));
    throttle.succeeded(login, visit.address());
    return Answer.seeOther("/console/groups").with(sessions.cookie(token));
  }

  private String owner(String code) {
    return readers
        .<Optional<String>>read(sql -> codes.owner(sql, code))
        .orElseThrow(() -> new Refusal(410, "code"));
  }
}
