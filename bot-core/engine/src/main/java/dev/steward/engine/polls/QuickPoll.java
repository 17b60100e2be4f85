package dev.steward.engine.polls;

import dev.steward.engine.script.Language;
import dev.steward.engine.script.Poll;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a poll on one line, as staff type it: {@code 题目 | 选项 | 选项}, with {@code 多选}, {@code 匿名},
 * {@code 随机}, {@code 2小时} among the parts; {@code 1-5}, {@code 0-10} or {@code 开放} in place of
 * options. Pure.
 *
 * @param question null when it can't be read
 * @param lasts how long it is open
 * @param problem what is wrong, in both languages; null when nothing is
 */
public record QuickPoll(@Nullable Question question, Duration lasts, @Nullable Trouble problem) {
  /** How long it is open when nothing else is said. */
  public static final Duration USUAL = Duration.ofHours(24);

  private static final int LONGEST_TITLE = 200;
  private static final int LONGEST_OPTION = 60;
  private static final int MOST_OPTIONS = 20;
  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(30);
  private static final Pattern LENGTH =
      Pattern.compile("([0-9]{1,4}) ?(m|min|minutes?|分钟|h|hours?|小时|d|days?|天)");

  private static final Set<String> SETTINGS =
      Set.of(
          "多选",
          "multi",
          "several",
          "匿名",
          "anonymous",
          "随机",
          "random",
          "开放",
          "open",
          "1-5",
          "1-5分",
          "0-10",
          "0-10分");

  /** What is wrong, and how to mend it. */
  public record Trouble(String zh, String en) {}

  /** What the parts say, while they are read. */
  private static final class Parts {
    final List<Poll.Option> options = new ArrayList<>();
    boolean several;
    boolean anonymous;
    boolean random;
    boolean open;
    @Nullable Integer low;
    int high;
    Duration lasts = USUAL;
  }

  /**
   * Reads what stands after the word {@code 投票}. One length of time says how long it is open;
   * several are what is asked about.
   */
  public static QuickPoll read(String line, Language language, ZoneId zone) {
    List<String> pieces = Stream.of(line.split("[|｜\\n]+", -1)).map(String::strip).toList();
    List<String> rest = pieces.stream().skip(1).filter(piece -> !piece.isEmpty()).toList();
    boolean lengths = rest.stream().filter(piece -> length(piece).matches()).count() > 1;
    List<String> options = new ArrayList<>();
    List<String> settings = new ArrayList<>();
    for (String piece : rest) {
      boolean length = length(piece).matches();
      (SETTINGS.contains(word(piece)) || (length && !lengths) ? settings : options).add(piece);
    }
    return of(pieces.getFirst(), options, settings, language, zone);
  }

  /**
   * The same when it is known which is which, as in a form: an option may then read like a setting.
   */
  public static QuickPoll of(
      String title, List<String> options, List<String> settings, Language language, ZoneId zone) {
    Parts parts = new Parts();
    for (String option : options) {
      parts.options.add(new Poll.Option(Integer.toString(parts.options.size() + 1), option));
    }
    settings.forEach(setting -> set(word(setting), parts));
    Optional<Trouble> trouble = trouble(title, parts);
    return trouble.isPresent()
        ? new QuickPoll(null, USUAL, trouble.get())
        : new QuickPoll(question(title, parts, language, zone), parts.lasts, null);
  }

  private static String word(String piece) {
    return piece.toLowerCase(Locale.ROOT);
  }

  private static Matcher length(String piece) {
    return LENGTH.matcher(word(piece));
  }

  /** Whether a form may give this as a setting. */
  public static boolean isSetting(String word) {
    return SETTINGS.contains(word) || length(word).matches();
  }

