package dev.steward.engine.faq;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * Says how sure it is that the best entry answers the question: first whether somebody asks the
 * brand something at all, then whether that entry tells what was asked. The weights are trained
 * (see bot-core/bench/faq/README.md) and lie in {@code gate-*.json} beside this class. Immutable.
 *
 * @param name of its file
 * @param asks tells a question to the brand from talk, by phrasing and meaning
 * @param answers tells whether the best entry answers, by evidence and {@code asks}
 * @param unprompted how sure to be before answering when nobody spoke to Steward
 * @param addressed the same when somebody did
 */
public record Gate(String name, Linear asks, Linear answers, double unprompted, double addressed) {
  /** Meaning counts as much as this many cues. */
  private static final double WHOLE = 4;

  /** The gate for what is compared by words alone. */
  static final Gate WORDS = load("words");

  /** The gate for entries in a language, compared by meaning or by words alone. */
  static Gate of(List<Entry> entries, boolean meanings) {
    if (!meanings) {
      return WORDS;
    }
    boolean answers = entries.stream().anyMatch(entry -> !entry.answer().isEmpty());
    return load(
        switch (Tongue.of(entries)) {
          case ZH -> answers || entries.isEmpty() ? "zh" : "zh-questions";
          case EN -> "en";
        });
  }

  private static Gate load(String name) {
    String file = "gate-" + name + ".json";
    try (InputStream stream = Gate.class.getResourceAsStream(file)) {
      if (stream == null) {
        throw new IllegalStateException("class path: without " + file + " (expected: the gate)");
      }
      return JsonMapper.shared().readValue(stream, Gate.class);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": " + e.getMessage(), e);
    }
  }

  /** What {@link #asks} looks at. */
  public static double[] asking(Ranking ranking) {
    double[] phrasing = ranking.phrasing();
    float[] whole = ranking.whole();
    double[] figures = new double[phrasing.length + whole.length];
    System.arraycopy(phrasing, 0, figures, 0, phrasing.length);
    for (int i = 0; i < whole.length; i++) {
      figures[phrasing.length + i] = WHOLE * whole[i];
    }
    return figures;
  }

  /** What {@link #answers} looks at. */
  public static double[] answering(Ranking ranking, double asks) {
    double[] figures = new double[ranking.evidence().length + 1];
    System.arraycopy(ranking.evidence(), 0, figures, 0, ranking.evidence().length);
    figures[figures.length - 1] = asks;
    return figures;
  }

  /** How likely somebody asks the brand something at all: between 0 and 1. */
  public double asks(Ranking ranking) {
    return ranking.plain().isEmpty() ? 0 : Linear.logistic(asks.sum(asking(ranking)));
  }

  /** How sure it is that the first candidate answers: between 0 and 1. */
  public double sure(Ranking ranking) {
    if (ranking.candidates().isEmpty() || ranking.plain().isEmpty()) {
      return 0;
    }
    return Linear.logistic(answers.sum(answering(ranking, asks.sum(asking(ranking)))));
  }
}
