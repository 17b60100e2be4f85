package dev.steward.engine.text;

import java.util.Arrays;

/**
 * Finds the clauses of a text, one after the other, that speak most for something by themselves: an
 * advert between harmless sentences. Not thread-safe: one per lane.
 */
final class TextParts {
  /** An ideograph says about as much as three letters or digits. */
  private static final int IDEOGRAPH = 3;

  /** A part is so long at least, in letters: less means too little by itself. */
  private static final int FEW = 24;

  /** And about so long at most. */
  private static final int MANY = 180;

  /** Marks between clauses that are nearer than this part none: they may be disguise. */
  private static final int NEAR = 12;

  /** So many parts are told of. */
  static final int BEST = 3;

  /** Where so many letters come without a mark, a part may begin or end all the same. */
  private static final int STRETCH = 60;

  /** Where each clause begins, in folded chars; one more for the end. */
  private int[] begins = new int[64];

  private int[] letters = new int[64];
  private double[] sums = new double[64];
  private int[] runs = new int[64];
  private int count;

  /** Where the best parts begin and end, the best first, and what they speak for it. */
  private final int[] bestBegins = new int[BEST];

  private final int[] bestEnds = new int[BEST];
  private final double[] best = new double[BEST];

  /** What a run of characters speaks for it. */
  interface Weight {
    double of(int feature);
  }

  /**
   * Looks for it; about 10 ns for each run of characters.
   *
   * @param features what was read of all that was folded
   * @return whether there are several clauses
   */
  boolean find(FoldBuffer folded, TextFeatures features, Weight weight) {
    clauses(folded, features.begin(), features.end());
    if (count < 2) {
      return false;
    }
    Arrays.fill(best, Double.NEGATIVE_INFINITY);
    weigh(features, weight);
    for (int first = 0; first < count; first++) {
      double sum = 0;
      int said = 0;
      int number = 0;
      for (int last = first; last < count - (first == 0 ? 1 : 0) && said < MANY; last++) {
        sum += sums[last];
        said += letters[last];
        number += runs[last];
        double score = sum / Math.sqrt(Math.max(1, number));
        if (said >= FEW && score > best[BEST - 1]) {
          insert(score, begins[first], begins[last + 1]);
        }
      }
    }
    return true;
  }

  private void insert(double score, int begin, int end) {
    int at = BEST - 1;
    for (; at > 0 && best[at - 1] < score; at--) {
      best[at] = best[at - 1];
      bestBegins[at] = bestBegins[at - 1];
      bestEnds[at] = bestEnds[at - 1];
    }
    best[at] = score;
    bestBegins[at] = begin;
    bestEnds[at] = end;
  }

  /**
   * What one of the best parts speaks for it, about, by the measure of {@link TextModel#logOdds}
   * but for what is known of any text; minus infinity when there is none.
   */
  double score(int which) {
    return best[which];
  }

  /** Where it begins, in folded chars. */
  int begin(int which) {
    return bestBegins[which];
  }

  /** Where it ends, exclusive. */
  int end(int which) {
    return bestEnds[which];
  }

  private void clauses(FoldBuffer folded, int from, int to) {
    count = 0;
    begins[0] = from;
    int said = 0;
    for (int i = from; i < to; i++) {
      byte kind = CharClass.of(folded.chars[i]);
      said += kind == CharClass.OTHER ? IDEOGRAPH : kind < CharClass.SEPARATOR ? 1 : 0;
      if (said >= STRETCH || (said >= NEAR && kind >= CharClass.SOFT_SEPARATOR)) {
        close(i + 1, said);
        said = 0;
      }
    }
    if (said > 0) {
      close(to, said);
    } else {
      begins[count] = to;
    }
  }

  private void close(int end, int said) {
    letters[count++] = said;
    if (count == begins.length) {
      begins = Arrays.copyOf(begins, 2 * count);
      letters = Arrays.copyOf(letters, 2 * count);
      sums = new double[2 * count];
      runs = new int[2 * count];
    }
    begins[count] = end;
  }

  /** A run belongs to the clause where it begins. Both streams come in order. */
  private void weigh(TextFeatures features, Weight weight) {
    Arrays.fill(sums, 0, count, 0);
    Arrays.fill(runs, 0, count, 0);
    int clause = 0;
    for (int i = 0; i < features.runCount(); i++) {
      int at = features.runAt(i);
      if (at < begins[clause]) {
        clause = 0;
      }
      while (clause < count - 1 && at >= begins[clause + 1]) {
        clause++;
      }
      sums[clause] += weight.of(features.run(i));
      runs[clause]++;
    }
  }
}
