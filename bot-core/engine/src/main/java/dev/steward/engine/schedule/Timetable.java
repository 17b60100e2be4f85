package dev.steward.engine.schedule;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import org.quartz.CronExpression;

/**
 * When something is due, computed from the calendar alone. Times are local to a zone: one that a
 * change of clocks skips is due as much later as they skip, one that comes twice the first time.
 */
public sealed interface Timetable {
  /** Looking further ahead than this for a day that fits makes no sense. */
  int FURTHEST_DAYS = 800;

  /** The first time after a moment; empty when there is none any more. */
  Optional<Instant> next(Instant after, ZoneId zone, Holidays holidays);

  /** On some days, at a time. */
  sealed interface OnDays extends Timetable {
    LocalTime at();

    boolean fits(LocalDate date, Holidays holidays);

    @Override
    default Optional<Instant> next(Instant after, ZoneId zone, Holidays holidays) {
      LocalDate date = after.atZone(zone).toLocalDate().minusDays(1);
      for (int i = 0; i < FURTHEST_DAYS; i++, date = date.plusDays(1)) {
        if (fits(date, holidays)) {
          Instant due = date.atTime(at()).atZone(zone).toInstant();
          if (due.isAfter(after)) {
            return Optional.of(due);
          }
        }
      }
      return Optional.empty();
    }
  }

  /** On days of the week. */
  record Weekly(Set<DayOfWeek> days, LocalTime at) implements OnDays {
    public Weekly {
      days = Set.copyOf(days);
    }

    @Override
    public boolean fits(LocalDate date, Holidays holidays) {
      return days.contains(date.getDayOfWeek());
    }
  }

  /** On workdays, or on the others, as the country's calendar has them. */
  record Workdays(boolean working, LocalTime at) implements OnDays {
    @Override
    public boolean fits(LocalDate date, Holidays holidays) {
      return holidays.workday(date) == working;
    }
  }

  /** On a day of the month; the last one where a month has fewer days. */
  record Monthly(int day, LocalTime at) implements OnDays {
    @Override
    public boolean fits(LocalDate date, Holidays holidays) {
      return date.getDayOfMonth() == Math.min(day, date.lengthOfMonth());
    }
  }

  /**
   * So many days after somebody joined: it comes every day, for those who joined that long ago.
   *
   * @param days 0 for the day of joining itself
   */
  record AfterJoining(int days, LocalTime at) implements OnDays {
    @Override
    public boolean fits(LocalDate date, Holidays holidays) {
      return true;
    }
  }

  /** Once. */
  record Once(LocalDateTime at) implements Timetable {
    @Override
    public Optional<Instant> next(Instant after, ZoneId zone, Holidays holidays) {
      return Optional.of(at.atZone(zone).toInstant()).filter(due -> due.isAfter(after));
    }
  }

  /** As Quartz's cron expressions have it: seconds first. */
  record Cron(String expression) implements Timetable {
    @Override
    public Optional<Instant> next(Instant after, ZoneId zone, Holidays holidays) {
      CronExpression cron = TimeWords.cron(expression);
      cron.setTimeZone(TimeZone.getTimeZone(zone));
      return Optional.ofNullable(cron.getNextValidTimeAfter(Date.from(after))).map(Date::toInstant);
    }
  }
}
