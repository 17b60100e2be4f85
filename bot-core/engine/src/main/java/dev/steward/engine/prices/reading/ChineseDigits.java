package dev.steward.engine.prices.reading;

import org.jspecify.annotations.Nullable;

/**
 * Numbers in characters, as they are spoken: 一百零九, 两百五 (250, or 205), 五六十, 十七八, 三十几, 一九九, and mixed
 * ones, 2百6.
 */
final class ChineseDigits {
  private static final long YUAN = Numeral.YUAN;
  private static final Words ABOUT = Words.of("百来 百把 百十来 百十 百八十 千把 千来 千八百");

  /** A price has no more digits when they are spelt; a telephone number has. */
  private static final int MOST_SPELT = 5;

  private final Line line;
  private final int start;
  private int p;
  private long low;
  private long high;
  private int pending = -1;
  private int pendingHigh = -1;
  private long unit;
  private boolean zero;
  private boolean vague;
  private long other = -1;

  private ChineseDigits(Line line, int start) {
    this.line = line;
    this.start = start;
    p = start;
  }

  /** The value of a digit in characters, 0 to 9; 10 for 几; -1 for anything else. */
  static int digit(char c) {
    return switch (c) {
      case '零', '〇' -> 0;
      case '一', '壹', '幺' -> 1;
      case '二', '两', '贰' -> 2;
      case '三', '叁' -> 3;
      case '四', '肆' -> 4;
      case '五', '伍' -> 5;
      case '六', '陆' -> 6;
      case '七', '柒' -> 7;
      case '八', '捌' -> 8;
      case '九', '玖' -> 9;
      case '几' -> 10;
      default -> -1;
    };
  }

  private static long unit(char c) {
    return switch (c) {
      case '十', '拾' -> 10;
      case '百', '佰' -> 100;
      case '千', '仟' -> 1000;
      case '万' -> 10_000;
      default -> 0;
    };
  }

  /** The number in characters that begins here, or null. */
  static @Nullable Core at(Line line, int start) {
    char c = line.at(start);
    if (digit(c) < 0 && c != '十' && c != '拾') {
      return c == '百' || c == '千' ? about(line, start) : null;
    }
    if (digit(c) >= 0 && digit(line.at(start + 1)) >= 0 && digit(line.at(start + 2)) >= 0) {
      Core spelt = spelt(line, start);
      if (spelt != null) {
        return spelt;
      }
    }
    return new ChineseDigits(line, start).read();
  }

  /** Digits of the other kind before 百, 千 or 万: 2百6, 3千5百. */
  static Core mixed(Line line, Core digits) {
    ChineseDigits reading = new ChineseDigits(line, digits.start());
    reading.p = digits.end();
    reading.pending = (int) (digits.low() / YUAN);
    reading.pendingHigh = reading.pending;
    Core core = reading.read();
    return new Core(
        core.start(),
        core.end(),
        core.low(),
        core.high(),
        core.other(),
        0,
        true,
        core.vague(),
        digits.name());
  }

  static boolean unitAt(Line line, int place) {
    return unit(line.at(place)) >= 100;
  }

  /** 百来块, 千把块: about a hundred, about a thousand. */
  private static @Nullable Core about(Line line, int start) {
    int length = ABOUT.startingAt(line, start);
    if (length == 0 || !MoneyWords.yuan(line, start + length)) {
      return null;
    }
    long low = (line.at(start) == '百' ? 100 : 1000) * YUAN;
    return new Core(start, start + length, low, -1, -1, 0, false, true, false);
  }

  /** Digit after digit without units: 一九九, 二三九. Two alone are a range, 七八, many a name. */
  private static @Nullable Core spelt(Line line, int start) {
    long value = 0;
    int p = start;
    while (digit(line.at(p)) >= 0 && digit(line.at(p)) < 10 && line.at(p) != '两') {
      value = p - start < MOST_SPELT ? value * 10 + digit(line.at(p)) : value;
      p++;
    }
    if (p - start > MOST_SPELT) {
      return new Core(start, p, 0, -1, -1, 0, false, false, true);
    }
    boolean whole = p - start >= 3 && unit(line.at(p)) == 0 && digit(line.at(p)) < 0;
    return whole && digit(line.at(start)) > 0
        ? new Core(start, p, value * YUAN, -1, -1, 0, false, false, false)
        : null;
  }

  private Core read() {
    while (step()) {
      p++;
    }
    finish();
    return new Core(
        start,
        p,
        low * YUAN,
        vague ? high * YUAN : -1,
        other < 0 ? -1 : other * YUAN,
        0,
        false,
        vague,
        false);
  }

  /** Takes one character in, or says that the number has ended. */
  private boolean step() {
    char c = line.at(p);
    long next = unit(c);
    if (next > 0) {
      return unit(next);
    }
    int digit = digit(c);
    if (digit < 0 && line.digit(p) && unit > 0 && pending < 0 && !line.digit(p + 1)) {
      digit = c - '0';
    }
    if (digit < 0) {
      return false;
    }
    if (digit == 0) {
      zero = pending < 0 && unit >= 100;
      return zero;
    }
    if (pending < 0) {
      return first(digit);
    }
    return second(digit);
  }

  private boolean unit(long next) {
    if (next == 10_000) {
      if (low + Math.max(0, pending) == 0 || low >= 10_000) {
        return false;
      }
      low = (low + Math.max(0, pending)) * next;
      high = (high + Math.max(0, pendingHigh)) * next;
    } else {
      if (pending < 0 && (next > 10 || (unit > 0 && unit <= 10))) {
        return false;
      }
      if (pending >= 0 && unit > 0 && next >= unit && unit != 10_000) {
        return false;
      }
      low += (pending < 0 ? 1 : pending) * next;
      high += (pending < 0 ? 1 : pendingHigh) * next;
    }
    unit = next;
    pending = -1;
    pendingHigh = -1;
    zero = false;
    return true;
  }

  private boolean first(int digit) {
    if (unit > 0 && unit(line.at(p + 1)) == 0 && Units.counts(line, p + 1)) {
      return false; // 一百两盒: the last digit counts the boxes
    }
    if (digit == 10) {
      boolean leads = unit == 0;
      if (leads ? unit(line.at(p + 1)) == 0 : unit > 10) {
        return false;
      }
      vague = true;
      pending = leads ? 2 : 0;
      pendingHigh = 9;
      return true;
    }
    pending = digit;
    pendingHigh = digit;
    return true;
  }

  /** A second digit at the same place makes a range: 五六十, 三五百. */
  private boolean second(int digit) {
    boolean follows = digit == pending + 1 || (pending == 3 && digit == 5);
    char after = line.at(p + 1);
    boolean goesOn = unit(after) > 0 || MoneyWords.yuan(line, p + 1) || after == '毛';
    if (!follows
        || pendingHigh != pending
        || zero
        || !(goesOn || (unit > 0 && line.at(p) != '两' && !Units.follow(line, p + 1)))) {
      return false;
    }
    vague = true;
    pendingHigh = digit;
    return true;
  }

  /** A digit left over is the next lower place, or the ones: 两百五 is 250, or 205. */
  private void finish() {
    if (pending < 0) {
      return;
    }
    long place = unit >= 100 && !zero ? unit / 10 : 1;
    if (place > 1 && unit < 10_000 && pending == pendingHigh) {
      other = low + pending;
    }
    low += pending * place;
    high += pendingHigh * place;
  }
}
