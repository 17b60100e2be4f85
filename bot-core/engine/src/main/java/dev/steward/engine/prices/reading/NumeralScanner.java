package dev.steward.engine.prices.reading;

import dev.steward.engine.prices.reading.Numeral.Money;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the numbers of a line, in digits and in characters, from left to right. */
final class NumeralScanner {
  private static final Words SIGNS = Words.of("¥ rmb cny");
  private static final Words TO = Words.of("- ~ – — － 到 至 --");

  private NumeralScanner() {}

  static List<Numeral> scan(Line line) {
    List<Numeral> numerals = new ArrayList<>();
    int p = 0;
    while (p < line.length()) {
      int past = address(line, p);
      if (past > p) {
        p = past;
        continue;
      }
      Numeral numeral = at(line, p);
      if (numeral == null) {
        p++;
        continue;
      }
      numeral = widened(line, numeral);
      numerals.add(numeral);
      p = numeral.end();
    }
    return numerals;
  }

  /** The number that begins here, with its sign; null if there is none. */
  private static @Nullable Numeral at(Line line, int start) {
    int sign = line.letter(start - 1) ? 0 : SIGNS.startingAt(line, start);
    int place = sign > 0 ? line.skipSpaces(start + sign) : start;
    Core core = ArabicDigits.at(line, place, sign > 0);
    if (core == null) {
      core = ChineseDigits.at(line, place);
    }
    if (core == null || core.end() == place) {
      return null;
    }
    Numeral numeral = MoneyTail.read(line, start, core, sign > 0);
    char before = line.at(start - 1);
    return before == '$' || before == '€' || before == '£' ? numeral.with(Money.NEVER) : numeral;
  }

  /** 80-90, 80到90块: one number that is a range. */
  private static Numeral widened(Line line, Numeral first) {
    int to = TO.startingAt(line, first.end());
    if (to == 0 || line.at(first.coreStart()) == '0') {
      return first;
    }
    Numeral second = at(line, first.end() + to);
    if (second == null || second.money() == Money.NEVER || second.end() <= first.end() + to) {
      return first;
    }
    if (line.at(first.end()) == '-' && telephone(line, first, second)) {
      return first;
    }
    Numeral range = Numeral.range(first, second);
    return range == null ? first : range;
  }

  /** 555-1234: digits without money that are longer behind the dash, more than twice as much. */
  private static boolean telephone(Line line, Numeral first, Numeral second) {
    boolean bare = first.money() == Money.BARE && second.money() == Money.BARE;
    int digits = first.coreEnd() - first.coreStart();
    return bare
        && digits >= 3
        && second.coreEnd() - second.coreStart() > digits
        && second.low() > 2 * first.low()
        && line.at(second.coreEnd() - 1) != '0'
        && line.at(second.coreEnd() - 1) != '9';
  }

  /** Where a web address that begins here ends; the place itself if none does. */
  private static int address(Line line, int start) {
    if (!line.is(start, "http") && !line.is(start, "www.")) {
      return start;
    }
    int end = start;
    while (line.at(end) > ' ' && line.at(end) < 0x7F) {
      end++;
    }
    return end;
  }
}
