package dev.steward.bench;

import dev.steward.engine.faq.Linear;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Weighted logistic regression with a penalty on the weights: Newton's steps, solved by CG. */
final class Logistic {
  private final List<double[]> rows = new ArrayList<>();
  private final List<Double> targets = new ArrayList<>();
  private final List<Double> importance = new ArrayList<>();

  /** An example: 1 for yes. */
  void add(double[] figures, boolean yes, double weight) {
    rows.add(figures);
    targets.add(yes ? 1.0 : 0.0);
    importance.add(weight);
  }

  /**
   * Fits. With {@code even}, figures are brought to the same spread first, and the weights are
   * given for the figures as they are.
   */
  Linear fit(double penalty, boolean even) {
    int width = rows.getFirst().length;
    double[] mean = new double[width];
    double[] spread = new double[width];
    Arrays.fill(spread, 1);
    if (even) {
      spread(mean, spread);
    }
    double[][] x = new double[rows.size()][width + 1];
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < width; j++) {
        x[i][j] = (rows.get(i)[j] - mean[j]) / spread[j];
      }
      x[i][width] = 1;
    }
    double[] beta = new double[width + 1];
    for (int round = 0; round < 15; round++) {
      double[] slope = new double[x.length];
      double[] gradient = new double[width + 1];
      for (int i = 0; i < x.length; i++) {
        double p = Linear.logistic(dot(x[i], beta));
        slope[i] = importance.get(i) * p * (1 - p);
        add(gradient, x[i], importance.get(i) * (targets.get(i) - p));
      }
      for (int j = 0; j < width; j++) {
        gradient[j] -= penalty * beta[j];
      }
      double[] step = solve(x, slope, penalty, gradient);
      add(beta, step, 1);
      if (Math.sqrt(dot(step, step)) < 1e-4) {
        break;
      }
    }
    double[] weights = new double[width];
    double bias = beta[width];
    for (int j = 0; j < width; j++) {
      weights[j] = beta[j] / spread[j];
      bias -= weights[j] * mean[j];
    }
    return new Linear(weights, bias);
  }

  private void spread(double[] mean, double[] spread) {
    for (int j = 0; j < mean.length; j++) {
      double sum = 0;
      double squares = 0;
      for (double[] row : rows) {
        sum += row[j];
        squares += row[j] * row[j];
      }
      mean[j] = sum / rows.size();
      spread[j] = Math.sqrt(Math.max(0, squares / rows.size() - mean[j] * mean[j])) + 1e-6;
    }
  }

  private static double[] solve(double[][] x, double[] slope, double penalty, double[] right) {
    int width = right.length;
    double[] solution = new double[width];
    double[] rest = right.clone();
    double[] direction = rest.clone();
    double error = dot(rest, rest);
    for (int i = 0; i < 60 && error > 1e-10; i++) {
      double[] image = new double[width];
      for (int r = 0; r < x.length; r++) {
        add(image, x[r], slope[r] * dot(x[r], direction));
      }
      for (int j = 0; j < width; j++) {
        image[j] += (j == width - 1 ? 1e-6 : penalty) * direction[j];
      }
      double size = error / dot(direction, image);
      add(solution, direction, size);
      add(rest, image, -size);
      double next = dot(rest, rest);
      for (int j = 0; j < width; j++) {
        direction[j] = rest[j] + next / error * direction[j];
      }
      error = next;
    }
    return solution;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static void add(double[] to, double[] what, double times) {
    for (int i = 0; i < to.length; i++) {
      to[i] += times * what[i];
    }
  }
}
