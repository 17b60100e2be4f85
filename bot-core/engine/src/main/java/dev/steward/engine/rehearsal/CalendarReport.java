package dev.steward.engine.rehearsal;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.steward.engine.schedule.Holidays;
import dev.steward.engine.script.Deed;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A stretch of calendar as it was played: what Steward said, what it left out and why.
 *
 * @param pack the pack's name
 * @param zone in which days are meant
 * @param from the first day
 * @param days how many were played; fewer than asked for when time ran out
 * @param groups how many groups there were
 * @param unannounced years whose days off are not announced: workdays are Monday to Friday there
 * @param said what was said and done, in order
 * @param skipped what was left out, in order
 */
public record CalendarReport(
    String pack,
    ZoneId zone,
    LocalDate from,
    int days,
    int groups,
    SortedSet<Integer> unannounced,
    List<Happening> said,
    List<Happening> skipped) {
  public CalendarReport {
    unannounced = new TreeSet<>(unannounced);
    said = List.copyOf(said);
    skipped = List.copyOf(skipped);
  }

  /** How many were left out, by the word of the reason, such as {@code skipped-quiet}. */
  public SortedMap<String, Long> skips() {
    return skipped.stream()
        .collect(Collectors.groupingBy(Happening::verdict, TreeMap::new, Collectors.counting()));
  }

  /** How many messages of Steward's a group reads on a day, on the average. */
  public double perGroupAndDay() {
    return days == 0 || groups == 0 ? 0 : (double) spoken().size() / groups / days;
  }

  /**
   * A group's hour in which Steward says the most.
   *
   * @param hour when it begins
   * @param messages how many
   */
  public record Hour(String room, Instant hour, long messages) {}

  /** The hour in which one group hears the most; empty when nothing was said at all. */
  public Optional<Hour> busiest() {
    return spoken().stream()
        .collect(
            Collectors.groupingBy(
                one -> new Hour(one.room(), one.at().truncatedTo(ChronoUnit.HOURS), 0),
                Collectors.counting()))
        .entrySet()
        .stream()
        .max(
            Map.Entry.<Hour, Long>comparingByValue()
                .thenComparing(
                    Map.Entry::getKey,
                    Comparator.comparing(Hour::hour).thenComparing(Hour::room).reversed()))
        .map(one -> new Hour(one.getKey().room, one.getKey().hour, one.getValue()));
  }

  /** What the groups read. */
  @JsonIgnore
  public List<Happening> spoken() {
    return said.stream().filter(one -> one.deed() == Deed.SAYS).toList();
  }

  /** The day of a happening, by the pack's zone. */
  public ZonedDateTime local(Happening happening) {
    return happening.at().atZone(zone);
  }

  /** Whether a day is off, or worked, against the week; empty for an ordinary day. */
  public static Optional<Boolean> unusual(LocalDate day, Holidays holidays) {
    boolean weekend =
        day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    boolean works = holidays.workday(day);
    return works == weekend ? Optional.of(works) : Optional.empty();
  }
}
