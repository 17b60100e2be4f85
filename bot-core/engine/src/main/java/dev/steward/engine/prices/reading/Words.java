package dev.steward.engine.prices.reading;

import java.util.Arrays;
import java.util.Comparator;

/** A set of words that can be looked for at a place of a line. Immutable. */
final class Words {
  private static final int BUCKETS = 256;
  private static final char[][] NONE = {};

  private final char[][][] byFirst = new char[BUCKETS][][];
  private final char[][][] byLast = new char[BUCKETS][][];

  private Words(String[] words) {
    Arrays.fill(byFirst, NONE);
    Arrays.fill(byLast, NONE);
    Arrays.sort(words, Comparator.comparingInt(String::length).reversed());
    for (String word : words) {
      add(byFirst, word.charAt(0), word);
      add(byLast, word.charAt(word.length() - 1), word);
    }
  }

  /** Words with spaces between them; an underscore stands for a space inside a word. */
  static Words of(String... spaced) {
    return new Words(
        Arrays.stream(String.join(" ", spaced).strip().split("\\s+"))
            .map(word -> word.replace('_', ' '))
            .toArray(String[]::new));
  }

  private static void add(char[][][] buckets, char key, String word) {
    char[][] old = buckets[key % BUCKETS];
    char[][] longer = Arrays.copyOf(old, old.length + 1);
    longer[old.length] = word.toCharArray();
    buckets[key % BUCKETS] = longer;
  }

  /** A Latin word is no part of a longer one: id does not stand in paid. */
  private static boolean whole(Line line, int start, char[] word) {
    int last = start + word.length - 1;
    return !(line.letter(start) && line.letter(start - 1))
        && !(line.letter(last) && line.letter(last + 1));
  }

  /** The length of the longest word that begins here, or 0. */
  int startingAt(Line line, int start) {
    for (char[] word : byFirst[line.at(start) % BUCKETS]) {
      if (line.is(start, word) && whole(line, start, word)) {
        return word.length;
      }
    }
    return 0;
  }

  /** The length of the longest word that ends here, or 0. */
  int endingAt(Line line, int end) {
    for (char[] word : byLast[line.at(end - 1) % BUCKETS]) {
      if (line.is(end - word.length, word) && whole(line, end - word.length, word)) {
        return word.length;
      }
    }
    return 0;
  }

  /** Where the last word within [from, to) ends, or -1. */
  int lastEnd(Line line, int from, int to) {
    for (int end = to; end > from; end--) {
      int length = endingAt(line, end);
      if (length > 0 && end - length >= from) {
        return end;
      }
    }
    return -1;
  }

  /** Whether a Chinese character stands within [from, to). */
  static boolean han(Line line, int from, int to) {
    for (int p = from; p < to; p++) {
      if (line.han(p)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a word stands within [from, to). */
  boolean within(Line line, int from, int to) {
    return lastEnd(line, from, to) >= 0;
  }
}
