package dev.steward.engine.faq;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * How well labelled questions are answered when nobody spoke to Steward, as shares of 1.
 *
 * @param top1 in-scope questions whose right entry is ranked first
 * @param mrr mean of one over the right entry's place
 * @param coverage in-scope questions answered right, of all in-scope questions
 * @param wrong in-scope questions answered wrongly, of all in-scope questions
 * @param precision right answers of all answers, on this mix of questions; 1 without any answer
 * @param falseAnswers answers where silence was right, by kind of question
 * @param threshold how sure Steward had to be
 */
public record Score(
    double top1,
    double mrr,
    double coverage,
    double wrong,
    double precision,
    FalseAnswers falseAnswers,
    double threshold) {

  /** Shares of the questions of a kind that were answered though silence was right. */
  public record FalseAnswers(double near, double dom, double chat) {}

  /** One question and what became of it. */
  public record Line(Labelled question, Ranking ranking, double sure) {
    boolean right() {
      return !ranking.candidates().isEmpty()
          && ranking.candidates().getFirst().entry().id().equals(question.answer());
    }
  }

  /** Asks every question. Takes milliseconds a question. */
  public static List<Line> ask(
      FaqIndex index, Gate gate, List<Labelled> questions, Predicate<Entry> may) {
    List<Line> lines = new ArrayList<>(questions.size());
    for (Labelled question : questions) {
      Optional<Ranking> talk = index.rankTalk(question.text(), may);
      lines.add(
          new Line(
              question,
              talk.orElseGet(() -> index.rank(question.text(), may)),
              talk.map(gate::sure).orElse(0.0)));
    }
    return lines;
  }

  /** Counts what would have been answered at a threshold. */
  public static Score at(List<Line> lines, double threshold) {
    List<Line> in = of(lines, Labelled.Kind.IN);
    List<Line> answered = lines.stream().filter(line -> line.sure() >= threshold).toList();
    long right = answered.stream().filter(Line::right).count();
    return new Score(
        share(in.stream().filter(Line::right).count(), in.size()),
        in.stream()
            .mapToInt(line -> line.ranking().placeOf(line.question().answer()))
            .mapToDouble(place -> place == 0 ? 0 : 1.0 / place)
            .average()
            .orElse(0),
        share(right, in.size()),
        share(of(answered, Labelled.Kind.IN).size() - right, in.size()),
        answered.isEmpty() ? 1 : share(right, answered.size()),
        new FalseAnswers(
            answered(lines, answered, Labelled.Kind.NEAR),
            answered(lines, answered, Labelled.Kind.DOM),
            answered(lines, answered, Labelled.Kind.CHAT)),
        threshold);
  }

  private static double answered(List<Line> all, List<Line> answered, Labelled.Kind kind) {
    return share(of(answered, kind).size(), of(all, kind).size());
  }

  private static List<Line> of(List<Line> lines, Labelled.Kind kind) {
    return lines.stream().filter(line -> line.question().kind() == kind).toList();
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
