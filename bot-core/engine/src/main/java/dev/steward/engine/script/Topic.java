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
 * @param say templates, one of them each time, none again before all were said; {@code group} and
 *     the pack's values are known
 * @param late how long after its time it is still said
 * @param lively it is left out when somebody posted within this time before; null to say it anyway
 * @param from the first day; null for no first
 * @param until the last day; null for no last
 * @param mark where it stands
 */
public record Topic(
    String id,
    String at,
    Timetable when,
    List<String> say,
    Duration late,
    @Nullable Duration lively,
    @Nullable LocalDate from,
    @Nullable LocalDate until,
    SourceMark mark) {
  public Topic {
    say = List.copyOf(say);
  }

  /** Whether a day is within its dates. */
  public boolean on(LocalDate day) {
    return (from == null || !day.isBefore(from)) && (until == null || !day.isAfter(until));
  }
}
