package dev.steward.engine.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Writes the round numbers of a word otherwise: 日结三百 as 日结300, and back. Stateless. */
final class Numerals {
  private static final String DIGITS = "零一二三四五六七八九";
  private static final String UNITS = "十百千万";
  private static final String ALL = "零〇一二两三四五六七八九十百千万亿";

  /** Figures with nothing but zeros behind the first, and no other number beside them. */
  private static final Pattern FIGURES = Pattern.compile("(?<![0-9.,])([1-9])(0{1,4})(?![0-9.,%])");

  private static final Pattern CHARACTERS =
      Pattern.compile("(?<![" + ALL + "0-9])([一二两三四五六七八九])([" + UNITS + "])(?![" + ALL + "])");

  private Numerals() {}

  /** A folded word's other spellings; none for most. */
  static List<String> otherwise(String word) {
    List<String> all = new ArrayList<>(0);
    String figures = CHARACTERS.matcher(word).replaceAll(Numerals::figures);
    if (!figures.equals(word)) {
      all.add(figures);
    }
    String characters = FIGURES.matcher(word).replaceAll(Numerals::characters);
    if (!characters.equals(word)) {
      all.add(characters);
      String twofold = characters.replaceAll("二(?=[百千万])", "两");
      if (!twofold.equals(characters)) {
        all.add(twofold);
      }
    }
    return all;
  }

  private static String figures(MatchResult number) {
    String digit = number.group(1).equals("两") ? "二" : number.group(1);
    return DIGITS.indexOf(digit) + "0".repeat(UNITS.indexOf(number.group(2)) + 1);
  }

  private static String characters(MatchResult number) {
    char digit = DIGITS.charAt(Integer.parseInt(number.group(1)));
    return "" + digit + UNITS.charAt(number.group(2).length() - 1);
  }
}
