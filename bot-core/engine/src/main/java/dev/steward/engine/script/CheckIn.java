package dev.steward.engine.script;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How members check in.
 *
 * @param words what they say, one of them and nothing else
 * @param dayStarts when a new day begins, by the pack's zone; before it, it is still yesterday
 * @param points for a day
 * @param dailyCap the most points that a person gets a day, bonuses included; null for no cap
 * @param streaks further points when a streak reaches so many days, by days
 * @param makeUps how many missed days a person may make up in a month
 * @param receipt those who check in within this time of the first get one answer together
 * @param leaderboard whether the group may ask who checked in most
 * @param mark where it stands
 */
public record CheckIn(
    List<String> words,
    LocalTime dayStarts,
    int points,
    @Nullable Integer dailyCap,
    SortedMap<Integer, Integer> streaks,
    int makeUps,
    Duration receipt,
    boolean leaderboard,
    SourceMark mark) {
  public CheckIn {
    words = List.copyOf(words);
    streaks = new TreeMap<>(streaks);
  }

  /** The words if a pack names none. */
  static List<String> usualWords(Language language) {
    return language == Language.ZH ? List.of("签到", "打卡") : List.of("check in", "checkin");
  }

  /**
   * Which day of the calendar it is, where a new one begins at {@link #dayStarts}: once, also when
   * the clocks are set back over that time.
   */
  public LocalDate day(Instant at, ZoneId zone) {
    LocalDate date = at.atZone(zone).toLocalDate();
    return at.isBefore(date.atTime(dayStarts).atZone(zone).toInstant()) ? date.minusDays(1) : date;
  }
}
