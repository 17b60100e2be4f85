package dev.steward.engine.prices.reading;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A text made ready to be read: one char for each code point, so that places are code points; full
 * width folded to half, capitals to small letters, the traditional characters of money to
 * simplified ones. Never written after it was made.
 */
final class Line {
  private static final String TRADITIONAL = "塊圓圆錢買賣價兩萬員團後單幾點補會條雙張費紅預訂餘滿減調現還從給隔親";
  private static final String SIMPLIFIED = "块元元钱买卖价两万员团后单几点补会条双张费红预订余满减调现还从给隔亲";

  /** How far is looked around a number; keeps reading linear on lines without an end. */
  static final int REACH = 40;

  private static final char[] FOLD = table();

  private final char[] chars;
  private final int length;

  /** Where each place begins in the text; null if every place is one char. */
  private final int @Nullable [] offsets;

  private Line(char[] chars, int length, int @Nullable [] offsets) {
    this.chars = chars;
    this.length = length;
    this.offsets = offsets;
  }

  private static char[] table() {
    char[] fold = new char[0x10000];
    for (int c = 0; c < fold.length; c++) {
      char folded = (char) c;
      if (folded >= '\uFF01' && folded <= '\uFF5E' && folded != '，') {
        folded = (char) (folded - 0xFEE0);
      } else if (folded == '\u3000' || folded == '\u00A0' || folded == '\t') {
        folded = ' ';
      } else if (folded == '￥') {
        folded = '¥';
      }
      fold[c] = folded < 0x80 ? Character.toLowerCase(folded) : folded;
    }
    for (int i = 0; i < TRADITIONAL.length(); i++) {
      fold[TRADITIONAL.charAt(i)] = SIMPLIFIED.charAt(i);
    }
    return fold;
  }

  static Line of(CharSequence text) {
    char[] chars = new char[text.length()];
    int[] offsets = null;
    int length = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        if (offsets == null) {
          offsets = IntStream.rangeClosed(0, text.length()).toArray();
        }
        i++;
        c = '\uFFFD';
      }
      chars[length++] = FOLD[c];
      if (offsets != null) {
        offsets[length] = i + 1;
      }
    }
    return new Line(chars, length, offsets);
  }

  /** Full width, case and the few traditional characters folded. */
  static char fold(char c) {
    return FOLD[c];
  }

  /** Where a place begins in the text, in chars. */
  int offset(int place) {
    return offsets == null ? place : offsets[place];
  }

  int length() {
    return length;
  }

  /** The character at a place; outside of the text a line break. */
  char at(int place) {
    return place < 0 || place >= length ? '\n' : chars[place];
  }

  boolean is(int start, char[] word) {
    if (start < 0 || start + word.length > length) {
      return false;
    }
    for (int i = 0; i < word.length; i++) {
      if (chars[start + i] != word[i]) {
        return false;
      }
    }
    return true;
  }

  boolean is(int start, String word) {
    if (start < 0 || start + word.length() > length) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (chars[start + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  boolean digit(int place) {
    char c = at(place);
    return c >= '0' && c <= '9';
  }

  boolean letter(int place) {
    char c = at(place);
    return c >= 'a' && c <= 'z';
  }

  boolean han(int place) {
    char c = at(place);
    return c >= '\u4E00' && c <= '\u9FFF';
  }

  /** Ends a clause: punctuation, a line break, the end. */
  boolean ends(int place) {
    return switch (at(place)) {
      case '\n', '\r', ',', '，', '。', '!', '?', ';', '、', '…', '|', '~', '～', '\uFFFD' -> true;
      case '/' -> at(place - 1) == ' ' && at(place + 1) == ' ';
      case '.' -> !digit(place + 1) || !digit(place - 1);
      default -> false;
    };
  }

  /** The first place of the clause that holds a place, as far as is looked. */
  int clauseStart(int place) {
    int start = place;
    while (start > 0 && place - start < REACH && !ends(start - 1)) {
      start--;
    }
    return start;
  }

  /** The end of the clause that holds a place, as far as is looked. */
  int clauseEnd(int place) {
    int end = place;
    while (end < length && end - place < REACH && !ends(end)) {
      end++;
    }
    return end;
  }

  /** The next place that is no space. */
  int skipSpaces(int place) {
    int p = place;
    while (at(p) == ' ' && p - place < REACH) {
      p++;
    }
    return p;
  }

  /** The end of what stands before a place, spaces left out. */
  int skipSpacesBack(int place) {
    int p = place;
    while (p > 0 && at(p - 1) == ' ' && place - p < REACH) {
      p--;
    }
    return p;
  }
}
