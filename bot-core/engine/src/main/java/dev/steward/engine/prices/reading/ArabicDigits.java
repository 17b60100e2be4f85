package dev.steward.engine.prices.reading;

import org.jspecify.annotations.Nullable;

/** Numbers in digits: 1,299.00, 89。9, 9点9元. */
final class ArabicDigits {
  private static final int MOST_DIGITS = 7;

  private ArabicDigits() {}

  /** The number that begins at a digit. */
  static Core read(Line line, int start, boolean signed) {
    int end = digits(line, start);
    long whole = value(line, start, end);
    int grouped = groups(line, start, end, signed);
    if (grouped > end) {
      for (int p = end; p < grouped; p += 4) {
        whole = whole * 1000 + value(line, p + 1, p + 4);
      }
      end = grouped;
    }
    boolean name =
        end - start > MOST_DIGITS + 2
            || whole < 0
            || (line.at(start) == '0' && digits(line, start) - start > 1);
    int point = end;
    int last = fraction(line, point);
    int places = Math.max(0, last - point - 1);
    if (places == 0) {
      return new Core(start, end, whole * Numeral.YUAN, -1, -1, 0, true, false, name);
    }
    boolean version = line.at(last) == '.' && line.digit(last + 1);
    if (places > 4 || version) {
      int past = last;
      while (line.digit(past) || (line.at(past) == '.' && line.digit(past + 1))) {
        past++;
      }
      return new Core(start, past, 0, -1, -1, 0, true, false, true);
    }
    long part = value(line, point + 1, last);
    for (int i = places; i < 4; i++) {
      part *= 10;
    }
    return new Core(start, last, whole * Numeral.YUAN + part, -1, -1, places, true, false, name);
  }

  static int digits(Line line, int start) {
    int end = start;
    while (line.digit(end)) {
      end++;
    }
    return end;
  }

  /** The value of some digits, or -1 if there are too many. */
  static long value(Line line, int start, int end) {
    if (end - start > MOST_DIGITS) {
      return -1;
    }
    long value = 0;
    for (int i = start; i < end; i++) {
      value = value * 10 + line.at(i) - '0';
    }
    return value;
  }

  /** The end of the groups of three behind the first digits: 239,219 may be two prices. */
  private static int groups(Line line, int start, int first, boolean signed) {
    int end = first;
    int groups = 0;
    while (line.at(end) == ','
        && digits(line, end + 1) == end + 4
        && end - start < MOST_DIGITS
        && first - start <= 3) {
      end += 4;
      groups++;
    }
    boolean cents = line.at(end) == '.' && line.digit(end + 1);
    boolean sure =
        first - start == 1 || signed || cents || groups > 1 || MoneyWords.yuan(line, end);
    return groups > 0 && sure ? end : first;
  }

  /** The end of a fraction whose point stands here; the place itself if there is none. */
  private static int fraction(Line line, int point) {
    int end = digits(line, point + 1);
    int places = end - point - 1;
    return switch (line.at(point)) {
      case '.' -> places > 0 ? end : point;
      case '。', '·' ->
          places > 0 && places <= 2 && !Units.follow(line, end) && line.at(end) != '.'
              ? end
              : point;
      case '点' ->
          places > 0 && places <= 2 && (MoneyWords.yuan(line, end) || line.is(end, "包邮"))
              ? end
              : point;
      default -> point;
    };
  }

  /** A number in digits that begins at a place, or null. */
  static @Nullable Core at(Line line, int place, boolean signed) {
    return line.digit(place) ? read(line, place, signed) : null;
  }
}
