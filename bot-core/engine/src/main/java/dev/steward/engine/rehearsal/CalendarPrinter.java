package dev.steward.engine.rehearsal;

import dev.steward.engine.schedule.Holidays;
import dev.steward.engine.script.Language;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Prints a stretch of calendar for people: day by day what is said and what is left out, each with
 * its script line; what is the same in many groups stands once.
 */
public final class CalendarPrinter {
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");
  private static final String BELOW = "         ";

  private final Language language;
  private final Holidays holidays;
  private final DateTimeFormatter day;

  public CalendarPrinter(Language language, Holidays holidays) {
    this.language = language;
    this.holidays = holidays;
    day =
        language == Language.ZH
            ? DateTimeFormatter.ofPattern("yyyy-MM-dd EEE", Locale.CHINA)
            : DateTimeFormatter.ofPattern("EEE yyyy-MM-dd", Locale.ENGLISH);
  }

  /** What is the same but for the group. */
  private record Same(
      String clock, Happening.Kind kind, String deed, String name, String text, String script) {}

  /** All days, and the summary. */
  public String print(CalendarReport report) {
    StringBuilder out = new StringBuilder();
    Map<LocalDate, List<Happening>> byDay = new LinkedHashMap<>();
    Stream.concat(report.said().stream(), report.skipped().stream())
        .sorted(Comparator.comparing(Happening::at))
        .forEach(
            one ->
                byDay
                    .computeIfAbsent(report.local(one).toLocalDate(), _ -> new ArrayList<>())
                    .add(one));
    for (int i = 0; i < report.days(); i++) {
      LocalDate date = report.from().plusDays(i);
      out.append(date.format(day)).append(unusual(date)).append('\n');
      List<Happening> today = byDay.getOrDefault(date, List.of());
      if (today.isEmpty()) {
        out.append(language.pick("  这天没有话说\n", "  nothing is said\n"));
      }
      day(report, today, out);
    }
    return out.append('\n').append(summary(report)).toString();
  }

  private String unusual(LocalDate date) {
    String off =
        CalendarReport.unusual(date, holidays)
            .map(
                works ->
                    works
                        ? language.pick("  调休上班", "  a make-up workday")
                        : language.pick("  放假", "  a day off"))
            .orElse("");
    return off;
  }

  private void day(CalendarReport report, List<Happening> today, StringBuilder out) {
    Map<Same, List<Happening>> groups = new LinkedHashMap<>();
    for (Happening one : today) {
      Same same =
          new Same(
              report.local(one).format(CLOCK),
              one.kind(),
              one.deed() == null ? one.verdict() : one.deed().name(),
              one.name(),
              one.text(),
              one.script());
      groups.computeIfAbsent(same, _ -> new ArrayList<>()).add(one);
    }
    groups.forEach((same, all) -> line(report, same, all, out));
  }

  private void line(CalendarReport report, Same same, List<Happening> all, StringBuilder out) {
    Happening one = all.getFirst();
    String where =
        report.groups() == 1 || one.room().isEmpty()
            ? ""
            : all.size() == 1
                ? "[" + one.room() + "] "
                : language.pick("[" + all.size() + " 个群] ", "[" + all.size() + " groups] ");
    out.append("  ").append(same.clock).append("  ").append(where);
    if (one.deed() == null) {
      out.append("· ");
    } else {
      List<String> lines = new ChatLines(language).of(one, one.room());
      for (int i = 0; i < lines.size(); i++) {
        out.append(i == 0 ? "" : BELOW).append(lines.get(i)).append('\n');
      }
      out.append(BELOW).append("↳ ");
    }
    out.append(one.script())
        .append(one.script().isEmpty() ? "" : " · ")
        .append(one.why(language))
        .append('\n');
  }

  /** What the days come to. */
  public String summary(CalendarReport report) {
    StringBuilder out = new StringBuilder();
    int said = report.spoken().size();
    String average = String.format(Locale.ROOT, "%.1f", report.perGroupAndDay());
    out.append(
        language.pick(
            report.days()
                + " 天，"
                + report.groups()
                + " 个群：一共说 "
                + said
                + " 条，平均每个群每天 "
                + average
                + " 条。\n",
            report.days()
                + " days, "
                + report.groups()
                + (report.groups() == 1 ? " group: " : " groups: ")
                + said
                + " messages, "
                + average
                + " a group and day.\n"));
    report
        .busiest()
        .ifPresent(
            hour ->
                out.append(
                    language.pick(
                        "最忙的一小时："
                            + hour.room()
                            + "，"
                            + hour.hour().atZone(report.zone()).format(day)
                            + " "
                            + hour.hour().atZone(report.zone()).format(CLOCK)
                            + " 起，"
                            + hour.messages()
                            + " 条。\n",
                        "Busiest hour: "
                            + hour.room()
                            + ", "
                            + hour.hour().atZone(report.zone()).format(day)
                            + " from "
                            + hour.hour().atZone(report.zone()).format(CLOCK)
                            + ", "
                            + hour.messages()
                            + (hour.messages() == 1 ? " message.\n" : " messages.\n"))));
    report
        .skips()
        .forEach(
            (why, count) ->
                out.append(
                    language.pick(
                        "没有说的：" + word(why) + " " + count + " 条。\n",
                        "Left out, " + word(why) + ": " + count + ".\n")));
    for (int year : report.unannounced()) {
      out.append(
          language.pick(
              year + " 年的放假安排没有公布：工作日按周一到周五算。\n",
              "The days off of "
                  + year
                  + " are not announced: workdays are Monday to Friday there.\n"));
    }
    return out.toString();
  }

  private String word(String verdict) {
    return switch (verdict) {
      case "skipped-quiet" -> language.pick("在安静的时间里", "within the quiet hours");
      case "skipped-talking" -> language.pick("群里正在聊", "people were talking");
      case "skipped-missed" -> language.pick("错过了时间", "too late");
      case "skipped-out-of-dates" -> language.pick("不在有效的日期里", "not within the dates");
      case "skipped-budget" -> language.pick("一天里说得够多了", "enough was said that day");
      case "skipped-pause" -> language.pick("刚刚说过一条", "too soon after another");
      case "skipped-nobody" -> language.pick("那天没有人入群", "nobody had joined");
      case "skipped-off" -> language.pick("这个群关掉了", "off in the group");
      case "skipped-not-asked" -> language.pick("不问这个群", "the group is not asked");
      case "skipped-observed" -> language.pick("群在观察", "the group is observed");
      case "skipped-paused" -> language.pick("暂停中", "paused");
      case "skipped-unable" -> language.pick("平台发不了私信", "no private messages there");
      case "capped" -> language.pick("一分钟里说得太多", "too many within a minute");
      default -> verdict.startsWith("skipped-") ? verdict.substring(8) : verdict;
    };
  }
}
