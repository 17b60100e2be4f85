package dev.steward.engine.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * The time in which people work: from one time of day to another, on workdays or every day. A clock
 * in business time stands still outside of it.
 *
 * @param opens the first moment of a working day
 * @param closes the first moment after it
 * @param workdays whether days off and weekends are left out, by {@code holidays}
 */
public record BusinessHours(
    LocalTime opens, LocalTime closes, boolean workdays, ZoneId zone, Holidays holidays) {
  /** Further ahead nothing is looked for. */
  private static final int MOST_DAYS = 4_000;

  public BusinessHours {
    if (!opens.isBefore(closes)) {
      throw new IllegalArgumentException(
          "hours: " + opens + " to " + closes + " (expected: the end after the beginning)");
    }
  }

  /** When so much business time has passed. */
  public Instant plus(Instant from, Duration time) {
    LocalDate day = from.atZone(zone).toLocalDate();
    Duration left = time;
    for (int i = 0; i < MOST_DAYS; i++, day = day.plusDays(1)) {
      Instant begin = later(opening(day), from);
      Instant end = closing(day);
      if (worked(day) && begin.isBefore(end)) {
        Duration room = Duration.between(begin, end);
        if (left.compareTo(room) <= 0) {
          return begin.plus(left);
        }
        left = left.minus(room);
      }
    }
    return closing(day);
  }

  /** How much business time lies between two moments; zero when the second is not later. */
  public Duration between(Instant from, Instant to) {
    Duration sum = Duration.ZERO;
    LocalDate last = to.atZone(zone).toLocalDate();
    LocalDate day = from.atZone(zone).toLocalDate();
    for (int i = 0; i < MOST_DAYS && !day.isAfter(last); i++, day = day.plusDays(1)) {
      Instant begin = later(opening(day), from);
      Instant end = closing(day).isBefore(to) ? closing(day) : to;
      if (worked(day) && begin.isBefore(end)) {
        sum = sum.plus(Duration.between(begin, end));
      }
    }
    return sum;
  }

  private boolean worked(LocalDate day) {
    return !workdays || holidays.workday(day);
  }

  private Instant opening(LocalDate day) {
    return day.atTime(opens).atZone(zone).toInstant();
  }

  private Instant closing(LocalDate day) {
    return day.atTime(closes).atZone(zone).toInstant();
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
