package dev.steward.server.console;

import dev.steward.chat.UserId;
import dev.steward.engine.flow.TurnContext;
import dev.steward.engine.members.StaffBook;
import dev.steward.engine.store.Sql;
import dev.steward.server.data.Readers;
import dev.steward.server.html.Texts;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Who works here: the owner invites, gives roles, disables, and lets a password be chosen anew. */
final class StaffPage {
  private static final Pattern LOGIN = Pattern.compile("[a-z0-9][a-z0-9._-]{1,31}");
  private static final int LONGEST_NAME = 40;

  private final Readers readers;
  private final Chores chores;
  private final OneTimeCodes codes;
  private final Audit audit;
  private final Pages pages;
  private final InstantSource clock;
  private final StaffBook book;

  StaffPage(
      Readers readers,
      Chores chores,
      OneTimeCodes codes,
      Audit audit,
      Pages pages,
      InstantSource clock,
      StaffBook book) {
    this.readers = readers;
    this.chores = chores;
    this.codes = codes;
    this.audit = audit;
    this.pages = pages;
    this.clock = clock;
    this.book = book;
  }

  /**
   * What the page shows.
   *
   * @param link a one-time link that was just made; shown this once, or empty
   * @param linkFor whose it is
   * @param typed into the form of an invitation that could not be sent
   */
  record Model(
      List<Person> people,
      List<Choice> roles,
      String link,
      String linkFor,
      Typed typed,
      String error) {}

  record Typed(String login, String name, String role) {
    private static final Typed NOTHING = new Typed("", "", StaffRole.MANAGER.word());
  }

  record Person(
      String login,
      String name,
      String roleName,
      List<Choice> roles,
      boolean disabled,
      boolean waiting,
      boolean self) {}

  record Choice(String value, String name, boolean chosen) {}

  Answer list(Visit visit) {
    return show(visit, 200, "", "", Typed.NOTHING, "");
  }

  private Answer wrong(Visit visit, int status, String error) {
    return show(visit, status, "", "", Typed.NOTHING, error);
  }

  private Answer notInvited(Visit visit, int status, String error) {
    Typed typed = new Typed(visit.field("login"), visit.field("name"), visit.field("role"));
    return show(visit, status, "", "", typed, error);
  }

  private Answer show(
      Visit visit, int status, String link, String linkFor, Typed typed, String error) {
    Texts t = visit.texts();
    String self = visit.staff().login();
    List<Person> people =
        readers.read(
            sql ->
                sql.list(
                    "SELECT login, name, role, disabled, password IS NULL FROM staff"
                        + " ORDER BY disabled, login",
                    row ->
                        new Person(
                            row.text(1),
                            row.text(2),
                            t.word("role", row.text(3)),
                            roles(t, row.text(3)),
                            row.yes(4),
                            row.yes(5),
                            row.text(1).equals(self))));
    return pages.show(
        visit,
        status,
        "staff",
        new Model(people, roles(t, typed.role), link, linkFor, typed, error));
  }

  private static List<Choice> roles(Texts t, String chosen) {
    return Arrays.stream(StaffRole.values())
        .map(
            role ->
                new Choice(role.word(), t.say("role-" + role.word()), role.word().equals(chosen)))
        .toList();
  }

