package dev.steward.engine.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Makes a model of texts by logistic regression (AdaGrad), the same to the bit each time. */
final class TextTrainer {
  private static final int ROUNDS = 15;
  private static final double RATE = 0.1;

  /** What is left of each weight in a step: against words that stand in one message only. */
  private static final double DECAY = 1e-6;

  private final TextFeatures features = new TextFeatures();
  private final FoldBuffer folded = new FoldBuffer();
  private final List<String> kinds;
  private final List<Example> examples = new ArrayList<>();

  /** A text by its features; its kind is -1 when it is of none. */
  private record Example(int[] features, int kind) {}

  TextTrainer(List<String> kinds) {
    this.kinds = kinds;
  }

  /** Takes an example; the kind is empty when it is of none. */
  void add(String text, String kind) {
    features.read(folded.fold(text));
    int[] all = new int[features.count()];
    for (int i = 0; i < all.length; i++) {
      all[i] = features.get(i);
    }
    examples.add(new Example(all, kind.isEmpty() ? -1 : kinds.indexOf(kind)));
  }

  TextModel train() {
    Line any = new Line();
    any.learn(examples, example -> example.kind >= 0);
    List<Example> some = examples.stream().filter(example -> example.kind >= 0).toList();
    List<Line> lines = new ArrayList<>();
    for (int kind = 0; kind < kinds.size(); kind++) {
      int wanted = kind;
      Line line = new Line();
      line.learn(some, example -> example.kind == wanted);
      lines.add(line);
    }
    double most = any.most();
    for (Line line : lines) {
      most = Math.max(most, line.most());
    }
    float step = (float) (most / 127);
    byte[] which = new byte[TextFeatures.SIZE * kinds.size()];
    float[] biases = new float[kinds.size()];
    for (int kind = 0; kind < kinds.size(); kind++) {
      biases[kind] = (float) lines.get(kind).bias;
      byte[] bytes = lines.get(kind).bytes(step);
      for (int i = 0; i < bytes.length; i++) {
        which[i * kinds.size() + kind] = bytes[i];
      }
    }
    return new TextModel(kinds, step, (float) any.bias, any.bytes(step), biases, which);
  }

  /** Whether an example is what a line is to find. */
  private interface Wanted {
    boolean is(Example example);
  }

  /** One logistic regression. */
  private static final class Line {
    private final double[] weights = new double[TextFeatures.SIZE];
    private final double[] squares = new double[TextFeatures.SIZE];
    private double bias;
    private double biasSquares = 1e-8;

    void learn(List<Example> examples, Wanted wanted) {
      Random random = new Random(20261127);
      List<Example> shuffled = new ArrayList<>(examples);
      for (int round = 0; round < ROUNDS; round++) {
        Collections.shuffle(shuffled, random);
        shuffled.forEach(example -> step(example, wanted.is(example)));
      }
    }

    private void step(Example example, boolean wanted) {
      double scale = 1 / Math.sqrt(Math.max(1, example.features.length));
      double score = bias;
      for (int feature : example.features) {
        score += weights[feature] * scale;
      }
      double error = 1 / (1 + StrictMath.exp(-score)) - (wanted ? 1 : 0);
      for (int feature : example.features) {
        double slope = error * scale + DECAY * weights[feature];
        squares[feature] += slope * slope;
        weights[feature] -= RATE * slope / Math.sqrt(squares[feature] + 1e-8);
      }
      biasSquares += error * error;
      bias -= RATE * error / Math.sqrt(biasSquares);
    }

    double most() {
      double most = 0;
      for (double weight : weights) {
        most = Math.max(most, Math.abs(weight));
      }
      return most;
    }

    byte[] bytes(float step) {
      byte[] bytes = new byte[weights.length];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) Math.round(weights[i] / step);
      }
      return bytes;
    }
  }
}
