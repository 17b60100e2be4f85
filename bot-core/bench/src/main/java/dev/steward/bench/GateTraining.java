package dev.steward.bench;

import dev.steward.engine.faq.BgeEmbedder;
import dev.steward.engine.faq.Embedder;
import dev.steward.engine.faq.Entry;
import dev.steward.engine.faq.FaqIndex;
import dev.steward.engine.faq.Gate;
import dev.steward.engine.faq.Labelled;
import dev.steward.engine.faq.LabelledFiles;
import dev.steward.engine.faq.Linear;
import dev.steward.engine.faq.Ranking;
import dev.steward.engine.faq.Score;
import dev.steward.engine.faq.Tongue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Trains the gate of the answers, and measures it on questions that it was not trained on: {@code
 * GateTraining zh|en|words OUT.json [--talk FILE]... KB QUERIES [KB QUERIES]...}. See
 * bot-core/bench/faq/README.md.
 */
public final class GateTraining {
  private static final int FOLDS = 10;
  private static final double ASKS_PENALTY = 10;
  private static final double ANSWERS_PENALTY = 15;
  private static final double TAKEN_AWAY = 0.1;
  private static final double TALK = 0.15;

  private final List<Example> examples = new ArrayList<>();
  private final Random random = new Random(20);

  private GateTraining() {}

  /** Trains and writes the gate. */
  public static void main(String[] arguments) throws Exception {
    GateTraining training = new GateTraining();
    String name = arguments[0];
    Embedder model =
        name.equals("words") ? null : BgeEmbedder.of(Tongue.valueOf(name.toUpperCase(Locale.ROOT)));
    int shop = 0;
    for (int i = 2; i < arguments.length; i += 2) {
      if (arguments[i].equals("--talk")) {
        training.talk(Path.of(arguments[i + 1]), model);
      } else {
        training.shop(shop++, Path.of(arguments[i]), Path.of(arguments[i + 1]), model);
      }
    }
    System.out.printf("%d examples%n", training.examples.size());
    Gate gate = training.train(name, shop);
    Files.writeString(
        Path.of(arguments[1]),
        JsonMapper.shared().writeValueAsString(gate) + System.lineSeparator());
  }

  private void talk(Path file, @Nullable Embedder embedder) throws Exception {
    FaqIndex none = new FaqIndex(List.of(), embedder);
    for (Labelled line : LabelledFiles.questions(file, LabelledFiles.entries(file))) {
      if (line.kind() == Labelled.Kind.CHAT) {
        examples.add(
            new Example(-1, random.nextInt(FOLDS), line, none.rank(line.text(), _ -> true), false));
      }
    }
  }

  private void shop(int number, Path kb, Path queries, @Nullable Embedder embedder)
      throws Exception {
    List<Entry> entries = LabelledFiles.entries(kb);
    FaqIndex index = new FaqIndex(entries, embedder);
    for (Labelled line : LabelledFiles.questions(queries, entries)) {
      boolean in = line.kind() == Labelled.Kind.IN;
      int fold =
          in ? Math.floorMod((number + line.answer()).hashCode(), FOLDS) : random.nextInt(FOLDS);
      examples.add(new Example(number, fold, line, index.rank(line.text(), _ -> true), false));
      if (in) {
        Labelled gone = new Labelled(line.text(), "", Labelled.Kind.NEAR);
        examples.add(
            new Example(
                number,
                fold,
                gone,
                index.rank(line.text(), e -> !e.id().equals(line.answer())),
                true));
      }
    }
  }

