package dev.steward.engine.text;

import java.util.ArrayList;
import java.util.List;

/**
 * What an installation has learned of its own: texts that people said violate, and texts that they
 * said are fine. It adds to {@link TextModel}: each lesson moves the weights of what the text is
 * made of, and the more lessons contradict the starting model, the less that is trusted. As long as
 * there are few, ordinary talk is learned beside them, so that a harmless text somebody was banned
 * with makes no others look bad. Immutable; one for all lanes (one megabyte).
 */
public final class TextLessons {
  private static final int ROUNDS = 40;

  /** What is shorter says little by itself, unless people have judged very many texts. */
  private static final int FEW_LETTERS = 6;

  private static final int MANY = 1_000;

  /** How much more a lesson weighs than a line of ordinary talk, as long as there are few. */
  private static final int OFTEN = 4;

  /** Nothing was taught. */
  public static final TextLessons NONE = new TextLessons(List.of());

  private final int count;
  private final double trust;
  private final double bias;
  private final float[] weights;

  /** What the length of a text says by itself; nothing as long as there are few lessons. */
  private final double[] sizes = new double[TextFeatures.MOST_SIZES];

  /** A text, and what people said of it. */
  public record Lesson(String text, boolean violates) {}

  private TextLessons(List<Lesson> lessons) {
    count = lessons.size();
    weights = new float[count == 0 ? 0 : TextFeatures.SIZE];
    if (count == 0) {
      trust = 1;
      bias = 0;
      return;
    }
    TextModel known = TextModel.starting();
    TextFeatures features = new TextFeatures();
    FoldBuffer folded = new FoldBuffer();
    List<Lesson> all = new ArrayList<>(lessons);
    if (count < MANY) {
      for (int i = 1; i < OFTEN; i++) {
        all.addAll(lessons);
      }
      OrdinaryTalk.lines().forEach(line -> all.add(new Lesson(line, false)));
    }
    TextRegression learned = new TextRegression();
    learned.learn(
        all.stream()
            .map(
                lesson -> {
                  features.read(folded.fold(lesson.text));
                  return new TextRegression.Example(
                      features.all(),
                      count < MANY ? TextRegression.ANY_SIZE : features.size(),
                      known.logOdds(features),
                      lesson.violates);
                })
            .toList(),
        ROUNDS);
    for (int feature = 0; feature < weights.length; feature++) {
      weights[feature] = (float) learned.weight(feature);
    }
    for (int size = 0; size < sizes.length; size++) {
      sizes[size] = learned.size(size);
    }
    trust = learned.trust();
    bias = learned.bias();
  }

  /** Learns; about 0.1 ms a lesson. The same lessons in the same order teach the same. */
  public static TextLessons of(List<Lesson> lessons) {
    return lessons.isEmpty() ? NONE : new TextLessons(lessons);
  }

  /** How many lessons there were. */
  public int count() {
    return count;
  }

  int leastLetters() {
    return count < MANY ? FEW_LETTERS : 1;
  }

  /**
   * How likely a text violates, 0 to 1.
   *
   * @param known the log odds of the starting model
   */
  double likelihood(double known, TextFeatures features) {
    double sum = 0;
    int size = count == 0 ? 0 : features.count();
    for (int i = 0; i < size; i++) {
      sum += weights[features.get(i)];
    }
    double score =
        bias
            + sizes[features.size()]
            + trust * known
            + sum / Math.sqrt(Math.max(1, features.count()));
    return 1 / (1 + Math.exp(-score));
  }

  /** How far the starting model is trusted; 1 before there was any lesson. */
  double trust() {
    return trust;
  }

  double weight(int feature) {
    return count == 0 ? 0 : weights[feature];
  }
}
