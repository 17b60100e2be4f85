package dev.steward.engine.text;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Writes the round numbers of a word otherwise: 日结三百 as 日结300, 日结十 as 日结10, and back. Stateless.
 */
final class Numerals {
  private static final String DIGITS = "零一二三四五六七八九";
  private static final String UNITS = "十百千万";
  private static final String ALL = "零〇一二两三四五六七八九十百千万亿";

  /** Figures with nothing but zeros behind the first, and no other number beside them. */
  private static final Pattern FIGURES = Pattern.compile("(?<![0-9.,])([1-9])(0{1,4})(?![0-9.,%])");

  private static final Pattern CHARACTERS =
      Pattern.compile(
          "(?<![" + ALL + "0-9])(?:([一二两三四五六七八九])([" + UNITS + "])|十)(?![" + ALL + "])");

  private Numerals() {}

  /** A folded word's other spellings; none for most. */
  static List<String> otherwise(String word) {
    Set<String> all = new LinkedHashSet<>();
    all.add(CHARACTERS.matcher(word).replaceAll(Numerals::figures));
    for (String ten : List.of("一十", "十")) {
      String characters = FIGURES.matcher(word).replaceAll(number -> characters(number, ten));
      all.add(characters);
      if (!characters.equals(word)) {
        all.add(characters.replaceAll("二(?=[百千万])", "两"));
      }
    }
    all.remove(word);
    return List.copyOf(all);
  }

  /**
   * Whether a 10 at a spelling's beginning or end is one where it was found, and no part of another
   * number: 十元 is not in 五十元, nor 日结十 in 日结十五.
   *
   * @param end behind its last char
   */
  static boolean isTen(char[] text, int length, int first, int end) {
    boolean begins = text[first] == '十';
    boolean ends = text[end - 1] == '十' && (end - 1 == first || !isOne(text[end - 2]));
    return !(begins && first > 0 && isOne(text[first - 1]))
        && !(ends && end < length && isOne(text[end]));
  }

  private static boolean isOne(char c) {
    return ALL.indexOf(c) >= 0;
  }

  private static String figures(MatchResult number) {
    String digit = number.group(1);
    if (digit == null) {
      return "10";
    }
    return DIGITS.indexOf(digit.equals("两") ? "二" : digit)
        + "0".repeat(UNITS.indexOf(number.group(2)) + 1);
  }

  /**
   * @param ten how 10 is written
   */
  private static String characters(MatchResult number, String ten) {
    String digit = number.group(1);
    char unit = UNITS.charAt(number.group(2).length() - 1);
    return digit.equals("1") && unit == '十'
        ? ten
        : "" + DIGITS.charAt(Integer.parseInt(digit)) + unit;
  }
}
