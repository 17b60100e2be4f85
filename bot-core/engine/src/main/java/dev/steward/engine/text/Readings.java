package dev.steward.engine.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How characters are read, so that 威信 and weixin count as 微信: each syllable is a number. Tones are
 * left out, and what many people don't tell apart (zh z, ch c, sh s, and n ng at the end) is one.
 * Immutable; from {@code readings.txt}.
 */
final class Readings {
  private static final Readings SHARED = new Readings();
  private static final int LONGEST = 6;

  /** Longer runs of letters are no pinyin. */
  private static final int LONGEST_RUN = 40;

  private final char[] ofChar = new char[0x10000];
  private final Map<String, Character> ofSyllable = new HashMap<>();

  static Readings shared() {
    return SHARED;
  }

  private Readings() {
    Map<String, Character> numbers = new HashMap<>();
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
        Character number =
            numbers.computeIfAbsent(blurred(syllable), _ -> (char) (numbers.size() + 1));
        if (syllable.length() > 1 || "aoe".contains(syllable)) {
          ofSyllable.put(syllable, number);
        }
        line.substring(space + 1).chars().forEach(c -> ofChar[c] = number);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String blurred(String syllable) {
    String blurred = syllable.replaceFirst("^([zcs])h", "$1");
    return blurred.endsWith("ng") ? blurred.substring(0, blurred.length() - 1) : blurred;
  }

  /** The number of a folded character's syllable; 0 when it has none. */
  char of(char folded) {
    return ofChar[folded];
  }

  /** The syllables of a run of letters, the fewest that make it up; empty when it is no pinyin. */
  List<Character> in(String run) {
    int length = run.length();
    if (length < 2 || length > LONGEST_RUN) {
      return List.of();
    }
    int[] fewest = new int[length + 1];
    int[] begins = new int[length + 1];
    for (int end = 1; end <= length; end++) {
      fewest[end] = Integer.MAX_VALUE;
      for (int begin = Math.max(0, end - LONGEST); begin < end; begin++) {
        if (fewest[begin] < fewest[end] - 1 && ofSyllable.containsKey(run.substring(begin, end))) {
          fewest[end] = fewest[begin] + 1;
          begins[end] = begin;
        }
      }
    }
    if (fewest[length] == Integer.MAX_VALUE) {
      return List.of();
    }
    List<Character> syllables = new ArrayList<>();
    for (int end = length; end > 0; end = begins[end]) {
      syllables.add(0, ofSyllable.get(run.substring(begins[end], end)));
    }
    return syllables;
  }
}
