package dev.steward.engine.faq;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One question against all entries: scores, and what they tell about the best of them. */
final class Comparison {
  private static final float WORDS = 0.022f;
  private static final float CLOSER = 4;

  private final String plain;
  private final List<String> texts;
  private final boolean[] allowed;
  private final WordIndex.Scores words;
  private final @Nullable Meaning meaning;
  private final MeaningIndex.@Nullable Nearness near;
  private final float[] total;
  private MeaningIndex.@Nullable Closer[] closer;

  Comparison(
      String plain,
      List<String> texts,
      boolean[] allowed,
      WordIndex.Scores words,
      @Nullable Meaning meaning,
      MeaningIndex.@Nullable Nearness near) {
    this.plain = plain;
    this.texts = texts;
    this.allowed = allowed;
    this.words = words;
    this.meaning = meaning;
    this.near = near;
    total = new float[allowed.length];
    closer = new MeaningIndex.@Nullable Closer[allowed.length];
    for (int i = 0; i < total.length; i++) {
      total[i] =
          near == null
              ? words.both()[i] + words.question()[i] / 2
              : near.question()[i]
                  + near.answer()[i]
                  + near.both()[i]
                  + WORDS * (words.question()[i] + words.answer()[i]);
    }
  }

  private int[] best(int most) {
    return IntStream.range(0, total.length)
        .filter(i -> allowed[i])
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -total[i]))
        .limit(most)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** Compares the best few piece by piece. */
  void look(int most, MeaningIndex meanings, Meaning of) {
    MeaningIndex.Sought sought = meanings.sought(of);
    for (int i : best(most)) {
      MeaningIndex.Closer look = meanings.look(sought, i);
      closer[i] = look;
      total[i] += CLOSER * look.all();
    }
  }

  Ranking ranking(List<Entry> entries) {
    List<Ranking.Candidate> candidates =
        Arrays.stream(best(8))
            .mapToObj(i -> new Ranking.Candidate(entries.get(i), total[i]))
            .toList();
    double[] phrasing = Phrasing.of(plain);
    if (candidates.isEmpty()) {
      return new Ranking(plain, List.of(), new double[0], phrasing, whole());
    }
    return new Ranking(plain, candidates, evidence(best(1)[0]), phrasing, whole());
  }

  private float[] whole() {
    return meaning == null ? new float[0] : meaning.whole();
  }

  /** What speaks for the best entry, in a fixed order that the gate was trained on. */
  private double[] evidence(int top) {
    Figures figures = new Figures();
    figures.add(total[top], margin(total, top));
    figures.add(words.both()[top], margin(words.both(), top));
    figures.add(words.question()[top], margin(words.question(), top));
    figures.add(words.answer()[top], margin(words.answer(), top));
    figures.add(
        words.both()[top] / words.most(),
        words.question()[top] / words.most(),
        margin(words.both(), top) / words.most());
    figures.add(Math.log1p(plain.length()), 1.0 / (1 + plain.length()));
    figures.add(AskedFor.of(plain, texts.get(top)));
    if (near != null) {
      figures.add(near.question()[top], margin(near.question(), top));
      figures.add(near.answer()[top], margin(near.answer(), top));
      figures.add(near.both()[top], margin(near.both(), top));
    }
    MeaningIndex.Closer look = closer[top];
    if (look != null) {
      figures.add(look.all(), closerMargin(closer, top, look.all()));
      figures.add(look.least(), look.quarter(), look.half(), look.spread(), look.same());
    }
    return figures.toArray();
  }

  private static double closerMargin(MeaningIndex.@Nullable Closer[] all, int top, double best) {
    double second = 0;
    for (int i = 0; i < all.length; i++) {
      MeaningIndex.Closer other = all[i];
      if (i != top && other != null) {
        second = Math.max(second, other.all());
      }
    }
    return best - second;
  }

  /** How far the best is ahead of every other; negative if another is ahead by this measure. */
  private double margin(float[] scores, int top) {
    float second = 0;
    for (int i = 0; i < scores.length; i++) {
      if (i != top && allowed[i]) {
        second = Math.max(second, scores[i]);
      }
    }
    return scores[top] - second;
  }

  private static final class Figures {
    private double[] values = new double[48];
    private int count;

    void add(double... more) {
      System.arraycopy(more, 0, values, count, more.length);
      count += more.length;
    }

    double[] toArray() {
      return Arrays.copyOf(values, count);
    }
  }
}