  Answer invite(Visit visit) {
    String login = visit.field("login").toLowerCase(Locale.ROOT);
    String name = visit.field("name");
    StaffRole role = role(visit);
    if (!LOGIN.matcher(login).matches()) {
      return notInvited(visit, 422, visit.texts().say("staff-bad-login"));
    }
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      return notInvited(visit, 422, visit.texts().say("staff-bad-name", LONGEST_NAME));
    }
    Optional<String> code =
        chores.write(
            context -> {
              int made =
                  context
                      .sql()
                      .update(
                          "INSERT INTO staff (login, name, role, created) VALUES (?, ?, ?, ?)"
                              + " ON CONFLICT (login) DO NOTHING",
                          login,
                          name,
                          role,
                          clock.instant());
              if (made == 0) {
                return Optional.<String>empty();
              }
              audit.did(context, visit.staff().login(), "invite", login);
              return Optional.of(codes.forSignIn(context, login, OneTimeCodes.INVITATION));
            });
    return code.map(made -> show(visit, 200, link(visit, made), login, Typed.NOTHING, ""))
        .orElseGet(() -> notInvited(visit, 409, visit.texts().say("staff-taken", login)));
  }

  private static String link(Visit visit, String code) {
    return visit.origin() + "/console/welcome?code=" + code;
  }

  private static StaffRole role(Visit visit) {
    return StaffRole.of(visit.field("role")).orElseThrow(Refusal::badField);
  }

  Answer changeRole(Visit visit) {
    StaffRole role = role(visit);
    return change(
        visit,
        role != StaffRole.OWNER,
        "role",
        (context, login) -> {
          if (!role.may(Right.OPERATE)) {
            // A chat login can do everything in chat, so who may not act has none.
            context.sql().update("DELETE FROM staff_login WHERE login = ?", login);
            context
                .sql()
                .update("DELETE FROM staff_code WHERE purpose = 'chat' AND login = ?", login);
            book.disabled(login);
          }
          return context.sql().update("UPDATE staff SET role = ? WHERE login = ?", role, login);
        });
  }

  Answer disable(Visit visit) {
    return change(
        visit,
        true,
        "disable",
        (context, login) -> {
          context.sql().update("DELETE FROM staff_code WHERE login = ?", login);
          Sessions.endAll(context, login);
          book.disabled(login);
          return context.sql().update("UPDATE staff SET disabled = 1 WHERE login = ?", login);
        });
  }

  Answer enable(Visit visit) {
    return change(
        visit,
        false,
        "enable",
        (context, login) -> {
          context
              .sql()
              .list(
                  "SELECT user_id FROM staff_login WHERE login = ?",
                  row -> UserId.parse(row.text(1)),
                  login)
              .forEach(user -> book.linked(user, login));
          return context.sql().update("UPDATE staff SET disabled = 0 WHERE login = ?", login);
        });
  }

  /** Takes the password away and shows a new one-time link. */
  Answer reset(Visit visit) {
    String login = visit.field("login");
    Optional<String> code =
        chores.write(
            context -> {
              if (missing(context.sql(), login) || lastOwner(context.sql(), login)) {
                return Optional.<String>empty();
              }
              context.sql().update("UPDATE staff SET password = NULL WHERE login = ?", login);
              Sessions.endAll(context, login);
              audit.did(context, visit.staff().login(), "reset", login);
              return Optional.of(codes.forSignIn(context, login, OneTimeCodes.INVITATION));
            });
    return code.map(made -> show(visit, 200, link(visit, made), login, Typed.NOTHING, ""))
        .orElseGet(() -> wrong(visit, 409, visit.texts().say("staff-last-owner")));
  }

  private interface Change {
    int make(TurnContext context, String login);
  }

  private Answer change(Visit visit, boolean weakens, String what, Change change) {
    String login = visit.field("login");
    boolean done =
        chores.write(
            context -> {
              if (missing(context.sql(), login) || (weakens && lastOwner(context.sql(), login))) {
                return false;
              }
              change.make(context, login);
              audit.did(context, visit.staff().login(), what, login);
              return true;
            });
    return done
        ? Answer.seeOther("/console/staff?done=staff")
        : wrong(visit, 409, visit.texts().say("staff-last-owner"));
  }

  private static boolean missing(Sql sql, String login) {
    return sql.first("SELECT login FROM staff WHERE login = ?", row -> row.text(1), login)
        .isEmpty();
  }

  /** Whether nobody could invite or mend anything without this one. */
  private static boolean lastOwner(Sql sql, String login) {
    List<String> owners =
        sql.list(
            "SELECT login FROM staff"
                + " WHERE role = 'owner' AND disabled = 0 AND password IS NOT NULL",
            row -> row.text(1));
    return owners.equals(List.of(login));
  }
}
