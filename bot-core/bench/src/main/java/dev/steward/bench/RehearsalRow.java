package dev.steward.bench;

import dev.steward.engine.rehearsal.CalendarPlay;
import dev.steward.engine.rehearsal.CalendarReport;
import dev.steward.engine.schedule.Holidays;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.PackReader;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Objects;

/**
 * A month of a hundred groups with the mother-and-baby pack, rehearsed: first only the calendar,
 * then with five newcomers and twenty check-ins a group and day.
 */
final class RehearsalRow {
  private static final LocalDate FROM = LocalDate.of(2026, 9, 15);

  private RehearsalRow() {}

  static void run() {
    Path scripts = Path.of(System.getProperty("scripts", "scripts"));
    Pack pack = Objects.requireNonNull(PackReader.read(scripts.resolve("mother-and-baby")).pack());
    row(pack, "30 days, 100 groups", new CalendarPlay.Asked(pack.title(), FROM, 30, 100, 0, 0));
    row(pack, "the same, full of life", new CalendarPlay.Asked(pack.title(), FROM, 30, 100, 5, 20));
  }

  private static void row(Pack pack, String name, CalendarPlay.Asked asked) {
    long start = System.nanoTime();
    CalendarReport report = CalendarPlay.of(pack, 1, Holidays.NONE, asked, () -> false);
    System.out.printf(
        "%-22s rehearsed in %.1f s, %d messages%n",
        name, Rig.seconds(start), report.spoken().size());
  }
}
