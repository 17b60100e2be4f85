package dev.steward.engine.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.engine.schedule.Holidays;
import dev.steward.engine.script.Language;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** Days that pass in virtual time. */
class CalendarPlayTest {
  private static CalendarReport play(
      LocalDate from, int days, int groups, int newcomers, Holidays holidays) {
    return CalendarPlay.of(
        Rehearsed.pack(),
        1,
        holidays,
        new CalendarPlay.Asked("妈妈群", from, days, groups, newcomers, newcomers),
        () -> false);
  }

  @Test
  void workdaysAreThoseOfTheCalendar() {
    CalendarReport report = play(LocalDate.of(2026, 9, 30), 12, 1, 0, Rehearsed.HOLIDAYS);
    assertThat(report.said())
        .extracting(one -> report.local(one).toLocalDate().getDayOfMonth() + " " + one.text())
        .containsExactly("30 早上好", "8 早", "9 早上好", "10 早");
    assertThat(report.skips()).containsEntry("skipped-quiet", 12L);
    assertThat(report.unannounced()).isEmpty();
    assertThat(new CalendarPrinter(Language.ZH, Rehearsed.HOLIDAYS).print(report))
        .contains("2026-10-01 周四  放假\n", "2026-10-10 周六  调休上班\n  09:30  群管家：早\n")
        .contains("         ↳ topics.yaml:2 · 到时间了：morning（工作日 09:30）")
        .contains("  23:00  · topics.yaml:3 · 没有说「night」：在安静的时间里")
        .contains("12 天，1 个群：一共说 4 条，平均每个群每天 0.3 条。")
        .contains("没有说的：在安静的时间里 12 条。");
  }

  @Test
  void aYearThatIsNotAnnouncedIsSaidSo() {
    CalendarReport report = play(LocalDate.of(2026, 12, 31), 2, 1, 0, Rehearsed.HOLIDAYS);
    assertThat(report.unannounced()).containsExactly(2027);
    assertThat(new CalendarPrinter(Language.EN, Rehearsed.HOLIDAYS).summary(report))
        .contains("The days off of 2027 are not announced: workdays are Monday to Friday there.");
  }

  @Test
  void whatManyGroupsHearStandsOnce() {
    CalendarReport report = play(LocalDate.of(2026, 11, 2), 2, 3, 2, Rehearsed.HOLIDAYS);
    assertThat(report.spoken().stream().filter(one -> one.text().equals("早上好"))).hasSize(3);
    assertThat(report.spoken().stream().filter(one -> one.text().startsWith("欢迎"))).hasSize(12);
    assertThat(report.spoken().stream().filter(one -> one.text().startsWith("【签到】"))).hasSize(12);
    assertThat(report.busiest()).isPresent();
    assertThat(new CalendarPrinter(Language.ZH, Rehearsed.HOLIDAYS).print(report))
        .contains("  09:30  [3 个群] 群管家：早上好\n");
  }

  @Test
  void whoeverHasEnoughGetsWhatWasPlayed() {
    int[] asked = {0};
    CalendarReport report =
        CalendarPlay.of(
            Rehearsed.pack(),
            1,
            Holidays.NONE,
            new CalendarPlay.Asked("妈妈群", LocalDate.of(2026, 11, 2), 30, 1, 0, 0),
            () -> ++asked[0] > 3);
    assertThat(report.days()).isEqualTo(3);
  }

  @Test
  void thereIsAnEnd() {
    assertThatThrownBy(() -> new CalendarPlay.Asked("妈妈群", LocalDate.EPOCH, 1_000, 1_000, 0, 0))
        .hasMessageContaining("expected: together at most 40000");
  }
}
