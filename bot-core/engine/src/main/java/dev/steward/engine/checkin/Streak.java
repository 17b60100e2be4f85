package dev.steward.engine.checkin;

import java.util.List;

/**
 * A run of days in the ledger, up to today or yesterday: a streak is not broken before its day is
 * over.
 *
 * @param length in days; 0 when it is broken
 * @param start its first day, in days since 1970-01-01; meaningless when it is broken
 * @param longest the longest run that ever was
 * @param all how many days there are
 */
record Streak(int length, long start, int longest, int all) {
  /**
   * Counts from the ledger.
   *
   * @param days the days that count, latest first, none twice and none after {@code today}
   */
  static Streak of(List<Long> days, long today) {
    int run = 0;
    int longest = 0;
    int current = 0;
    long start = today;
    long expected = Long.MIN_VALUE;
    boolean first = true;
    for (long day : days) {
      if (day == expected) {
        run++;
      } else {
        first = expected == Long.MIN_VALUE;
        run = 1;
      }
      if (first && days.getFirst() >= today - 1) {
        current = run;
        start = day;
      }
      longest = Math.max(longest, run);
      expected = day - 1;
    }
    return new Streak(current, start, longest, days.size());
  }
}
