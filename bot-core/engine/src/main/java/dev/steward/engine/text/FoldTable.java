package dev.steward.engine.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.Character.UnicodeScript;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What every code point folds to. Immutable; built once, in about 50 ms, from the Unicode tables of
 * the Java runtime and from {@code simplified.txt}.
 *
 * <p>For the basic plane this is one {@code char} for each {@code char}: its folded form, or one of
 * the codes below (all of them surrogates, which no character folds to). Code points above it are
 * folded on demand.
 */
final class FoldTable {
  /** Dropped without a trace: zero-width characters, bidi and other controls. */
  static final char DROP = '\uD800';

  /** Dropped, but drawn on the character before: combining marks, variation selectors. */
  static final char MARK = '\uD801';

  /** Folds to several characters: ask {@link #expansion}. */
  static final char MANY = '\uD802';

  /** Half of a pair: ask {@link #foldCodePoint} for the whole. */
  static final char HALF = '\uD803';

  /** A space; a run of them folds to one. */
  static final char SPACE = '\uD804';

  /** A line break; a run of spaces with a line break in it folds to one line break. */
  static final char BREAK = '\uD805';

  /** A letter that looks like a Latin one: ask {@link #natural} and {@link #latin}. */
  static final char LOOK_ALIKE = '\uD806';

  /** Cyrillic and Greek, with Greek's accented letters, end before this. */
  private static final int LOOK_ALIKE_END = 0x2000;

  private static final FoldTable SHARED = new FoldTable();

  private final char[] folds = new char[0x10000];
  private final Map<Integer, String> expansions = new HashMap<>();
  private final char[] simplified = new char[0x10000];
  private final char[] naturals = new char[LOOK_ALIKE_END];
  private final char[] latins = new char[LOOK_ALIKE_END];

  static FoldTable shared() {
    return SHARED;
  }

  private FoldTable() {
    readSimplified();
    for (int c = 0; c < 0x10000; c++) {
      folds[c] = fold((char) c);
    }
  }

  /** The table itself, for the loop over a message. Never to be written. */
  char[] folds() {
    return folds;
  }

  /** What a {@link #MANY} folds to. */
  String expansion(char c) {
    return expansions.getOrDefault((int) c, "");
  }

  /** What a {@link #LOOK_ALIKE} folds to in a word of its own script. */
  char natural(char c) {
    return naturals[c];
  }

  /** What a {@link #LOOK_ALIKE} folds to in a word that is partly Latin. */
  char latin(char c) {
    return latins[c];
  }

  /**
   * Folds a code point of any plane by the full rules.
   *
   * @return the folded text, empty when nothing stays
   */
  String foldCodePoint(int codePoint) {
    if (Character.charCount(codePoint) == 1 && Character.isSurrogate((char) codePoint)) {
      return "\uFFFD";
    }
    if (isMark(codePoint) || isIgnorable(codePoint)) {
      return "";
    }
    String styled = LookAlikes.styled(codePoint);
    String once = plain(styled.isEmpty() ? Character.toString(codePoint) : styled);
    String twice = plain(foldCase(once));
    StringBuilder out = new StringBuilder(twice.length());
    for (int i = 0; i < twice.length(); i++) {
      char c = twice.charAt(i);
      String letter = LookAlikes.styled(c);
      if (letter.isEmpty()) {
        out.append(simplified[c] == 0 ? c : simplified[c]);
      } else {
        out.append(letter);
      }
    }
    return out.toString();
  }

  /** Supplementary code points that stand for themselves: what nearly all of them in chats are. */
  static boolean isEmojiOrIdeograph(int codePoint) {
    return (codePoint >= 0x1F300 && codePoint < 0x1FB00 && !isSkinTone(codePoint))
        || (codePoint >= 0x20000 && codePoint < 0x2F800)
        || (codePoint >= 0x30000 && codePoint < 0x40000);
  }

  private static boolean isSkinTone(int codePoint) {
    return codePoint >= 0x1F3FB && codePoint <= 0x1F3FF;
  }

