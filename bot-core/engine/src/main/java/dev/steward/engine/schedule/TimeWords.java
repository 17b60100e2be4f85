package dev.steward.engine.schedule;

import java.text.ParseException;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.quartz.CronExpression;

/**
 * Reads times as a manager writes them: {@code 每天 08:00}, {@code 每周二 19:00}, {@code 周二、周四 19:00},
 * {@code 工作日 09:30}, {@code 休息日 10:00}, {@code 每月1号 20:00}, {@code 入群第3天 19:00}, {@code 2026-12-12
 * 20:00}, {@code every Tue 19:00}, {@code weekdays 09:30}, {@code 3 days after joining 19:00},
 * {@code cron 0 0 19 ? * TUE}. 入群第3天 counts the day of joining as the first.
 */
public final class TimeWords {
  private static final Pattern TIMED = Pattern.compile("(.*?)\\s*([01]?\\d|2[0-3])[:：]([0-5]\\d)");
  private static final Pattern DATE = Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})");
  private static final Pattern MONTHLY =
      Pattern.compile(
          "(?:每月\\s*(\\d{1,2})\\s*[号日]|monthly(?: on)?(?: the)? (\\d{1,2})(?:st|nd|rd|th)?)");
  private static final Pattern DAY_OF_MEMBERSHIP =
      Pattern.compile("(?:入群|进群|加入)第\\s*(\\d{1,3}|[一二三四五六七八九十])\\s*天|day (\\d{1,3}) of membership");
  private static final Pattern DAYS_AFTER_JOINING =
      Pattern.compile("(?:入群|进群|加入)后?\\s*(\\d{1,3})\\s*天后?|(\\d{1,3}) days? after joining");
  private static final String CHINESE_NUMBERS = "一二三四五六七八九十";
  private static final int LONGEST_AFTER_JOINING = 366;
  private static final Pattern SEPARATOR = Pattern.compile("\\s*[、,，/]\\s*|\\s+and\\s+|和");
  private static final String CHINESE_DAYS = "一二三四五六日";
  private static final List<String> ENGLISH_DAYS =
      List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

  private TimeWords() {}

  /** What it means; empty when it can't be read. */
  public static Optional<Timetable> read(String text) {
    String plain = text.strip().toLowerCase(Locale.ROOT);
    if (plain.startsWith("cron ")) {
      String expression = text.strip().substring(5).strip();
      return CronExpression.isValidExpression(expression)
          ? Optional.of(new Timetable.Cron(expression))
          : Optional.empty();
    }
    Matcher timed = TIMED.matcher(plain);
    if (!timed.matches()) {
      return Optional.empty();
    }
    LocalTime at = LocalTime.of(Integer.parseInt(timed.group(2)), Integer.parseInt(timed.group(3)));
    return days(timed.group(1).strip(), at);
  }

  private static Optional<Timetable> days(String days, LocalTime at) {
    switch (days) {
      case "每天", "每日", "天天", "every day", "daily" -> {
        return Optional.of(new Timetable.Weekly(EnumSet.allOf(DayOfWeek.class), at));
      }
      case "工作日", "每个工作日", "workdays", "weekdays", "every weekday", "every workday" -> {
        return Optional.of(new Timetable.Workdays(true, at));
      }
      case "休息日", "节假日", "days off", "every day off" -> {
        return Optional.of(new Timetable.Workdays(false, at));
      }
      case "周末", "每周末", "每个周末", "weekends", "every weekend" -> {
        return Optional.of(new Timetable.Weekly(Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY), at));
      }
      default -> {}
    }
    Matcher date = DATE.matcher(days);
    if (date.matches()) {
      return once(date, at);
    }
    Matcher month = MONTHLY.matcher(days);
    if (month.matches()) {
      int day = Integer.parseInt(month.group(1) == null ? month.group(2) : month.group(1));
      return day >= 1 && day <= 31 ? Optional.of(new Timetable.Monthly(day, at)) : Optional.empty();
    }
    Optional<Timetable> joining = afterJoining(days, at);
    return joining.isPresent() ? joining : weekly(days, at);
  }

  private static Optional<Timetable> afterJoining(String days, LocalTime at) {
    if (days.equals("入群当天") || days.equals("the day of joining")) {
      return Optional.of(new Timetable.AfterJoining(0, at));
    }
    Matcher membership = DAY_OF_MEMBERSHIP.matcher(days);
    if (membership.matches()) {
      return Optional.of(number(membership) - 1)
          .filter(day -> day >= 0 && day <= LONGEST_AFTER_JOINING)
          .map(day -> new Timetable.AfterJoining(day, at));
    }
    Matcher after = DAYS_AFTER_JOINING.matcher(days);
    return after.matches()
        ? Optional.of(number(after))
            .filter(day -> day <= LONGEST_AFTER_JOINING)
            .map(day -> new Timetable.AfterJoining(day, at))
        : Optional.empty();
  }

  private static int number(Matcher matcher) {
    String digits = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    int chinese = CHINESE_NUMBERS.indexOf(digits);
    return chinese >= 0 ? chinese + 1 : Integer.parseInt(digits);
  }

  private static Optional<Timetable> once(Matcher date, LocalTime at) {
    try {
      return Optional.of(
          new Timetable.Once(
              LocalDate.of(
                      Integer.parseInt(date.group(1)),
                      Integer.parseInt(date.group(2)),
                      Integer.parseInt(date.group(3)))
                  .atTime(at)));
    } catch (DateTimeException noSuchDay) {
      return Optional.empty();
    }
  }

  private static Optional<Timetable> weekly(String days, LocalTime at) {
    Set<DayOfWeek> all = EnumSet.noneOf(DayOfWeek.class);
    for (String part : SEPARATOR.split(days, -1)) {
      Optional<DayOfWeek> day = day(part.strip());
      if (day.isEmpty()) {
        return Optional.empty();
      }
      all.add(day.get());
    }
    return Optional.of(new Timetable.Weekly(all, at));
  }

  private static Optional<DayOfWeek> day(String word) {
    String chinese = word.replaceFirst("^每", "").replaceFirst("^(周|星期|礼拜)", "").replace('天', '日');
    if (chinese.length() == 1 && CHINESE_DAYS.contains(chinese) && !word.equals(chinese)) {
      return Optional.of(DayOfWeek.of(CHINESE_DAYS.indexOf(chinese) + 1));
    }
    if (chinese.length() == 1 && CHINESE_DAYS.contains(chinese)) {
      // 周一、三、五: the week is said once.
      return Optional.of(DayOfWeek.of(CHINESE_DAYS.indexOf(chinese) + 1));
    }
    String english = word.replaceFirst("^every\\s+", "").replaceFirst("s$", "");
    for (DayOfWeek day : DayOfWeek.values()) {
      String whole = day.name().toLowerCase(Locale.ROOT);
      if (english.equals(whole) || english.equals(ENGLISH_DAYS.get(day.getValue() - 1))) {
        return Optional.of(day);
      }
    }
    return Optional.empty();
  }

  static CronExpression cron(String expression) {
    try {
      return new CronExpression(expression);
    } catch (ParseException e) {
      throw new IllegalArgumentException("cron: '" + expression + "' (expected: Quartz's form)", e);
    }
  }
}
