package dev.steward.engine.script;

import dev.steward.engine.script.Ladder.Sanction;
import dev.steward.engine.script.Ladder.Step;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What staff order by hand, in the words of ladders: {@code 禁言 10m 刷屏}. A mute without a length
 * lasts ten minutes, a bare number means minutes; too short or too long becomes the nearest that is
 * possible.
 *
 * @param step never {@code NONE}
 * @param reason what follows, as it was written; may be empty
 */
public record StaffOrder(Step step, String reason) {
  private static final Duration USUAL = Duration.ofMinutes(10);
  private static final int MOST_REASON = 200;
  private static final String NUMERALS = "一二三四五六七八九十";

  /** A number, perhaps a unit, and what parts it from the reason. */
  private static final Pattern LENGTH =
      Pattern.compile(
          "(?:for\\s+)?([0-9]{1,5}|[一二两三四五六七八九十半])[\\s\\p{Z}]*个?[\\s\\p{Z}]*"
              + "(秒钟?|分钟?|小时|钟头|天|日|周|星期|seconds?|secs?|minutes?|mins?|hours?|hrs?|days?"
              + "|weeks?|[smhdw](?![a-z]))?(?=$|[\\s\\p{Z}\\p{P}])[\\s\\p{Z}，,：:;；]*",
          Pattern.CASE_INSENSITIVE);

  /** Reads an order; empty when the text does not begin with one of its words. */
  public static Optional<StaffOrder> read(String text) {
    String written = text.strip();
    int end = 0;
    while (end < written.length()
        && !Character.isSpaceChar(written.charAt(end))
        && !Character.isWhitespace(written.charAt(end))
        && (NUMERALS + "半两，,：:").indexOf(written.charAt(end)) < 0
        && !Character.isDigit(written.charAt(end))) {
      end++;
    }
    Sanction sanction =
        Vocabulary.SANCTIONS.get(written.substring(0, end).toLowerCase(Locale.ROOT));
    if (sanction == null || sanction == Sanction.NONE) {
      return Optional.empty();
    }
    String rest = written.substring(end).replaceFirst("^[\\s\\p{Z}，,：:]+", "").strip();
    return Optional.of(
        sanction == Sanction.MUTE
            ? mute(rest)
            : new StaffOrder(new Step(sanction, Duration.ZERO), shortened(rest)));
  }

  private static StaffOrder mute(String rest) {
    Matcher said = LENGTH.matcher(rest);
    if (!said.lookingAt()) {
      return new StaffOrder(new Step(Sanction.MUTE, USUAL), shortened(rest));
    }
    String number = said.group(1);
    Duration unit = unit(said.group(2) == null ? "m" : said.group(2).toLowerCase(Locale.ROOT));
    Duration length = number.equals("半") ? unit.dividedBy(2) : unit.multipliedBy(amount(number));
    return new StaffOrder(
        new Step(Sanction.MUTE, LadderReader.possible(length)),
        shortened(rest.substring(said.end()).strip()));
  }

  private static long amount(String number) {
    int numeral = NUMERALS.indexOf(number);
    return numeral >= 0 ? numeral + 1 : number.equals("两") ? 2 : Long.parseLong(number);
  }

  private static Duration unit(String unit) {
    return switch (unit.charAt(0)) {
      case 's', '秒' -> Duration.ofSeconds(1);
      case 'h', '小', '钟' -> Duration.ofHours(1);
      case 'd', '天', '日' -> Duration.ofDays(1);
      case 'w', '周', '星' -> Duration.ofDays(7);
      default -> Duration.ofMinutes(1);
    };
  }

  private static String shortened(String reason) {
    return reason.codePointCount(0, reason.length()) <= MOST_REASON
        ? reason
        : reason.substring(0, reason.offsetByCodePoints(0, MOST_REASON));
  }
}
