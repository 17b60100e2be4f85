package dev.steward.engine.script;

import dev.steward.engine.schedule.Timetable;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that Steward says by itself, at its times.
 *
 * @param id its name in the pack
 * @param at its times as written
 * @param when what that means
 * @param bank one entry each time, none again before all were said
 * @param late how long after its time it is still said
 * @param lively it is left out when somebody posted within this time before; null to say it anyway
 * @param dates when it is said at all
 * @param persona the id of the persona that says it; null for the group's usual one
 * @param privately whether each newcomer is told alone; only where the times are days after joining
 * @param mark where it stands
 */
public record Topic(
    String id,
    String at,
    Timetable when,
    List<Entry> bank,
    Duration late,
    @Nullable Duration lively,
    Dates dates,
    @Nullable String persona,
    boolean privately,
    SourceMark mark) {
  public Topic {
    bank = List.copyOf(bank);
  }

  /**
   * One thing to say.
   *
   * @param text a template; {@code group} and the pack's values are known, and {@code names} and
   *     {@code count} where the times are days after joining
   * @param image shown with it, or null
   * @param dates when it may be said
   * @param mark where it stands
   */
  public record Entry(String text, @Nullable PackImage image, Dates dates, SourceMark mark) {
    /** What makes it the same entry, wherever it stands in the bank. */
    public String identity() {
      return image == null ? text : text + "\u0000" + image.path();
    }
  }

  /**
   * A span of days.
   *
   * @param from the first; null for no first
   * @param until the last; null for no last
   */
  public record Dates(@Nullable LocalDate from, @Nullable LocalDate until) {
    /** Every day. */
    public static final Dates ALWAYS = new Dates(null, null);

    /** Whether a day is among them. */
    public boolean on(LocalDate day) {
      return (from == null || !day.isBefore(from)) && (until == null || !day.isAfter(until));
    }
  }

  /** The entries that may be said on a day; none when the topic itself is not for that day. */
  public List<Entry> on(LocalDate day) {
    return dates.on(day)
        ? bank.stream().filter(entry -> entry.dates().on(day)).toList()
        : List.of();
  }
}
