package dev.steward.engine.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Folded chars to look for links in, with their way back to the original: a whole message, or a
 * spelt-out stretch of it with what stands between its characters taken out.
 */
final class LinkText {
  /** Shorter stretches are no address: a . c n has four. */
  private static final int SHORTEST_SPELT = 4;

  /** What stands between the characters of an address that is spelt out. */
  private static final String BETWEEN = " *-_~|+=^·•、";

  private final FoldBuffer fold;

  /** Folded; only {@code [0, length)} counts. */
  private final char[] chars;

  /** Index of each char in the fold buffer. */
  private final int[] at;

  private final int length;
  private final boolean spelt;

  private LinkText(FoldBuffer fold, char[] chars, int[] at, int length, boolean spelt) {
    this.fold = fold;
    this.chars = chars;
    this.at = at;
    this.length = length;
    this.spelt = spelt;
  }

  static LinkText of(FoldBuffer fold) {
    int[] at = new int[fold.length];
    for (int i = 0; i < at.length; i++) {
      at[i] = i;
    }
    return new LinkText(fold, fold.chars, at, fold.length, false);
  }

  /** The stretches of single characters with one sign between all of them, a dot among them. */
  static List<LinkText> speltOut(FoldBuffer fold) {
    List<LinkText> found = new ArrayList<>();
    int i = 0;
    while (i < fold.length) {
      char between = i + 1 < fold.length ? fold.chars[i + 1] : 0;
      if (BETWEEN.indexOf(between) < 0 || !isSingle(fold, i, between)) {
        i++;
        continue;
      }
      int end = i;
      boolean dot = false;
      while (isSingle(fold, end, between)) {
        dot |= isDot(fold.chars[end]);
        end += 2;
        if (end - 1 >= fold.length || fold.chars[end - 1] != between) {
          break;
        }
      }
      int count = (end - i) / 2;
      if (dot && count >= SHORTEST_SPELT) {
        char[] chars = new char[count];
        int[] at = new int[count];
        for (int k = 0; k < count; k++) {
          at[k] = i + 2 * k;
          chars[k] = fold.chars[at[k]];
        }
        found.add(new LinkText(fold, chars, at, count, true));
      }
      i = Math.max(end - 1, i + 1);
    }
    return found;
  }

  private static boolean isSingle(FoldBuffer fold, int i, char between) {
    return i < fold.length
        && isAddressChar(fold.chars[i])
        && fold.chars[i] != between
        && (i == 0 || parts(fold.chars[i - 1], between))
        && (i + 1 >= fold.length || parts(fold.chars[i + 1], between));
  }

  private static boolean parts(char c, char between) {
    return c == between || !isAddressChar(c);
  }

  private static boolean isAddressChar(char c) {
    return (c > ' ' && c < 0x7F && c != ',' && c != '!' && c != ';') || isDot(c);
  }

  private static boolean isDot(char c) {
    return c == '.' || c == '。' || c == '点';
  }

  int length() {
    return length;
  }

  /** Was something taken out between its characters? */
  boolean spelt() {
    return spelt;
  }

  /** The folded text between two indices, the second exclusive. */
  String folded(int from, int to) {
    return new String(chars, from, to - from);
  }

  /** The folded char at an index, or 0 outside. */
  char get(int index) {
    return index >= 0 && index < length ? chars[index] : 0;
  }

  /** Is the char at an index the same ASCII sign in the original? */
  boolean isAscii(int index) {
    return get(index) != 0
        && get(index) < 0x80
        && fold.original().charAt(fold.charIndex(start(index))) < 0x80;
  }

  /** May the char stand in a host's label, if letters of scripts without spaces count or not? */
  boolean isLabel(int index, boolean anyScript) {
    char c = get(index);
    if (c < 0x80) {
      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    }
    byte type = fold.classOf(at[index]);
    return type == CharClass.LETTER || (anyScript && type == CharClass.OTHER);
  }

  int start(int index) {
    return fold.starts[at[index]];
  }

  int end(int index) {
    return fold.ends[at[index]];
  }

  /** What the original says between two indices, the second exclusive. */
  String written(int from, int to) {
    if (!spelt) {
      return fold.slice(start(from), end(to - 1));
    }
    StringBuilder written = new StringBuilder(to - from);
    for (int i = from; i < to; i++) {
      written.append(fold.slice(start(i), end(i)));
    }
    return written.toString();
  }
}
