package dev.steward.engine.prices;

import java.util.BitSet;

/**
 * Single characters and pairs of characters of which a text has to have one before patterns are
 * worth a look. One look over the text; lets through a little more than it says, never less.
 * Immutable.
 */
final class Cues {
  private final BitSet characters = new BitSet();
  private final BitSet pairs = new BitSet(1 << 16);

  /**
   * Cues.
   *
   * @param words separated by spaces: one character, or two that stand side by side
   */
  Cues(String words) {
    for (String word : words.split(" ", -1)) {
      switch (word.length()) {
        case 1 -> characters.set(word.charAt(0));
        case 2 -> pairs.set(place(word.charAt(0), word.charAt(1)));
        default ->
            throw new IllegalArgumentException(
                "cue " + word + " (expected: one or two characters)");
      }
    }
  }

  /** Whether the text has one. */
  boolean in(String text) {
    char before = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (characters.get(c) || (before != 0 && pairs.get(place(before, c)))) {
        return true;
      }
      before = c;
    }
    return false;
  }

  private static int place(char first, char second) {
    return (first * 31 + second) & 0xFFFF;
  }
}
