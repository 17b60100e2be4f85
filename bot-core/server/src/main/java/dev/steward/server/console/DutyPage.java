package dev.steward.server.console;

import dev.steward.engine.store.Sql;
import dev.steward.server.data.Readers;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The duty roster: who is asked first, by weekday and time in the installation's zone. */
final class DutyPage {
  private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-4]):([0-5][0-9])");
  private static final int DAY = 24 * 60;

  private final Readers readers;
  private final Chores chores;
  private final Audit audit;
  private final Pages pages;
  private final String zone;

  DutyPage(Readers readers, Chores chores, Audit audit, Pages pages, String zone) {
    this.readers = readers;
    this.chores = chores;
    this.audit = audit;
    this.pages = pages;
    this.zone = zone;
  }

  /** What the page shows. */
  record Model(
      List<Day> days, List<GroupsPage.Choice> colleagues, String zone, Typed typed, String error) {}

  /** A weekday; {@code chosen} in the form for a new shift. */
  record Day(int number, String name, List<Shift> shifts, boolean none, boolean chosen) {}

  /** What the form for a new shift holds. */
  record Typed(String login, List<String> days, String from, String to) {
    private static final Typed USUAL = new Typed("", List.of(), "09:00", "18:00");
  }

  /** One shift; minutes of the day identify it in the form. */
  record Shift(String login, String name, int day, long from, String fromTime, String toTime) {}

  Answer show(Visit visit) {
    return show(visit, 200, Typed.USUAL, "");
  }

  private Answer show(Visit visit, int status, Typed typed, String error) {
    return readers.read(
        sql -> {
          List<Day> days = new ArrayList<>();
          for (int day = 1; day <= 7; day++) {
            List<Shift> shifts = shifts(sql, day);
            days.add(
                new Day(
                    day,
                    visit.texts().say("weekday-" + day),
                    shifts,
                    shifts.isEmpty(),
                    typed.days.contains(Integer.toString(day))));
          }
          List<GroupsPage.Choice> colleagues =
              sql.list(
                  "SELECT login, name FROM staff"
                      + " WHERE disabled = 0 AND role <> 'analyst' ORDER BY name",
                  row ->
                      new GroupsPage.Choice(
                          row.text(1), row.text(2), row.text(1).equals(typed.login)));
          return pages.show(visit, status, "duty", new Model(days, colleagues, zone, typed, error));
        });
  }

  private static List<Shift> shifts(Sql sql, int day) {
    return sql.list(
        "SELECT d.login, coalesce(s.name, d.login), d.from_minute, d.to_minute FROM duty d"
            + " LEFT JOIN staff s ON s.login = d.login WHERE d.weekday = ?"
            + " ORDER BY d.from_minute, d.login",
        row ->
            new Shift(
                row.text(1),
                row.text(2),
                day,
                row.number(3),
                time(row.number(3)),
                time(row.number(4))),
        day);
  }

  private static String time(long minute) {
    return "%02d:%02d".formatted(minute / 60, minute % 60);
  }

  Answer add(Visit visit) {
    String login = visit.field("login");
    int from = minute(visit.field("from"));
    int to = minute(visit.field("to"));
    List<Integer> days = visit.fields("day").stream().map(DutyPage::day).distinct().toList();
    if (days.isEmpty() || from >= to) {
      Typed typed = new Typed(login, visit.fields("day"), visit.field("from"), visit.field("to"));
      return show(visit, 422, typed, visit.texts().say("duty-wrong"));
    }
    boolean added =
        chores.write(
            context -> {
              boolean known =
                  context
                      .sql()
                      .first(
                          "SELECT login FROM staff WHERE login = ? AND disabled = 0",
                          row -> row.text(1),
                          login)
                      .isPresent();
              if (!known) {
                return false;
              }
              for (int day : days) {
                context
                    .sql()
                    .update(
                        "INSERT INTO duty (login, weekday, from_minute, to_minute)"
                            + " VALUES (?, ?, ?, ?) ON CONFLICT (login, weekday, from_minute)"
                            + " DO UPDATE SET to_minute = excluded.to_minute",
                        login,
                        day,
                        from,
                        to);
              }
              audit.did(context, visit.staff().login(), "duty", login);
              return true;
            });
    if (!added) {
      throw Refusal.badField();
    }
    return Answer.seeOther("/console/duty?done=duty");
  }

  Answer remove(Visit visit) {
    String login = visit.field("login");
    int day = day(visit.field("day"));
    long from = visit.number("from");
    chores.write(
        context -> {
          audit.did(context, visit.staff().login(), "duty", login);
          return context
              .sql()
              .update(
                  "DELETE FROM duty WHERE login = ? AND weekday = ? AND from_minute = ?",
                  login,
                  day,
                  from);
        });
    return Answer.seeOther("/console/duty?done=duty");
  }

  private static int day(String value) {
    if (!value.matches("[1-7]")) {
      throw Refusal.badField();
    }
    return Integer.parseInt(value);
  }

  private static int minute(String value) {
    Matcher time = TIME.matcher(value);
    if (!time.matches()) {
      throw Refusal.badField();
    }
    int minute = Integer.parseInt(time.group(1)) * 60 + Integer.parseInt(time.group(2));
    if (minute > DAY) {
      throw Refusal.badField();
    }
    // A time field can't say 24:00; the last minute of the day means its end.
    return minute == DAY - 1 ? DAY : minute;
  }
}
