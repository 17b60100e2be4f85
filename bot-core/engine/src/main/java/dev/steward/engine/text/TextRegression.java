package dev.steward.engine.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * A logistic regression over {@link TextFeatures} that learns example by example (AdaGrad), the
 * same to the bit each time. What is known already may be given with each example as log odds; how
 * far that is to be trusted is learned as well.
 */
final class TextRegression {
  static final int ANY_SIZE = -1;
  private static final double RATE = 0.1;

  /** The same for what a size says by itself; there are few of them, and each is in many texts. */
  private static final double SIZE_RATE = 0.2;

  /** What is left of each weight in a step: against words that stand in one message only. */
  private static final double DECAY = 1e-6;

  /** How much slower the trust in what is known changes. */
  private static final double TRUST_RATE = 0.04;

  private static final double NEARLY_NOTHING = 1e-8;

  private final double[] weights = new double[TextFeatures.SIZE];
  private final double[] squares = new double[TextFeatures.SIZE];
  private final double[] sizes = new double[TextFeatures.MOST_SIZES];
  private final double[] sizeSquares = new double[TextFeatures.MOST_SIZES];
  private double bias;
  private double biasSquares = NEARLY_NOTHING;
  private double trust = 1;
  private double trustSquares = NEARLY_NOTHING;

  /**
   * A text.
   *
   * @param features its features
   * @param size how long it is, or {@link #ANY_SIZE} when that is not to say anything
   * @param known log odds that it is wanted, as known before; 0 when nothing is
   */
  record Example(int[] features, int size, double known, boolean wanted) {}

  /** Learns from all examples, several times, in an order of its own. */
  void learn(List<Example> examples, int rounds) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(20261127);
    List<Example> shuffled = new ArrayList<>(examples);
    for (int round = 0; round < rounds; round++) {
      Collections.shuffle(shuffled, random);
      shuffled.forEach(this::step);
    }
  }

  private void step(Example example) {
    double scale = 1 / Math.sqrt(Math.max(1, example.features.length));
    double score = bias + trust * example.known + size(example.size);
    for (int feature : example.features) {
      score += weights[feature] * scale;
    }
    double error = 1 / (1 + StrictMath.exp(-score)) - (example.wanted ? 1 : 0);
    for (int feature : example.features) {
      double slope = error * scale + DECAY * weights[feature];
      squares[feature] += slope * slope;
      weights[feature] -= RATE * slope / Math.sqrt(squares[feature] + NEARLY_NOTHING);
    }
    biasSquares += error * error;
    bias -= RATE * error / Math.sqrt(biasSquares);
    if (example.size != ANY_SIZE) {
      sizeSquares[example.size] += error * error;
      sizes[example.size] -=
          SIZE_RATE * error / Math.sqrt(sizeSquares[example.size] + NEARLY_NOTHING);
    }
    double slope = error * example.known;
    trustSquares += slope * slope;
    trust -= TRUST_RATE * slope / Math.sqrt(trustSquares + NEARLY_NOTHING);
  }

  double weight(int feature) {
    return weights[feature];
  }

  /** How much a size speaks for it. */
  double size(int size) {
    return size == ANY_SIZE ? 0 : sizes[size];
  }

  double bias() {
    return bias;
  }

  double trust() {
    return trust;
  }
}
