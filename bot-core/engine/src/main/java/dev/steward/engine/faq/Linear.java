package dev.steward.engine.faq;

/**
 * A weighted sum through the logistic function.
 *
 * @param weights one for each figure
 * @param bias the sum when all figures are 0
 */
public record Linear(double[] weights, double bias) {
  /** The log odds. */
  public double sum(double[] figures) {
    if (figures.length != weights.length) {
      throw new IllegalArgumentException(
          "figures: " + figures.length + " (expected: " + weights.length + ")");
    }
    double sum = bias;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * figures[i];
    }
    return sum;
  }

  /** Between 0 and 1. */
  public static double logistic(double odds) {
    return 1 / (1 + Math.exp(-odds));
  }
}
