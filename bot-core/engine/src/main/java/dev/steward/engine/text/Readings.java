package dev.steward.engine.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * How characters are read, so that 威信 and weixin count as 微信: each syllable is a number. Tones are
 * left out, and what many people don't tell apart (zh z, ch c, sh s, and n ng at the end) is one.
 * Immutable; from {@code readings.txt}.
 */
final class Readings {
  private static final Readings SHARED = new Readings();
  private static final int LONGEST = 6;
  private static final int LETTERS = 26;

  /** Longer runs of letters are no pinyin. */
  private static final int LONGEST_RUN = 40;

  private final char[] ofChar = new char[0x10000];

  /** A tree of syllables: for each node and letter the next node, 0 for none. */
  private int[] next = new int[LETTERS * 512];

  /** For each node the number of the syllable that ends there, or 0. */
  private char[] numbers = new char[512];

  private int nodes = 1;

  static Readings shared() {
    return SHARED;
  }

  private Readings() {
    Map<String, Character> known = new HashMap<>();
    try (InputStream in = Readings.class.getResourceAsStream("readings.txt")) {
      if (in == null) {
        throw new IllegalStateException(
            "readings.txt: not on the class path (expected: beside Readings)");
      }
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("#")) {
          continue;
        }
        int space = line.indexOf(' ');
        String syllable = line.substring(0, space);
        Character number = known.computeIfAbsent(blurred(syllable), _ -> (char) (known.size() + 1));
        if (syllable.length() > 1 || "aoe".contains(syllable)) {
          plant(syllable, number);
        }
        line.substring(space + 1).chars().forEach(c -> ofChar[c] = number);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void plant(String syllable, char number) {
    int node = 0;
    for (int i = 0; i < syllable.length(); i++) {
      int branch = node * LETTERS + syllable.charAt(i) - 'a';
      if (next[branch] == 0) {
        if (nodes == numbers.length) {
          next = Arrays.copyOf(next, 2 * next.length);
          numbers = Arrays.copyOf(numbers, 2 * nodes);
        }
        next[branch] = nodes++;
      }
      node = next[branch];
    }
    numbers[node] = number;
  }

  private static String blurred(String syllable) {
    String blurred = syllable.replaceFirst("^([zcs])h", "$1");
    return blurred.endsWith("ng") ? blurred.substring(0, blurred.length() - 1) : blurred;
  }

  /** The number of a folded character's syllable; 0 when it has none. */
  char of(char folded) {
    return ofChar[folded];
  }

  /**
   * Takes a run of letters apart into syllables, the fewest that make it up.
   *
   * @param ends receives where each ends, counted from the begin of the run; as long as the run
   * @return how many there are; 0 when it is no pinyin
   */
  int split(char[] chars, int from, int to, int[] ends) {
    int length = to - from;
    if (length < 2 || length > LONGEST_RUN) {
      return 0;
    }
    int[] fewest = new int[length + 1];
    int[] begins = new int[length + 1];
    Arrays.fill(fewest, 1, length + 1, Integer.MAX_VALUE);
    for (int begin = 0; begin < length; begin++) {
      if (fewest[begin] == Integer.MAX_VALUE) {
        continue;
      }
      int node = 0;
      for (int end = begin + 1; end <= Math.min(length, begin + LONGEST); end++) {
        node = next[node * LETTERS + chars[from + end - 1] - 'a'];
        if (node == 0) {
          break;
        }
        if (numbers[node] != 0 && fewest[begin] + 1 < fewest[end]) {
          fewest[end] = fewest[begin] + 1;
          begins[end] = begin;
        }
      }
    }
    if (fewest[length] == Integer.MAX_VALUE) {
      return 0;
    }
    int end = length;
    for (int i = fewest[length] - 1; i >= 0; i--) {
      ends[i] = end;
      end = begins[end];
    }
    return fewest[length];
  }

  /** The number of a syllable that {@link #split} found. */
  char spelt(char[] chars, int from, int to) {
    int node = 0;
    for (int i = from; i < to; i++) {
      node = next[node * LETTERS + chars[i] - 'a'];
    }
    return numbers[node];
  }
}
