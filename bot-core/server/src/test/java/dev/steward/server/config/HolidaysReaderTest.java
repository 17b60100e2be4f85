package dev.steward.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.steward.engine.schedule.Holidays;
import dev.steward.engine.script.Language;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The calendar that is shipped, and slips in one of your own. */
class HolidaysReaderTest {
  private static final Path ROOT =
      Path.of(Objects.requireNonNull(System.getProperty("steward.root")));

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "2026-01-01, false",
    "2026-01-04, true",
    "2026-02-14, true",
    "2026-02-15, false",
    "2026-02-23, false",
    "2026-02-24, true",
    "2026-10-07, false",
    "2026-10-08, true",
    "2026-10-10, true",
    "2025-01-28, false",
    "2025-10-11, true",
    "2026-11-07, false",
    "2026-11-03, true",
  })
  void theShippedCalendarIsTheOfficialOne(LocalDate day, boolean workday) throws Exception {
    Holidays china = HolidaysReader.read(ROOT.resolve("config/holidays/china.yaml"));
    assertThat(china.workday(day)).isEqualTo(workday);
  }

  @Test
  void aYearThatIsNotAnnouncedIsNotGuessed() throws Exception {
    Holidays china = HolidaysReader.read(ROOT.resolve("config/holidays/china.yaml"));
    assertThat(china.announced(2026)).isTrue();
    assertThat(china.announced(2027)).isFalse();
    assertThat(china.workday(LocalDate.of(2027, 10, 1))).as("a Friday").isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'\"2027\": {off: [13-01]}'        | expected: 10-01 or 10-01..10-07",
        "'\"2027\": {off: [10-07..10-01]}' | expected: 10-01 or 10-01..10-07",
        "'\"2027\": {rest: [10-01]}'       | expected: off and work below a year",
        "'off: [10-01]'                    | expected: off and work below a year",
      })
  void aSlipIsToldWithItsLine(String text, String expected) throws Exception {
    Path file = Files.writeString(folder.resolve("days.yaml"), "# mine\n" + text + "\n");
    ConfigException wrong =
        catchThrowableOfType(ConfigException.class, () -> HolidaysReader.read(file));
    assertThat(wrong.text(Language.EN)).contains("days.yaml:2", expected);
  }
}
