package dev.steward.engine.faq;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds any of some phrases in a text at the cost of one look at each character; in Latin letters
 * only where a word begins, so that a crash is no rash. Immutable.
 */
final class Phrases {
  private final BitSet firsts = new BitSet();
  private final Map<Character, List<String>> byFirst = new HashMap<>();

  private Phrases() {}

  static Phrases of(String... phrases) {
    Phrases made = new Phrases();
    for (String phrase : phrases) {
      made.firsts.set(phrase.charAt(0));
      made.byFirst.computeIfAbsent(phrase.charAt(0), _ -> new ArrayList<>(1)).add(phrase);
    }
    return made;
  }

  /** Whether one of them stands in the text. */
  boolean in(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (firsts.get(text.charAt(i)) && begins(text, i)) {
        return true;
      }
    }
    return false;
  }

  private boolean begins(String text, int from) {
    for (String phrase : byFirst.getOrDefault(text.charAt(from), List.of())) {
      if (text.startsWith(phrase, from)
          && !(from > 0 && isLatin(phrase, 0) && isLatin(text, from - 1))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isLatin(String text, int at) {
    char c = text.charAt(at);
    return c >= 'a' && c <= 'z';
  }
}
