package dev.steward.engine.text;

import java.util.Arrays;
import java.util.List;

/**
 * The chars that occur in words, numbered from 1: those that are words by themselves first, then
 * the others, the more frequent the lower, which keeps an automaton's arrays short. Immutable.
 */
final class Alphabet {
  private static final long SINGLE = 1L << 40;

  private final char[] codes = new char[0x10000];
  private final int size;
  private final int singles;

  Alphabet(List<String> words) {
    long[] weights = new long[0x10000];
    for (String word : words) {
      word.chars().forEach(c -> weights[c]++);
      if (word.length() == 1) {
        weights[word.charAt(0)] |= SINGLE;
      }
    }
    long[] order = new long[0x10000];
    for (int c = 0; c < 0x10000; c++) {
      order[c] = weights[c] << 16 | c;
    }
    Arrays.sort(order);
    int numbered = 0;
    int alone = 0;
    for (int i = order.length - 1; i >= 0 && order[i] >= 1L << 16; i--) {
      codes[(int) (order[i] & 0xFFFF)] = (char) ++numbered;
      alone += order[i] >= SINGLE << 16 ? 1 : 0;
    }
    size = numbered;
    singles = alone;
  }

  /** The code of each char, 0 for those that occur in no word. Never to be written. */
  char[] codes() {
    return codes;
  }

  /** How many chars there are, and the highest code. */
  int size() {
    return size;
  }

  /** Codes up to this one are words by themselves. */
  int singles() {
    return singles;
  }
}
