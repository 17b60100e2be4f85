package dev.steward.engine.schedule;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;

/**
 * The official days off and make-up workdays of a country. A year that is not announced is a state
 * of its own: nothing is guessed, and Monday to Friday count as workdays.
 *
 * @param years what was announced, by year
 */
public record Holidays(Map<Integer, Year> years) {
  /** No year is announced. */
  public static final Holidays NONE = new Holidays(Map.of());

  public Holidays {
    years = Map.copyOf(years);
  }

  /** One year's notice: days off, and weekend days on which people work. */
  public record Year(Set<LocalDate> off, Set<LocalDate> work) {
    public Year {
      off = Set.copyOf(off);
      work = Set.copyOf(work);
    }
  }

  /** Whether the notice for this year is known. */
  public boolean announced(int year) {
    return years.containsKey(year);
  }

  /** Whether people work on a day. */
  public boolean workday(LocalDate date) {
    Year year = years.get(date.getYear());
    if (year != null && year.off.contains(date)) {
      return false;
    }
    if (year != null && year.work.contains(date)) {
      return true;
    }
    DayOfWeek day = date.getDayOfWeek();
    return day != DayOfWeek.SATURDAY && day != DayOfWeek.SUNDAY;
  }
}
