package dev.steward.engine.polls;

/**
 * Where the true value lies with 95 % certainty, if those who voted stand for all.
 *
 * @param low the lower end
 * @param high the upper end
 */
public record Interval(double low, double high) {
  private static final double Z = 1.959964;

  /**
   * Wilson's interval of a share: it stays within 0 and 1, and is wide for few.
   *
   * @param hits of {@code n}
   */
  public static Interval wilson(long hits, long n) {
    if (n <= 0 || hits < 0 || hits > n) {
      throw new IllegalArgumentException(hits + " of " + n + " (expected: 0 to n, of 1 or more)");
    }
    double share = (double) hits / n;
    double squared = Z * Z;
    double scale = 1 + squared / n;
    double middle = share + squared / (2 * n);
    double half = Z * Math.sqrt(share * (1 - share) / n + squared / (4.0 * n * n));
    double low = hits == 0 ? 0 : (middle - half) / scale;
    double high = hits == n ? 1 : (middle + half) / scale;
    return new Interval(low, high);
  }

  /**
   * The interval of a mean, by the spread of what was said.
   *
   * @param variance of one answer
   */
  static Interval ofMean(double mean, double variance, long n, double least, double most) {
    double half = Z * Math.sqrt(variance / n);
    return new Interval(Math.max(least, mean - half), Math.min(most, mean + half));
  }

  /** Whether nothing lies in both. */
  boolean apart(Interval other) {
    return low > other.high || other.low > high;
  }
}
