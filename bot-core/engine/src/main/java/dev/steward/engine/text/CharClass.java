package dev.steward.engine.text;

import java.lang.Character.UnicodeScript;

/** What a folded char is to the words around it: part of them, or what stands between them. */
final class CharClass {
  /** Ideographs, kana, Hangul and all else that is written without spaces. */
  static final byte OTHER = 0;

  /** Letters of scripts that write words apart: Latin, Cyrillic, Greek, Arabic and so on. */
  static final byte LETTER = 1;

  static final byte DIGIT = 2;

  /** Signs that nobody ends a clause with: put between letters, they hide a word. */
  static final byte SEPARATOR = 3;

  /** Spaces, emoji, brackets, tildes: may hide a word, may end a clause. */
  static final byte SOFT_SEPARATOR = 4;

  /** Full stops, commas, line breaks: they end a clause, as a rule. */
  static final byte CLAUSE_END = 5;

  private static final String CLAUSE_ENDS = "\n,;:!?，。！？；：、…";
  private static final String SEPARATORS = "*./\\-+_|#^&=@·•・";

  private static final byte[] TABLE = table();

  private CharClass() {}

  static byte of(char folded) {
    return TABLE[folded];
  }

  private static byte[] table() {
    byte[] table = new byte[0x10000];
    for (int c = 0; c < 0x10000; c++) {
      table[c] = classify((char) c);
    }
    return table;
  }

  private static byte classify(char c) {
    if (CLAUSE_ENDS.indexOf(c) >= 0) {
      return CLAUSE_END;
    }
    if (SEPARATORS.indexOf(c) >= 0) {
      return SEPARATOR;
    }
    if (Character.isDigit(c)) {
      return DIGIT;
    }
    if (Character.isLetter(c)) {
      return switch (UnicodeScript.of(c)) {
        case HAN, HIRAGANA, KATAKANA, HANGUL, BOPOMOFO, YI, THAI, LAO, KHMER, MYANMAR, TIBETAN ->
            OTHER;
        default -> LETTER;
      };
    }
    return switch (Character.getType(c)) {
      case Character.COMBINING_SPACING_MARK,
          Character.NON_SPACING_MARK,
          Character.LETTER_NUMBER,
          Character.OTHER_NUMBER,
          Character.MODIFIER_LETTER,
          Character.PRIVATE_USE ->
          OTHER;
      default -> SOFT_SEPARATOR; // halves of emoji among them
    };
  }
}
