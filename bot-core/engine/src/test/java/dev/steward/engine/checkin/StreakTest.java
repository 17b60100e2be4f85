package dev.steward.engine.checkin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.engine.script.CheckIn;
import dev.steward.engine.script.SourceMark;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A streak is a recount of the ledger; a day is what people call a day. */
@Tag("rounds")
class StreakTest {
  static LongStream seeds() {
    return LongStream.rangeClosed(1, Integer.getInteger("steward.rounds", 3) * 20L);
  }

  private static CheckIn startingAt(LocalTime time) {
    return new CheckIn(
        List.of("签到"),
        time,
        1,
        null,
        new TreeMap<>(),
        1,
        Duration.ofSeconds(30),
        true,
        new SourceMark("checkin.yaml", 1, 1));
  }

  private static List<Long> latestFirst(Set<Long> days) {
    List<Long> all = new ArrayList<>(days);
    all.sort(Comparator.reverseOrder());
    return all;
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void isWhatAPersonWouldCount(long seed) {
    Random random = new Random(seed);
    long today = 20_000L + random.nextInt(1_000);
    TreeSet<Long> days = new TreeSet<>();
    for (long day = today - random.nextInt(60); day <= today; day++) {
      if (random.nextInt(4) != 0) {
        days.add(day);
      }
    }
    Streak streak = Streak.of(latestFirst(days), today);

    long end = days.contains(today) ? today : today - 1;
    int length = 0;
    while (days.contains(end - length)) {
      length++;
    }
    int longest = 0;
    for (long from : days) {
      int run = 0;
      while (days.contains(from + run)) {
        run++;
      }
      longest = Math.max(longest, run);
    }
    assertThat(streak.length()).isEqualTo(length);
    assertThat(streak.longest()).isEqualTo(longest);
    assertThat(streak.all()).isEqualTo(days.size());
    if (length > 0) {
      assertThat(streak.start()).isEqualTo(end - length + 1);
    }
  }

  @Test
  void nobodyHasNone() {
    assertThat(Streak.of(List.of(), 5)).isEqualTo(new Streak(0, 5, 0, 0));
  }

  @ParameterizedTest
  @CsvSource({
    "Asia/Shanghai, 2026-11-03T03:59:59, 2026-11-02",
    "Asia/Shanghai, 2026-11-03T04:00:00, 2026-11-03",
    "Asia/Shanghai, 2024-03-01T01:00:00, 2024-02-29",
    "Europe/London, 2026-03-29T03:59:59, 2026-03-28",
    "Europe/London, 2026-10-25T04:00:00, 2026-10-25",
    "America/New_York, 2026-01-01T00:30:00, 2025-12-31",
  })
  void beforeTheDayStartsItIsStillYesterday(String zone, String local, String day) {
    ZoneId id = ZoneId.of(zone);
    Instant at = LocalDateTime.parse(local).atZone(id).toInstant();
    assertThat(startingAt(LocalTime.of(4, 0)).day(at, id)).isEqualTo(LocalDate.parse(day));
  }

  /** A day that starts at 01:30 began again at 01:30 when the clocks had been set back. */
  @Test
  void aDayBeginsOnceWhenTheClocksAreSetBack() {
    ZoneId london = ZoneId.of("Europe/London");
    CheckIn terms = startingAt(LocalTime.of(1, 30));
    LocalDate before = LocalDate.of(2026, 10, 24);
    for (Instant at = Instant.parse("2026-10-24T22:00:00Z");
        at.isBefore(Instant.parse("2026-10-25T04:00:00Z"));
        at = at.plus(Duration.ofMinutes(1))) {
      LocalDate day = terms.day(at, london);
      assertThat(day).as("%s", at).isAfterOrEqualTo(before);
      before = day;
    }
    assertThat(before).isEqualTo(LocalDate.of(2026, 10, 25));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void daysFollowEachOtherInEveryZoneAndThroughEveryClockChange(long seed) {
    Random random = new Random(seed);
    List<String> zones = ZoneId.getAvailableZoneIds().stream().sorted().toList();
    ZoneId zone = ZoneId.of(zones.get(random.nextInt(zones.size())));
    CheckIn terms = startingAt(LocalTime.of(random.nextInt(24), random.nextInt(60)));
    LocalDate date = LocalDate.of(2024 + random.nextInt(4), 1, 1);
    LocalDate before = null;
    for (int i = 0; i < 366; i++) {
      // Once every day, an hour or more after it began: always one day further.
      ZonedDateTime at =
          date.plusDays(i)
              .atTime(terms.dayStarts())
              .atZone(zone)
              .plusMinutes(61 + random.nextInt(600));
      LocalDate day = terms.day(at.toInstant(), zone);
      if (before != null) {
        assertThat(day).as("%s %s", zone, at).isEqualTo(before.plusDays(1));
      }
      before = day;
    }
  }
}
