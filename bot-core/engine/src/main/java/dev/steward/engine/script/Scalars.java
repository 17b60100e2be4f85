package dev.steward.engine.script;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads single values: yes and no, numbers, durations, times, names. */
final class Scalars {
  static final Pattern ID = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}_-]{0,39}");
  private static final Pattern DURATION_PART =
      Pattern.compile("\\s*([0-9]{1,6})\\s*(秒钟|秒|分钟|分|小时|天|周|[smhdw])");
  private static final Pattern RANGE =
      Pattern.compile("([0-9]{1,2}):([0-9]{2})\\s*-\\s*([0-9]{1,2}):([0-9]{2})");
  private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  private static final Pattern TIME = Pattern.compile("([01]?[0-9]|2[0-3]):([0-5][0-9])");
  private static final Set<String> YES = Set.of("是", "yes", "on", "y", "对", "开", "要", "1");
  private static final Set<String> NO = Set.of("否", "no", "off", "n", "不", "关", "不要", "0");

  private final Problems problems;

  Scalars(Problems problems) {
    this.problems = problems;
  }

  @Nullable Boolean flag(YamlNode.Text text) {
    String value = text.value().strip().toLowerCase(Locale.ROOT);
    if (text.plain() && (value.equals("true") || value.equals("false"))) {
      return Boolean.valueOf(value);
    }
    String meant =
        YES.contains(value) || value.equals("true") ? "true" : NO.contains(value) ? "false" : "";
    if (meant.isEmpty() && value.equals("false")) {
      meant = "false";
    }
    problems.error(
        text.mark(),
        "not-true-or-false",
        Both.of(
            "「" + text.value() + "」不行，这里只能写 true（是）或 false（否）",
            text.value() + " (expected: true or false)"),
        meant.isEmpty()
            ? Both.of("写 true 或 false", "write true or false")
            : Both.of("改成 " + meant + "（不加引号）", "write " + meant + " (without quotes)"));
    return null;
  }

  @Nullable Integer number(YamlNode.Text text, int least, int most) {
    if (text.plain() && text.value().matches("[0-9]{1,9}")) {
      int number = Integer.parseInt(text.value());
      if (number >= least && number <= most) {
        return number;
      }
    }
    if (!Expected.punctuation(problems, text)) {
      problems.error(
          text.mark(),
          "bad-number",
          Both.of(
              "「" + text.value() + "」不行，这里要 " + least + " 到 " + most + " 的整数",
              text.value() + " (expected: a whole number from " + least + " to " + most + ")"),
          Both.of("只写数字，不加引号和单位", "write digits only, without quotes or unit"));
    }
    return null;
  }

  @Nullable Duration duration(YamlNode.Text text, Duration least, Duration most) {
    Duration duration = parseDuration(text.value()).orElse(null);
    if (duration == null) {
      boolean bare = text.value().matches("[0-9]{1,6}");
      problems.error(
          text.mark(),
          "bad-duration",
          Both.of(
              bare ? "「" + text.value() + "」后面少了单位" : "「" + text.value() + "」不是时长",
              bare
                  ? text.value() + ": the unit is missing"
                  : text.value() + " (expected: a length of time)"),
          bare
              ? Both.of("例如 " + text.value() + "m（分钟）", "such as " + text.value() + "m (minutes)")
              : Both.of(
                  "写成 30s、10m、2h、30d，或 30秒、10分钟、2小时、30天", "write it like 30s, 10m, 2h or 30d"));
      return null;
    }
    if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
      problems.error(
          text.mark(),
          "bad-duration",
          Both.of(
              "「" + text.value() + "」太" + (duration.compareTo(least) < 0 ? "短" : "长"),
              text.value() + ": too " + (duration.compareTo(least) < 0 ? "short" : "long")),
          Both.of(
              "要在 " + Wording.ZH.length(least) + "到 " + Wording.ZH.length(most) + "之间",
              "from " + Wording.EN.length(least) + " to " + Wording.EN.length(most)));
      return null;
    }
    return duration;
  }

  /** Reads {@code 10m}, {@code 1小时30分钟} and the like. */
  static Optional<Duration> parseDuration(String text) {
    Matcher part = DURATION_PART.matcher(text);
    Duration sum = Duration.ZERO;
    int end = 0;
    while (end < text.length() && part.find(end) && part.start() == end) {
      long amount = Long.parseLong(part.group(1));
      sum =
          sum.plus(
              switch (part.group(2)) {
                case "s", "秒", "秒钟" -> Duration.ofSeconds(amount);
                case "m", "分", "分钟" -> Duration.ofMinutes(amount);
                case "h", "小时" -> Duration.ofHours(amount);
                case "d", "天" -> Duration.ofDays(amount);
                default -> Duration.ofDays(7 * amount);
              });
      end = part.end();
    }
    return end == text.length() && end > 0 ? Optional.of(sum) : Optional.empty();
  }

  Condition.@Nullable Between between(YamlNode.Text text) {
    Matcher range = RANGE.matcher(text.value().strip());
    if (range.matches()) {
      int[] n = new int[4];
      for (int i = 0; i < 4; i++) {
        n[i] = Integer.parseInt(range.group(i + 1));
      }
      if (n[0] < 24 && n[1] < 60 && n[2] < 24 && n[3] < 60) {
        return new Condition.Between(LocalTime.of(n[0], n[1]), LocalTime.of(n[2], n[3]));
      }
    }
    if (!Expected.punctuation(problems, text)) {
      problems.error(
          text.mark(),
          "bad-time",
          Both.of("「" + text.value() + "」不是一段时间", text.value() + " (expected: two times of day)"),
          Both.of("写成 22:00-08:00", "write it like 22:00-08:00"));
    }
    return null;
  }

  /** A time of day such as {@code 04:00}. */
  @Nullable LocalTime time(YamlNode.Text text) {
    Matcher time = TIME.matcher(text.value().strip());
    if (time.matches()) {
      return LocalTime.of(Integer.parseInt(time.group(1)), Integer.parseInt(time.group(2)));
    }
    if (!Expected.punctuation(problems, text)) {
      problems.error(
          text.mark(),
          "bad-time",
          Both.of("「" + text.value() + "」不是一天里的时间", text.value() + " (expected: a time of day)"),
          Both.of("写成 04:00", "write it like 04:00"));
    }
    return null;
  }

  /** A day such as {@code 2026-12-01}. */
  @Nullable LocalDate date(YamlNode.Text text) {
    if (DATE.matcher(text.value().strip()).matches()) {
      try {
        return LocalDate.parse(text.value().strip());
      } catch (DateTimeException noSuchDay) {
        // said below
      }
    }
    if (!Expected.punctuation(problems, text)) {
      problems.error(
          text.mark(),
          "bad-date",
          Both.of("「" + text.value() + "」不是日期", text.value() + " (expected: a date)"),
          Both.of("写成 2026-12-01", "write it like 2026-12-01"));
    }
    return null;
  }

  @Nullable ZoneId zone(YamlNode.Text text) {
    Set<String> zones = ZoneId.getAvailableZoneIds();
    if (zones.contains(text.value()) && text.value().contains("/")) {
      return ZoneId.of(text.value());
    }
    Optional<String> near = Nearest.of(text.value(), zones);
    problems.error(
        text.mark(),
        "bad-zone",
        Both.of("没有「" + text.value() + "」这个时区", "no such time zone: " + text.value()),
        Both.of(
            near.map(z -> "是不是想写 " + z + "？").orElse("中国大陆写 Asia/Shanghai"),
            near.map(z -> "did you mean " + z + "?")
                .orElse("such as Asia/Shanghai or Europe/London")));
    return null;
  }

  /**
   * One of several words, each of which may be written in both languages.
   *
   * @param words what may be written, with its meaning; only {@code shown} are proposed
   */
  <T> @Nullable T choice(YamlNode.Text text, Map<String, T> words, Collection<String> shown) {
    T meaning = words.get(text.value());
    if (meaning == null && !Expected.punctuation(problems, text)) {
      problems.error(
          text.mark(),
          "unknown-word",
          Both.of("这里不能写「" + text.value() + "」", text.value() + " is not possible here"),
          Nearest.mend(text.value(), shown));
    }
    return meaning;
  }

  /** A name that the pack gives to one of its parts; true when it is fit. */
  boolean id(YamlNode.Text text) {
    if (ID.matcher(text.value()).matches()) {
      return true;
    }
    if (!Expected.punctuation(problems, text)) {
      problems.error(
          text.mark(),
          "bad-name",
          Both.of("「" + text.value() + "」不能做名字", "this can't be a name: " + text.value()),
          Both.of(
              "只用文字、数字和 -，最多 40 个字，例如 no-ads",
              "letters, digits and - only, at most 40, such as no-ads"));
    }
    return false;
  }
}
