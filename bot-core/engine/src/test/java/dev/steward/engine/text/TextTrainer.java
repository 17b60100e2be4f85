package dev.steward.engine.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Makes a model of texts by logistic regression, the same to the bit each time. */
final class TextTrainer {
  private static final int ROUNDS = 15;
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
    int[] all = features.read(folded.fold(text)).all();
    examples.add(new Example(all, kind.isEmpty() ? -1 : kinds.indexOf(kind)));
  }

  TextModel train() {
    TextRegression any = learned(examples, example -> example.kind >= 0);
    List<Example> some = examples.stream().filter(example -> example.kind >= 0).toList();
    List<TextRegression> lines = new ArrayList<>();
    for (int kind = 0; kind < kinds.size(); kind++) {
      int wanted = kind;
      lines.add(learned(some, example -> example.kind == wanted));
    }
    double most = most(any);
    for (TextRegression line : lines) {
      most = Math.max(most, most(line));
    }
    float step = (float) (most / 127);
    byte[] which = new byte[TextFeatures.SIZE * kinds.size()];
    float[] biases = new float[kinds.size()];
    for (int kind = 0; kind < kinds.size(); kind++) {
      biases[kind] = (float) lines.get(kind).bias();
      byte[] bytes = bytes(lines.get(kind), step);
      for (int i = 0; i < bytes.length; i++) {
        which[i * kinds.size() + kind] = bytes[i];
      }
    }
    return new TextModel(kinds, step, (float) any.bias(), bytes(any, step), biases, which);
  }

  private static TextRegression learned(List<Example> examples, Predicate<Example> wanted) {
    TextRegression line = new TextRegression();
    line.learn(
        examples.stream()
            .map(
                example ->
                    new TextRegression.Example(
                        example.features, TextRegression.ANY_SIZE, 0, wanted.test(example)))
            .toList(),
        ROUNDS);
    return line;
  }

  private static double most(TextRegression line) {
    double most = 0;
    for (int feature = 0; feature < TextFeatures.SIZE; feature++) {
      most = Math.max(most, Math.abs(line.weight(feature)));
    }
    return most;
  }

  private static byte[] bytes(TextRegression line, float step) {
    byte[] bytes = new byte[TextFeatures.SIZE];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Math.round(line.weight(i) / step);
    }
    return bytes;
  }
}
