package dev.steward.engine.faq;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Puts questions that are much alike together, for whoever writes the answers: each joins the first
 * cluster whose first question shares enough of its characters and pairs. Stateless.
 */
final class Clusters {
  private static final double ENOUGH = 0.3;

  private Clusters() {}

  /**
   * Clusters of indices into the texts, the biggest first, equal ones in the order of the texts.
   */
  static List<List<Integer>> of(List<String> texts) {
    AlikeTexts heads = new AlikeTexts();
    List<List<Integer>> clusters = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      Set<String> grams = Alike.grams(texts.get(i));
      double[] alike = heads.likeness(grams);
      int best = -1;
      double nearest = ENOUGH;
      for (int k = 0; k < alike.length; k++) {
        if (alike[k] >= nearest) {
          nearest = alike[k];
          best = k;
        }
      }
      if (best < 0) {
        heads.add(grams);
        clusters.add(new ArrayList<>(List.of(i)));
      } else {
        clusters.get(best).add(i);
      }
    }
    clusters.sort(Comparator.comparingInt(cluster -> -cluster.size()));
    return clusters;
  }
}
