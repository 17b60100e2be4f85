package dev.steward.engine.faq;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Texts by their grams, so that one more is compared with all of them at once, by {@link Alike}'s
 * measure. Not thread-safe.
 */
final class AlikeTexts {
  private final Map<String, List<Integer>> having = new HashMap<>();
  private final List<Integer> sizes = new ArrayList<>();

  /** Adds a text; the first has the number 0. */
  void add(Set<String> grams) {
    int number = sizes.size();
    sizes.add(grams.size());
    grams.forEach(gram -> having.computeIfAbsent(gram, _ -> new ArrayList<>(1)).add(number));
  }

  /** How much of a text each of these has, from 0 to 1. */
  double[] likeness(Set<String> grams) {
    double[] alike = new double[sizes.size()];
    for (String gram : grams) {
      for (int number : having.getOrDefault(gram, List.of())) {
        alike[number]++;
      }
    }
    for (int i = 0; i < alike.length; i++) {
      double either = grams.size() + sizes.get(i) - alike[i];
      alike[i] = either == 0 ? 0 : alike[i] / either;
    }
    return alike;
  }
}
