package dev.steward.engine.faq;

import java.util.List;

/**
 * The entries that fit a question best, and what speaks for the first of them.
 *
 * @param plain the question as it was compared
 * @param candidates best first, a handful
 * @param evidence figures for the gate; empty if there are no entries
 * @param phrasing how the question is put
 * @param whole the question's direction; empty without a model
 */
public record Ranking(
    String plain, List<Candidate> candidates, double[] evidence, double[] phrasing, float[] whole) {

  /** The place of an entry among the candidates, from 1; 0 if it is not among them. */
  public int placeOf(String id) {
    for (int i = 0; i < candidates.size(); i++) {
      if (candidates.get(i).entry().id().equals(id)) {
        return i + 1;
      }
    }
    return 0;
  }

  /**
   * An entry with its score; scores of different questions are not comparable.
   *
   * @param score higher is better
   */
  public record Candidate(Entry entry, double score) {}
}
