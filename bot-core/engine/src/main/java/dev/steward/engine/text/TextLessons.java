package dev.steward.engine.text;

import java.util.ArrayList;
import java.util.List;

/**
 * What an installation has learned of its own: texts that people said violate, and texts that they
 * said are fine. It adds to {@link TextModel}: each lesson moves the weights of what the text is
 * made of, and the more lessons contradict the starting model, the less that is trusted. Unless
 * many of both sorts were judged, ordinary talk is learned beside them, so that a harmless text
 * somebody was banned with makes no others look bad. Immutable; one for all lanes (one megabyte).
 */
public final class TextLessons {
  private static final int ROUNDS = 40;

  /** What is shorter says little by itself, unless people have judged many texts. */
  private static final int FEW_LETTERS = 3;

  private static final int MANY_OF_EACH = 500;

  /** How much more a lesson weighs than a line of ordinary talk, as long as there are few. */
  private static final int OFTEN = 4;

  private static final int FEW = 1_000;

  /** However many violate, ordinary talk is learned so often at most. */
  private static final int MOST_TALK = 20;

  /** Nothing was taught. */
  public static final TextLessons NONE = new TextLessons(List.of());

  private final int count;

  /** Whether so many texts of both sorts were judged that they tell by themselves what is usual. */
  private final boolean many;

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
      many = false;
      trust = 1;
      bias = 0;
      return;
    }
    TextModel known = TextModel.starting();
    TextFeatures features = new TextFeatures();
    FoldBuffer folded = new FoldBuffer();
    long violating = lessons.stream().filter(Lesson::violates).count();
    many = Math.min(violating, count - violating) >= MANY_OF_EACH;
    List<Lesson> all = many ? lessons : besideOrdinaryTalk(lessons, violating);
    TextRegression learned = new TextRegression();
    learned.learn(
        all.stream()
            .map(
                lesson -> {
                  features.read(folded.fold(lesson.text));
                  return new TextRegression.Example(
                      features.all(),
                      many ? features.size() : TextRegression.ANY_SIZE,
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

  /** Staff see what rules hit, and nearly all of that violates: it says nothing of all else. */
  private static List<Lesson> besideOrdinaryTalk(List<Lesson> lessons, long violating) {
    int times = lessons.size() < FEW ? OFTEN : 1;
    List<Lesson> talk = OrdinaryTalk.lines().stream().map(line -> new Lesson(line, false)).toList();
    List<Lesson> all = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      all.addAll(lessons);
    }
    for (long i = 0; i < Math.clamp(times * violating / talk.size(), 1, MOST_TALK); i++) {
      all.addAll(talk);
    }
    return all;
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
    return many ? 1 : FEW_LETTERS;
  }

  /**
   * How likely a text violates, as the logarithm of odds.
   *
   * @param known the log odds of the starting model
   */
  double logOdds(double known, TextFeatures features) {
    double sum = 0;
    int size = count == 0 ? 0 : features.count();
    for (int i = 0; i < size; i++) {
      sum += weights[features.get(i)];
    }
    return bias
        + sizes[features.size()]
        + trust * known
        + sum / Math.sqrt(Math.max(1, features.count()));
  }

  /** The same of a text of which nothing is known. */
  double bias(TextModel known) {
    return bias + trust * known.bias();
  }

  /** How far the starting model is trusted; 1 before there was any lesson. */
  double trust() {
    return trust;
  }

  double weight(int feature) {
    return count == 0 ? 0 : weights[feature];
  }
}
