package dev.steward.engine.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.engine.schedule.Holidays;
import dev.steward.engine.script.Language;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.PackFiles;
import dev.steward.engine.script.PackReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
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

  private static Pack pack(String file, String text) {
    return Objects.requireNonNull(
        PackReader.read(
                PackFiles.of(
                    "mama",
                    Map.of(
                        "pack.yaml",
                        "title: 妈妈群\n".getBytes(StandardCharsets.UTF_8),
                        file,
                        text.getBytes(StandardCharsets.UTF_8))))
            .pack());
  }

  /** They were the same people in all groups, and had had their message of the day. */
  @Test
  void newcomersOfEachGroupArePeopleOfTheirOwn() {
    CalendarReport report =
        CalendarPlay.of(
            pack("topics.yaml", "topics: {hi: {at: 入群当天 21:30, privately: true, say: 欢迎}}\n"),
            1,
            Holidays.NONE,
            new CalendarPlay.Asked("妈妈群", LocalDate.of(2026, 11, 2), 2, 10, 3, 0),
            () -> false);
    assertThat(report.skips()).doesNotContainKey("skipped-budget");
    assertThat(report.said().stream().filter(one -> one.text().equals("欢迎"))).hasSize(60);
  }

  /** The group had no label, and its own poll was not for it. */
  @Test
  void aGroupIsAskedByItsLabel() {
    Pack pack =
        pack(
            "polls/next.yaml",
            """
            title: 下次聊什么
            type: single
            groups: [上海一群]
            opens: 每天 20:00
            closes: 2h
            options: {sleep: 睡整觉, food: 加辅食}
            """);
    CalendarReport ours =
        CalendarPlay.of(
            pack,
            1,
            Holidays.NONE,
            new CalendarPlay.Asked("上海一群", LocalDate.of(2026, 11, 2), 1, 1, 0, 0),
            () -> false);
    assertThat(ours.skips()).doesNotContainKey("skipped-not-asked");
    assertThat(ours.said()).anyMatch(one -> one.text().contains("下次聊什么"));
    CalendarReport others =
        CalendarPlay.of(
            pack,
            1,
            Holidays.NONE,
            new CalendarPlay.Asked("北京一群", LocalDate.of(2026, 11, 2), 1, 1, 0, 0),
            () -> false);
    assertThat(others.skips()).containsKey("skipped-not-asked");
  }

  @Test
  void thereIsAnEnd() {
    assertThatThrownBy(() -> new CalendarPlay.Asked("妈妈群", LocalDate.EPOCH, 1_000, 1_000, 0, 0))
        .hasMessageContaining("expected: together at most 40000");
  }
}