  private Gate train(String name, int shops) {
    double[] asks = new double[examples.size()];
    double[] sure = new double[examples.size()];
    for (int fold = 0; fold < FOLDS; fold++) {
      Linear ask = asks(example -> true, fold);
      for (int i = 0; i < asks.length; i++) {
        if (examples.get(i).fold == fold) {
          asks[i] = ask.sum(Gate.asking(examples.get(i).ranking));
        }
      }
    }
    for (int fold = 0; fold < FOLDS; fold++) {
      int left = fold;
      Linear answer = answers(asks, example -> example.fold != left);
      for (int i = 0; i < sure.length; i++) {
        if (examples.get(i).fold == fold) {
          sure[i] = sure(answer, i, asks[i]);
        }
      }
    }
    List<Score.Line> all = new ArrayList<>();
    for (int shop = 0; shop < shops; shop++) {
      report("folds, shop " + shop, lines(shop, sure));
      all.addAll(lines(shop, sure));
    }
    double threshold = report("folds, all shops", all);
    for (int shop = 0; shops > 1 && shop < shops; shop++) {
      int left = shop;
      Linear ask = asks(example -> example.shop != left, -1);
      Linear answer = answers(asks, example -> example.shop != left);
      double[] unseen = new double[sure.length];
      for (int i = 0; i < sure.length; i++) {
        unseen[i] =
            examples.get(i).shop == shop
                ? sure(answer, i, ask.sum(Gate.asking(examples.get(i).ranking)))
                : 0;
      }
      report("unseen shop " + shop, lines(shop, unseen));
    }
    System.out.printf(Locale.ROOT, "threshold %.3f%n", threshold);
    return new Gate(
        name,
        rounded(asks(_ -> true, -1)),
        rounded(answers(asks, _ -> true)),
        round(threshold),
        round(threshold * 0.5));
  }

  private static Linear rounded(Linear linear) {
    double[] weights = linear.weights().clone();
    for (int i = 0; i < weights.length; i++) {
      weights[i] = round(weights[i]);
    }
    return new Linear(weights, round(linear.bias()));
  }

  private static double round(double value) {
    return Math.round(value * 10_000) / 10_000.0;
  }

  private double sure(Linear answer, int i, double asks) {
    Example example = examples.get(i);
    return example.shop < 0 || example.ranking.candidates().isEmpty()
        ? 0
        : Linear.logistic(answer.sum(Gate.answering(example.ranking, asks)));
  }

  private Linear asks(Predicate<Example> which, int leftFold) {
    Logistic logistic = new Logistic();
    for (Example example : examples) {
      if (which.test(example) && example.fold != leftFold && !example.takenAway) {
        logistic.add(
            Gate.asking(example.ranking),
            example.line.kind() != Labelled.Kind.CHAT,
            example.shop < 0 ? TALK : 1);
      }
    }
    return logistic.fit(ASKS_PENALTY, false);
  }

  private Linear answers(double[] asks, Predicate<Example> which) {
    Logistic logistic = new Logistic();
    for (int i = 0; i < examples.size(); i++) {
      Example example = examples.get(i);
      if (example.shop >= 0 && which.test(example)) {
        logistic.add(
            Gate.answering(example.ranking, asks[i]),
            example.right(),
            example.takenAway ? TAKEN_AWAY : 1);
      }
    }
    return logistic.fit(ANSWERS_PENALTY, true);
  }

  private List<Score.Line> lines(int shop, double[] sure) {
    List<Score.Line> lines = new ArrayList<>();
    for (int i = 0; i < sure.length; i++) {
      Example example = examples.get(i);
      if (example.shop == shop && !example.takenAway) {
        lines.add(new Score.Line(example.line, example.ranking, sure[i]));
      }
    }
    return lines;
  }

  /** Prints the lowest threshold that keeps the limits, and returns it. */
  private static double report(String title, List<Score.Line> lines) {
    double best = 1;
    for (double at = 0.99; at >= 0.1; at -= 0.005) {
      Score score = Score.at(lines, at);
      if (score.wrong() > 0.03
          || score.falseAnswers().near() > 0.10
          || score.falseAnswers().dom() > 0.04
          || score.falseAnswers().chat() > 0.01) {
        break;
      }
      best = at;
    }
    System.out.println(title + " " + text(Score.at(lines, best)));
    for (double at : new double[] {0.6, 0.7, 0.8}) {
      System.out.println("    " + text(Score.at(lines, at)));
    }
    return best;
  }

  static String text(Score score) {
    return String.format(
        Locale.ROOT,
        "top1 %.3f mrr %.3f coverage %.3f wrong %.3f near %.3f dom %.3f chat %.3f at %.3f",
        score.top1(),
        score.mrr(),
        score.coverage(),
        score.wrong(),
        score.falseAnswers().near(),
        score.falseAnswers().dom(),
        score.falseAnswers().chat(),
        score.threshold());
  }

  /**
   * A question with what the index says.
   *
   * @param shop -1 for talk without a shop
   * @param takenAway whether its entry was taken away, so that silence is right
   */
  private record Example(int shop, int fold, Labelled line, Ranking ranking, boolean takenAway) {
    boolean right() {
      return line.kind() == Labelled.Kind.IN
          && ranking.candidates().getFirst().entry().id().equals(line.answer());
    }
  }
}
