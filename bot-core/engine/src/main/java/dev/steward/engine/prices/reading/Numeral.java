package dev.steward.engine.prices.reading;

import org.jspecify.annotations.Nullable;

/**
 * A number as written, whatever it counts. Amounts are in hundredths of a fen.
 *
 * @param start where it begins, with a sign of money before it
 * @param end where it ends, with a word of money behind it
 * @param coreStart where the number itself begins
 * @param coreEnd where the number itself ends
 * @param low the likeliest or lowest amount
 * @param high the highest amount, or -1
 * @param other another reading, or -1
 * @param fraction how many digits stand behind a decimal point
 * @param money what tells that it is money
 * @param arabic whether it begins with a digit
 * @param vague whether it is a range or approximate: 三十几, 100多, 80-90
 */
record Numeral(
    int start,
    int end,
    int coreStart,
    int coreEnd,
    long low,
    long high,
    long other,
    int fraction,
    Money money,
    boolean arabic,
    boolean vague) {
  /** One yuan. */
  static final long YUAN = 10_000;

  /** Nobody quotes more in a chat. */
  static final long MOST = 10_000_000 * YUAN;

  /** What tells that a number is money. */
  enum Money {
    /** Nothing: the words around must. */
    BARE,
    /** 3k, 1w2: a size that prices have, and other things. */
    SIZE,
    /** 米, which is also a metre. */
    METRE,
    /** A sign or word of Chinese money. */
    SURE,
    /** Money of other countries, identifiers, versions: never a price of ours. */
    NEVER
  }

  /** The number as a count of things, or -1. */
  int count() {
    return low % YUAN == 0 && low / YUAN <= 9999 && !vague && other < 0 && fraction == 0
        ? (int) (low / YUAN)
        : -1;
  }

  Numeral with(Money told) {
    return new Numeral(
        start, end, coreStart, coreEnd, low, high, other, fraction, told, arabic, vague);
  }

  /** The amounts of a range, 80-90, as one number; null if the two are no range. */
  static @Nullable Numeral range(Numeral first, Numeral second) {
    boolean rises =
        first.low() < second.low() && second.low() <= 3 * first.low() && !second.vague();
    if (!rises || first.vague() || first.other() >= 0 || second.other() >= 0) {
      return null;
    }
    Money told = first.money().compareTo(second.money()) > 0 ? first.money() : second.money();
    return new Numeral(
        first.start(),
        second.end(),
        first.coreStart(),
        second.coreEnd(),
        first.low(),
        second.low(),
        -1,
        first.fraction(),
        told,
        first.arabic(),
        true);
  }
}
