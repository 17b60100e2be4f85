package dev.steward.engine.faq;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Puts questions that are much alike together, for whoever writes the answers: each joins the first
 * cluster whose first question shares enough of its characters and pairs. Stateless.
 */
public final class Clusters {
  private static final double ENOUGH = 0.3;

  private Clusters() {}

  /**
   * Clusters of indices into the texts, the biggest first, equal ones in the order of the texts.
   */
  public static List<List<Integer>> of(List<String> texts) {
    List<Set<String>> heads = new ArrayList<>();
    List<List<Integer>> clusters = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      Set<String> grams = Alike.grams(texts.get(i));
      int best = -1;
      double nearest = ENOUGH;
      for (int k = 0; k < heads.size(); k++) {
        double alike = Alike.of(grams, heads.get(k));
        if (alike >= nearest) {
          nearest = alike;
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
