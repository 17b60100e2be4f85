package dev.steward.engine.prices.reading;

/**
 * The digits of a number, before its words of money are looked at; amounts as in {@link Numeral}.
 *
 * @param name whether it can only be a name or an identifier: 0518, 1.2.3, twelve digits
 */
record Core(
    int start,
    int end,
    long low,
    long high,
    long other,
    int fraction,
    boolean arabic,
    boolean vague,
    boolean name) {
  Core upTo(int newEnd, long newHigh) {
    return new Core(start, newEnd, low, newHigh, other, fraction, arabic, true, name);
  }

  Core times(long factor, int newEnd) {
    return new Core(
        start,
        newEnd,
        low * factor,
        high < 0 ? high : high * factor,
        other < 0 ? other : other * factor,
        0,
        arabic,
        vague,
        name);
  }

  Core plus(long more, int newEnd) {
    return new Core(start, newEnd, low + more, high, other, fraction, arabic, vague, name);
  }
}
