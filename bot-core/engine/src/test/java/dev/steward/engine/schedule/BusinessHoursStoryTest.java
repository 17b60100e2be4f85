package dev.steward.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A clock that runs while people work. */
class BusinessHoursStoryTest {
  private static final Holidays HOLIDAYS =
      new Holidays(
          Map.of(
              2026,
              new Holidays.Year(
                  Set.of(LocalDate.of(2026, 10, 1), LocalDate.of(2026, 10, 2)),
                  Set.of(LocalDate.of(2026, 10, 10)))));

  private static BusinessHours hours(String from, String to, boolean workdays, String zone) {
    return new BusinessHours(
        LocalTime.parse(from), LocalTime.parse(to), workdays, ZoneId.of(zone), HOLIDAYS);
  }

  private static final BusinessHours USUAL = hours("09:00", "18:00", true, "Asia/Shanghai");

  private static Instant at(String local) {
    return java.time.LocalDateTime.parse(local).atZone(ZoneId.of("Asia/Shanghai")).toInstant();
  }

  @Test
  void fridayEveningIsMondayMorning() {
    assertThat(USUAL.plus(at("2026-11-06T17:00:00"), Duration.ofHours(4)))
        .isEqualTo(at("2026-11-09T12:00:00"));
    assertThat(USUAL.plus(at("2026-11-07T10:00:00"), Duration.ofHours(1)))
        .isEqualTo(at("2026-11-09T10:00:00"));
    assertThat(USUAL.between(at("2026-11-06T17:00:00"), at("2026-11-09T12:00:00")))
        .isEqualTo(Duration.ofHours(4));
    assertThat(USUAL.between(at("2026-11-09T12:00:00"), at("2026-11-06T17:00:00"))).isZero();
  }

  @Test
  void officialDaysOffAndMakeUpWorkdaysCount() {
    assertThat(USUAL.plus(at("2026-09-30T17:00:00"), Duration.ofHours(2)))
        .as("1 and 2 October are off, then a weekend")
        .isEqualTo(at("2026-10-05T10:00:00"));
    assertThat(USUAL.plus(at("2026-10-09T17:30:00"), Duration.ofHours(1)))
        .as("Saturday the 10th is worked")
        .isEqualTo(at("2026-10-10T09:30:00"));
    assertThat(
            hours("09:00", "18:00", false, "Asia/Shanghai")
                .plus(at("2026-10-01T09:00:00"), Duration.ofHours(1)))
        .isEqualTo(at("2026-10-01T10:00:00"));
  }

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whatIsAddedIsWhatPasses(long seed) {
    Random random = new Random(seed);
    String[] zones = {"Asia/Shanghai", "Europe/Berlin", "America/New_York", "Asia/Kathmandu"};
    int opens = random.nextInt(22);
    BusinessHours hours =
        hours(
            String.format("%02d:30", opens),
            String.format("%02d:15", opens + 1 + random.nextInt(23 - opens)),
            random.nextBoolean(),
            zones[random.nextInt(zones.length)]);
    Instant from = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(random.nextInt(31_536_000));
    Duration time = Duration.ofMinutes(1 + random.nextInt(6_000));
    Instant end = hours.plus(from, time);
    assertThat(hours.between(from, end)).isEqualTo(time);
    Instant middle =
        from.plusSeconds(
            (long) (random.nextDouble() * (end.getEpochSecond() - from.getEpochSecond())));
    assertThat(hours.between(from, middle).plus(hours.between(middle, end))).isEqualTo(time);
  }
}
