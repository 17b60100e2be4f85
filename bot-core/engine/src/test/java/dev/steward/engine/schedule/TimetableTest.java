package dev.steward.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What managers write as times, and when that is. 3 November 2026 is a Tuesday. */
@Tag("rounds")
class TimetableTest {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final Holidays HOLIDAYS =
      new Holidays(
          Map.of(
              2026,
              new Holidays.Year(
                  Set.of(LocalDate.of(2026, 10, 1), LocalDate.of(2026, 10, 2)),
                  Set.of(LocalDate.of(2026, 10, 10)))));

  private static String next(String words, String after, ZoneId zone) {
    Timetable table = TimeWords.read(words).orElseThrow();
    Instant from = LocalDateTime.parse(after).atZone(zone).toInstant();
    return table
        .next(from, zone, HOLIDAYS)
        .map(at -> at.atZone(zone).toLocalDateTime().toString())
        .orElse("never");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "每天 08:00            | 2026-11-03T07:59:59 | 2026-11-03T08:00",
        "每天 8:00             | 2026-11-03T08:00:00 | 2026-11-04T08:00",
        "每天 8：00            | 2026-11-03T07:00:00 | 2026-11-03T08:00",
        "every day 08:00       | 2026-11-03T23:00:00 | 2026-11-04T08:00",
        "每周二 19:00          | 2026-11-03T18:00:00 | 2026-11-03T19:00",
        "每周二 19:00          | 2026-11-03T19:00:00 | 2026-11-10T19:00",
        "周二、周四 19:00      | 2026-11-03T20:00:00 | 2026-11-05T19:00",
        "周一、三、五 19:00    | 2026-11-03T20:00:00 | 2026-11-04T19:00",
        "星期天 10:00          | 2026-11-03T20:00:00 | 2026-11-08T10:00",
        "every Tue 19:00       | 2026-11-03T18:00:00 | 2026-11-03T19:00",
        "Mondays and Fridays 9:30 | 2026-11-03T18:00:00 | 2026-11-06T09:30",
        "周末 10:00            | 2026-11-03T18:00:00 | 2026-11-07T10:00",
        "weekends 10:00        | 2026-11-07T11:00:00 | 2026-11-08T10:00",
        "工作日 09:30          | 2026-09-30T10:00:00 | 2026-10-05T09:30",
        "工作日 09:30          | 2026-10-09T10:00:00 | 2026-10-10T09:30",
        "workdays 09:30        | 2026-10-10T10:00:00 | 2026-10-12T09:30",
        "休息日 10:00          | 2026-09-30T10:00:00 | 2026-10-01T10:00",
        "工作日 09:30          | 2027-09-30T10:00:00 | 2027-10-01T09:30",
        "每月1号 20:00         | 2026-11-03T10:00:00 | 2026-12-01T20:00",
        "每月31日 20:00        | 2026-11-03T10:00:00 | 2026-11-30T20:00",
        "monthly on the 29th 20:00 | 2027-02-01T10:00:00 | 2027-02-28T20:00",
        "2026-12-12 20:00      | 2026-11-03T10:00:00 | 2026-12-12T20:00",
        "2026-12-12 20:00      | 2026-12-12T20:00:00 | never",
        "cron 0 0 19 ? * TUE   | 2026-11-03T10:00:00 | 2026-11-03T19:00",
        "cron 0 15 10 L * ?    | 2026-11-03T10:00:00 | 2026-11-30T10:15",
      })
  void isWhatTheWordsSay(String words, String after, String expected) {
    assertThat(next(words, after, SHANGHAI)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "每天",
        "08:00",
        "每天 25:00",
        "每周八 10:00",
        "every Foo 10:00",
        "2026-02-30 10:00",
        "每月0号 10:00",
        "每月32号 10:00",
        "cron x",
        "cron 0 0 19 * * TUE",
        "每天 8 点",
        "tomorrow 10:00"
      })
  void whatIsNoTimeIsNotGuessed(String words) {
    assertThat(TimeWords.read(words)).isEmpty();
  }

  @Test
  void aTimeThatTheClocksSkipIsRightAfterAndOneThatComesTwiceIsTheFirst() {
    ZoneId london = ZoneId.of("Europe/London");
    assertThat(next("every day 01:30", "2026-03-29T00:00:00", london))
        .isEqualTo("2026-03-29T02:30");
    Timetable daily = TimeWords.read("every day 01:30").orElseThrow();
    Instant first =
        daily.next(Instant.parse("2026-10-24T12:00:00Z"), london, HOLIDAYS).orElseThrow();
    assertThat(first).isEqualTo(Instant.parse("2026-10-25T00:30:00Z"));
    assertThat(daily.next(first, london, HOLIDAYS)).hasValue(Instant.parse("2026-10-26T01:30:00Z"));
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, Integer.getInteger("steward.rounds", 3) * 10L);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void timesRiseAndNoneIsLeftOutWhateverTheZone(long seed) {
    Random random = new Random(seed);
    List<String> zones = ZoneId.getAvailableZoneIds().stream().sorted().toList();
    ZoneId zone = ZoneId.of(zones.get(random.nextInt(zones.size())));
    String time = "%02d:%02d".formatted(random.nextInt(24), random.nextInt(60));
    Timetable table = TimeWords.read("每天 " + time).orElseThrow();
    Instant at = Instant.parse("2025-12-31T12:00:00Z");
    LocalDate day = null;
    for (int i = 0; i < 400; i++) {
      Optional<Instant> next = table.next(at, zone, HOLIDAYS);
      assertThat(next).isPresent();
      assertThat(next.get()).isAfter(at);
      LocalDate date = next.get().atZone(zone).toLocalDate();
      if (day != null) {
        // Some zones have skipped a whole day in their history; none does in these years.
        assertThat(date).as("%s %s", zone, time).isEqualTo(day.plusDays(1));
      }
      day = date;
      at = next.get();
    }
  }
}
