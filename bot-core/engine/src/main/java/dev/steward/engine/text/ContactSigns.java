package dev.steward.engine.text;

/** What single folded chars are to a contact's id. */
final class ContactSigns {
  private static final String NUMERALS = "零一二三四五六七八九";
  private static final String FORMAL = "〇壹贰叁肆伍陆柒捌玖";
  private static final String SPOKEN = "洞幺两";

  /** Shorter ones are no id. */
  static final int FEWEST = 5;

  private ContactSigns() {}

  static boolean isLatin(char c) {
    return c >= 'a' && c <= 'z';
  }

  static boolean isWord(char c) {
    return isLatin(c) || (c >= '0' && c <= '9') || c == '_';
  }

  /** The digit that a sign stands for, also a Chinese one; -1 for none. */
  static int digit(char c) {
    if (c < 0x80) {
      return c >= '0' && c <= '9' ? c - '0' : -1;
    }
    int at = NUMERALS.indexOf(c);
    if (at < 0) {
      at = FORMAL.indexOf(c);
    }
    return at >= 0 ? at : SPOKEN.indexOf(c);
  }

  /** An id without what is put between its signs, in small letters and digits. */
  static String plain(FoldBuffer fold, int start, int end) {
    StringBuilder plain = new StringBuilder(end - start);
    for (int i = start; i < end; i++) {
      char c = fold.chars[i];
      int digit = digit(c);
      if (digit >= 0) {
        plain.append((char) ('0' + digit));
      } else if (isLatin(c) || c == '_') {
        plain.append(c);
      }
    }
    return plain.toString();
  }
}
