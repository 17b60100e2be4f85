package dev.steward.engine.faq;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Finds any of some phrases in a text at the cost of one look at each character; in Latin letters
 * only where a word begins, so that a crash is no rash. Immutable.
 */
final class Phrases {
  private static final int BUCKETS = 128;
  private static final String[] NONE = {};

  private final BitSet firsts = new BitSet();
  private final String[][] byFirst = new String[BUCKETS][];

  private Phrases() {
    Arrays.fill(byFirst, NONE);
  }

  static Phrases of(String... phrases) {
    Phrases made = new Phrases();
    for (String phrase : phrases) {
      char first = phrase.charAt(0);
      made.firsts.set(first);
      String[] before = made.byFirst[first % BUCKETS];
      String[] more = Arrays.copyOf(before, before.length + 1);
      more[before.length] = phrase;
      made.byFirst[first % BUCKETS] = more;
    }
    return made;
  }

  /** Whether one of them stands in the text. */
  boolean in(String text) {
    boolean inWord = false;
    for (int i = 0; i < text.length(); i++) {
      boolean latin = isLatin(text, i);
      if (!(latin && inWord) && firsts.get(text.charAt(i)) && begins(text, i)) {
        return true;
      }
      inWord = latin;
    }
    return false;
  }

  private boolean begins(String text, int from) {
    for (String phrase : byFirst[text.charAt(from) % BUCKETS]) {
      if (text.startsWith(phrase, from)) {
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
