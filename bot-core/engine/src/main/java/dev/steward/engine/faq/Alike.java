package dev.steward.engine.faq;

import java.util.HashSet;
import java.util.Set;

/** Whether two texts are nearly the same to the letter. Stateless. */
final class Alike {
  static final double ENOUGH = 0.6;

  private Alike() {}

  /** Whether a text is, whose grams are at hand. */
  static boolean are(Set<String> one, String other) {
    return of(one, grams(other)) >= ENOUGH;
  }

  /** The characters and pairs of a text. */
  static Set<String> grams(String text) {
    Set<String> grams = new HashSet<>();
    Grams.of(PlainText.of(text), grams::add);
    return grams;
  }

  /** The share of what both have in what either has. */
  static double of(Set<String> one, Set<String> other) {
    Set<String> both = new HashSet<>(one);
    both.retainAll(other);
    int either = one.size() + other.size() - both.size();
    return either == 0 ? 0 : (double) both.size() / either;
  }
}