  /** Is this drawn on the character before it? Vowel signs of Thai or Hindi are not: they spell. */
  static boolean isMark(int codePoint) {
    if (isSkinTone(codePoint)) {
      return true;
    }
    int type = Character.getType(codePoint);
    if (type != Character.NON_SPACING_MARK && type != Character.ENCLOSING_MARK) {
      return false;
    }
    return switch (UnicodeScript.of(codePoint)) {
      case INHERITED, COMMON, LATIN, GREEK, CYRILLIC, HIRAGANA, KATAKANA, HAN -> true;
      default -> false;
    };
  }

  private static boolean isIgnorable(int codePoint) {
    int type = Character.getType(codePoint);
    if (type == Character.FORMAT) {
      return true;
    }
    if (type == Character.CONTROL) {
      return !isBreak(codePoint) && codePoint != '\t';
    }
    return switch (codePoint) {
      case 0x115F, 0x1160, 0x3164, 0xFFA0, 0x17B4, 0x17B5, 0x180B, 0x180C, 0x180D, 0x180F -> true;
      default -> false;
    };
  }

  private static boolean isBreak(int codePoint) {
    return (codePoint >= '\n' && codePoint <= '\r')
        || codePoint == 0x85
        || codePoint == 0x2028
        || codePoint == 0x2029;
  }

  private char fold(char c) {
    if (Character.isSurrogate(c)) {
      return HALF;
    }
    if (isBreak(c)) {
      return BREAK;
    }
    if (c == '\t' || Character.isSpaceChar(c) || c == '\u2800') {
      return SPACE;
    }
    if (isMark(c)) {
      return MARK;
    }
    if (isIgnorable(c)) {
      return DROP;
    }
    if (standsForItself(c)) {
      return simplified[c] == 0 ? c : simplified[c];
    }
    String folded = foldCodePoint(c);
    if (c < LOOK_ALIKE_END && folded.length() == 1) {
      latins[c] = LookAlikes.latin(Normalizer.normalize("" + c, Normalizer.Form.NFD).charAt(0));
      naturals[c] = folded.charAt(0);
      if (latins[c] != 0) {
        return LOOK_ALIKE;
      }
    }
    if (folded.length() == 1) {
      return folded.equals(" ") ? SPACE : folded.charAt(0);
    }
    expansions.put((int) c, folded);
    return folded.isEmpty() ? DROP : MANY;
  }

  /** Unified ideographs and composed Hangul: no need to ask the normaliser 40,000 times. */
  private static boolean standsForItself(char c) {
    return (c >= 0x3400 && c <= 0x9FFF)
        || (c >= 0xAC00 && c <= 0xD7A3)
        || (c >= 0xE000 && c <= 0xF8FF);
  }

  /** By way of the capitals, since ß, ſ and ς have others than their own. */
  private static String foldCase(String text) {
    return text.toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }

  /** Compatibility form without accents. Signs like ™ stay: they are not the letters TM. */
  private static String plain(String text) {
    if (text.equals("\u2122") || text.equals("\u2120")) {
      return text;
    }
    if (text.length() == 1 && standsForItself(text.charAt(0))) {
      return text;
    }
    String form = Normalizer.normalize(text, Normalizer.Form.NFKD);
    if (form.length() > 2 && form.startsWith("(") && form.endsWith(")")) {
      form = form.substring(1, form.length() - 1); // ⑴ ⒜ ㈠
    }
    if (form.length() > 1 && form.endsWith(".") && Character.isDigit(form.charAt(0))) {
      form = form.substring(0, form.length() - 1); // ⒈
    }
    StringBuilder out = new StringBuilder(form.length());
    form.codePoints()
        .filter(point -> !isMark(point) && !isIgnorable(point))
        .forEach(out::appendCodePoint);
    // Compatibility Hangul is composed again, so that a syllable stays one character.
    return Normalizer.normalize(out, Normalizer.Form.NFC);
  }

  private void readSimplified() {
    try (InputStream in = FoldTable.class.getResourceAsStream("simplified.txt")) {
      if (in == null) {
        throw new IllegalStateException(
            "simplified.txt: not on the class path (expected: beside FoldTable)");
      }
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      lines
          .lines()
          .filter(line -> !line.startsWith("#"))
          .flatMap(line -> Arrays.stream(line.split(" ")))
          .filter(pair -> pair.length() == 2)
          .forEach(pair -> simplified[pair.charAt(0)] = pair.charAt(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
