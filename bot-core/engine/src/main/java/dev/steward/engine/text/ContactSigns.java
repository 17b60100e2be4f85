package dev.steward.engine.text;

/** What single folded chars are to a contact's id. */
final class ContactSigns {
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
    return switch (c) {
      case '零', '〇', '洞' -> 0;
      case '一', '壹', '幺' -> 1;
      case '二', '贰', '两' -> 2;
      case '三', '叁' -> 3;
      case '四', '肆' -> 4;
      case '五', '伍' -> 5;
      case '六', '陆' -> 6;
      case '七', '柒' -> 7;
      case '八', '捌' -> 8;
      case '九', '玖' -> 9;
      default -> -1;
    };
  }

  /** The character that an emoji is put for; 0 for none. */
  static char character(char c) {
    return switch (c) {
      case '❤', '♥', '♡', '❥' -> '心';
      case '➕' -> '加';
      default -> 0;
    };
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
