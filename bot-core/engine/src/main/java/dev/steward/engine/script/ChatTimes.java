package dev.steward.engine.script;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the clock's lines of a conversation, each seen from the moment before it. */
final class ChatTimes {
  private static final Pattern DATED =
      Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})[ t]+(\\d{1,2}):(\\d{2})");
  private static final Pattern TIMED = Pattern.compile("(.*?)\\s*(\\d{1,2}):(\\d{2})");
  private static final String CHINESE_DAYS = "一二三四五六日";
  private static final List<String> ENGLISH_DAYS =
      List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

  private ChatTimes() {}

  /**
   * What a line means: {@code 2026-11-02 09:00}, {@code 09:00} (the next), {@code +10m}, {@code 次日
   * 08:00}, {@code next day 08:00}, {@code 周六 10:00}, {@code Sat 10:00}. Empty when it can't be
   * read.
   */
  static Optional<Instant> read(String written, Instant now, ZoneId zone) {
    String line = written.strip().toLowerCase(Locale.ROOT).replace('：', ':').replace('＋', '+');
    if (line.startsWith("+")) {
      return Scalars.parseDuration(line.substring(1).strip().replace(" ", ""))
          .filter(step -> step.compareTo(Duration.ofDays(400)) <= 0)
          .map(now::plus);
    }
    Matcher dated = DATED.matcher(line);
    try {
      if (dated.matches()) {
        return Optional.of(
            LocalDateTime.of(
                    number(dated, 1),
                    number(dated, 2),
                    number(dated, 3),
                    number(dated, 4),
                    number(dated, 5))
                .atZone(zone)
                .toInstant());
      }
      Matcher timed = TIMED.matcher(line);
      return timed.matches()
          ? next(
              timed.group(1).strip(), LocalTime.of(number(timed, 2), number(timed, 3)), now, zone)
          : Optional.empty();
    } catch (DateTimeException noSuchTime) {
      return Optional.empty();
    }
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }

  private static Optional<Instant> next(String day, LocalTime at, Instant now, ZoneId zone) {
    ZonedDateTime here = now.atZone(zone);
    LocalDate today = here.toLocalDate();
    boolean past = !at.isAfter(here.toLocalTime());
    return switch (day) {
      case "" -> Optional.of(of(past ? today.plusDays(1) : today, at, zone));
      case "今天", "today" -> Optional.of(of(today, at, zone));
      case "次日", "第二天", "明天", "next day", "tomorrow" ->
          Optional.of(of(today.plusDays(1), at, zone));
      default ->
          weekday(day)
              .map(
                  wanted -> {
                    int ahead =
                        Math.floorMod(wanted.getValue() - today.getDayOfWeek().getValue(), 7);
                    return of(today.plusDays(ahead == 0 && past ? 7 : ahead), at, zone);
                  });
    };
  }

  private static Instant of(LocalDate day, LocalTime at, ZoneId zone) {
    return day.atTime(at).atZone(zone).toInstant();
  }

  private static Optional<DayOfWeek> weekday(String word) {
    String chinese = word.replaceFirst("^(周|星期|礼拜)", "").replace('天', '日');
    if (chinese.length() == 1 && !chinese.equals(word) && CHINESE_DAYS.contains(chinese)) {
      return Optional.of(DayOfWeek.of(CHINESE_DAYS.indexOf(chinese) + 1));
    }
    for (DayOfWeek day : DayOfWeek.values()) {
      String whole = day.name().toLowerCase(Locale.ROOT);
      if (word.equals(whole) || word.equals(ENGLISH_DAYS.get(day.getValue() - 1))) {
        return Optional.of(day);
      }
    }
    return Optional.empty();
  }
}