  private static void set(String word, Parts parts) {
    switch (word) {
      case "多选", "multi", "several" -> parts.several = true;
      case "匿名", "anonymous" -> parts.anonymous = true;
      case "随机", "random" -> parts.random = true;
      case "开放", "open" -> parts.open = true;
      case "1-5", "1-5分", "0-10", "0-10分" -> {
        parts.low = word.charAt(0) - '0';
        parts.high = word.startsWith("1") ? 5 : 10;
      }
      default -> {
        Matcher length = LENGTH.matcher(word);
        if (!length.matches()) {
          throw new IllegalArgumentException(word + " (expected: a setting of a poll)");
        }
        long count = Long.parseLong(length.group(1));
        parts.lasts =
            switch (length.group(2).charAt(0)) {
              case 'm', '分' -> Duration.ofMinutes(count);
              case 'd', '天' -> Duration.ofDays(count);
              default -> Duration.ofHours(count);
            };
      }
    }
  }

  private static Optional<Trouble> trouble(String title, Parts parts) {
    int options = parts.options.size();
    boolean chosen = !parts.open && parts.low == null;
    Set<String> seen = new HashSet<>();
    if (title.isEmpty() || title.codePointCount(0, title.length()) > LONGEST_TITLE) {
      return Optional.of(
          new Trouble(
              "题目要有 1 到 " + LONGEST_TITLE + " 个字。",
              "The question needs 1 to " + LONGEST_TITLE + " characters."));
    }
    if (chosen && (options < 2 || options > MOST_OPTIONS)) {
      return Optional.of(
          new Trouble(
              "选项要有 2 到 " + MOST_OPTIONS + " 个，用 | 隔开。例如：投票 下次聊什么 | 睡眠 | 辅食 | 2小时",
              "It needs 2 to "
                  + MOST_OPTIONS
                  + " options with | between them. For example: poll What next? | Sleep | Food | 2"
                  + " hours"));
    }
    if (!chosen && options > 0) {
      return Optional.of(
          new Trouble("打分和开放的题没有选项。", "A rating and an open question have no options."));
    }
    for (Poll.Option option : parts.options) {
      if (option.text().codePointCount(0, option.text().length()) > LONGEST_OPTION
          || !seen.add(BallotText.plain(option.text()))) {
        return Optional.of(
            new Trouble(
                "选项「" + option.text() + "」太长，或和别的一样。",
                "This option is too long, or reads like another: " + option.text()));
      }
    }
    if (parts.anonymous && parts.open) {
      return Optional.of(
          new Trouble(
              "匿名投票不能是开放的问题：文字会暴露是谁。",
              "An anonymous poll can't ask for words: they give people away."));
    }
    if (parts.anonymous && options > Poll.MOST_BUTTONS) {
      return Optional.of(
          new Trouble(
              "匿名投票最多 " + Poll.MOST_BUTTONS + " 个选项：再多就放不下按钮，打出来的字藏不住。",
              "An anonymous poll has at most "
                  + Poll.MOST_BUTTONS
                  + " options: more get no buttons, and what is typed is not secret."));
    }
    if (parts.lasts.compareTo(SHORTEST) < 0 || parts.lasts.compareTo(LONGEST) > 0) {
      return Optional.of(
          new Trouble("时长要在 1 分钟到 30 天之间。", "It can last from 1 minute to 30 days."));
    }
    return Optional.empty();
  }

  private static Question question(String title, Parts parts, Language language, ZoneId zone) {
    List<Poll.Option> options = parts.options;
    Poll.Type type =
        parts.open ? Poll.Type.OPEN : parts.several ? Poll.Type.MULTI : Poll.Type.SINGLE;
    Integer low = parts.low;
    if (low != null) {
      type = Poll.Type.RATING;
      for (int i = low; i <= parts.high; i++) {
        options.add(new Poll.Option(Integer.toString(i), Integer.toString(i)));
      }
    }
    return new Question(
        title,
        type,
        options,
        parts.random && low == null,
        1,
        type == Poll.Type.MULTI ? options.size() : 1,
        List.of(),
        parts.anonymous,
        false,
        !parts.anonymous,
        List.of(),
        "",
        language,
        zone,
        null,
        0,
        null,
        null);
  }
}
