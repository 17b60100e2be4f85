package dev.steward.engine.checkin;

import dev.steward.engine.identity.Visitors;
import dev.steward.engine.store.Sql;
import java.time.LocalDate;

/** How many members of a group have checked in; for the receipt and for the console. */
public final class CheckInCount {
  private CheckInCount() {}

  /**
   * Those who checked in on a day.
   *
   * @param group the group's id as text
   * @param day by the group's calendar, in days since 1970-01-01
   */
  public static int on(Sql sql, String group, long day) {
    return sql.first(
            "SELECT count(*) FROM checkin_standing WHERE group_id = ? AND month = ?"
                + " AND last_day = ?",
            row -> (int) row.number(1),
            group,
            month(day),
            day)
        .orElse(0);
  }

  /**
   * Visitors of the member page who did: for them no adapter vouches, so they are in no other
   * count.
   *
   * @param group the group's id as text
   * @param day by the group's calendar, in days since 1970-01-01
   */
  public static int unverifiedOn(Sql sql, String group, long day) {
    return sql.first(
            "SELECT count(*) FROM checkin_day WHERE person_id >= ? AND person_id < ?"
                + " AND group_id = ? AND day = ? AND said_day = day",
            row -> (int) row.number(1),
            Visitors.PLATFORM + ":",
            Visitors.PLATFORM + ";",
            group,
            day)
        .orElse(0);
  }

  /** The month of a day, counted from year 0. */
  static long month(long day) {
    LocalDate date = LocalDate.ofEpochDay(day);
    return date.getYear() * 12L + date.getMonthValue() - 1;
  }
}
