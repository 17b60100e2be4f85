package dev.steward.engine.text;

import java.util.Arrays;

/**
 * Folds one message after the other into the same arrays. For a lane's hot path: nothing is
 * allocated once the arrays have grown to the longest message seen (about 20 bytes per character).
 * What was folded stays valid until the next {@link #fold}. Not thread-safe: one per lane.
 */
public final class FoldBuffer {
  private final FoldTable table = FoldTable.shared();
  private char[] input;

  /** The folded text: {@code chars[0, length)}. */
  char[] chars;

  /** For each folded char, the code point of the original where it begins. */
  int[] starts;

  /** For each folded char, the code point of the original where it ends, exclusive. */
  int[] ends;

  int length;

  /** The folded text without separators: {@code packed[0, packedLength)}, after {@link #pack}. */
  char[] packed = new char[0];

  /** For each packed char, its index in {@link #chars}. */
  int[] packedAt = new int[0];

  int packedLength;

  /** What was folded, by sound; after {@link Sounds#read}. */
  final Sounds sounds = new Sounds();

  /** For a look-alike letter the Latin one; undefined elsewhere. */
  private char[] latins;

  /** Code point offsets of the original's supplementary code points, ascending. */
  private int[] wide = new int[16];

  private int wideCount;
  private int codePoints;
  private String original = "";

  /** Where the next char of the original is; the slow path moves it over a pair. */
  private int at;

  private boolean lookAlikes;

  public FoldBuffer() {
    this(256);
  }

  /** For texts of about so many chars; longer ones make it grow. */
  FoldBuffer(int chars) {
    input = new char[chars];
    this.chars = new char[chars];
    starts = new int[chars];
    ends = new int[chars];
    latins = new char[chars];
  }

  /** Folds a text of any content, unpaired surrogates included. Linear time, never throws. */
  public FoldBuffer fold(String text) {
    int size = text.length();
    if (input.length < size) {
      input = new char[size + size / 2];
    }
    text.getChars(0, size, input, 0);
    original = text;
    wideCount = 0;
    codePoints = 0;
    length = 0;
    lookAlikes = false;
    reserve(size);
    at = 0;
    while (foldSimpleRun(size)) {
      foldSlowly(table.folds()[input[at]], size);
    }
    if (lookAlikes) {
      foldMixedWords();
    }
    return this;
  }

  /** The text that was folded. */
  public String original() {
    return original;
  }

  /** The folded text. */
  public String text() {
    return new String(chars, 0, length);
  }

  /** Length of the folded text, in chars. */
  public int length() {
    return length;
  }

  /** A copy that outlives the next fold. */
  public Folded toFolded() {
    return new Folded(original, text(), Arrays.copyOf(starts, length), Arrays.copyOf(ends, length));
  }

  /**
   * Takes the separators out of what was folded.
   *
   * @return is there anything that stands apart from what precedes it?
   */
  boolean pack() {
    if (packed.length < length) {
      packed = new char[chars.length];
      packedAt = new int[chars.length];
    }
    char[] in = chars;
    char[] out = packed;
    int[] from = packedAt;
    int size = length;
    int count = 0;
    for (int i = 0; i < size; i++) {
      char c = in[i];
      out[count] = c; // always written, so that the loop needs no branch that is hard to predict
      from[count] = i;
      count += CharClass.of(c) < CharClass.SEPARATOR ? 1 : 0;
    }
    packedLength = count;
    return count > 1 && from[count - 1] - from[0] >= count;
  }

  /** Is this just what the folded chars between two indices say, the second exclusive? */
  boolean spells(String word, int from, int to) {
    if (word.length() != to - from) {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (chars[i] != word.charAt(i - from)) {
        return false;
      }
    }
    return true;
  }

  /** The class of a folded char, one of FoldTable's. */
  byte classOf(int index) {
    return CharClass.of(chars[index]);
  }

  /** Index into the original's chars of a code point offset. O(log n). */
  int charIndex(int codePoint) {
    int found = Arrays.binarySearch(wide, 0, wideCount, codePoint);
    return codePoint + (found >= 0 ? found : -found - 1);
  }

  /** The original's text between two code point offsets. */
  String slice(int start, int end) {
    return original.substring(charIndex(start), charIndex(end));
  }

  /**
   * Folds from {@link #at} on what folds one to one. The loop that matters: all in local variables.
   *
   * @return is there something left, which folds otherwise?
   */
  private boolean foldSimpleRun(int size) {
    char[] folds = table.folds();
    char[] in = input;
    char[] out = chars;
    int[] from = starts;
    int[] to = ends;
    int i = at;
    int o = length;
    int point = codePoints;
    boolean more = false;
    while (i < size) {
      char folded = folds[in[i]];
      if (folded >= '\uD800' && folded <= '\uDFFF') {
        more = true;
        break;
      }
      out[o] = folded;
      from[o] = point++;
      to[o++] = point;
      i++;
    }
    at = i;
    length = o;
    codePoints = point;
    return more;
  }

  private void foldSlowly(char code, int size) {
    char c = input[at];
    switch (code) {
      case FoldTable.DROP -> {}
      case FoldTable.MARK -> markEndsLater();
      case FoldTable.SPACE -> space(' ');
      case FoldTable.BREAK -> space('\n');
      case FoldTable.MANY -> append(table.expansion(c), size);
      case FoldTable.LOOK_ALIKE -> {
        lookAlikes = true;
        latins[length] = table.latin(c);
        append(table.natural(c));
      }
      default -> foldHalf(size);
    }
    at++;
    codePoints++;
  }

  private void foldHalf(int size) {
    int point = Character.codePointAt(input, at, size);
    if (Character.charCount(point) == 1) {
      append('\uFFFD');
      return;
    }
    rememberWide();
    at++;
    if (FoldTable.isEmojiOrIdeograph(point)) {
      append(input[at - 1]);
      append(input[at]);
    } else if (FoldTable.isMark(point)) {
      markEndsLater();
    } else {
      append(table.foldCodePoint(point), size);
    }
  }

  /** A mark belongs to the char before it, if nothing was dropped in between. */
  private void markEndsLater() {
    if (length > 0 && ends[length - 1] == codePoints) {
      int start = starts[length - 1];
      for (int i = length - 1; i >= 0 && starts[i] == start; i--) {
        ends[i] = codePoints + 1;
      }
    }
  }

  private void space(char space) {
    if (length > 0 && (chars[length - 1] == ' ' || chars[length - 1] == '\n')) {
      if (space == '\n') {
        chars[length - 1] = '\n';
      }
      ends[length - 1] = codePoints + 1;
    } else {
      append(space);
    }
  }

  private void append(char c) {
    chars[length] = c;
    starts[length] = codePoints;
    ends[length++] = codePoints + 1;
  }

  private void append(String expansion, int size) {
    reserve(length + expansion.length() + size - at);
    for (int i = 0; i < expansion.length(); i++) {
      append(expansion.charAt(i));
    }
  }

  private void reserve(int capacity) {
    if (chars.length < capacity) {
      int grown = capacity + capacity / 2;
      chars = Arrays.copyOf(chars, grown);
      starts = Arrays.copyOf(starts, grown);
      ends = Arrays.copyOf(ends, grown);
      latins = Arrays.copyOf(latins, grown);
    }
  }

  private void rememberWide() {
    if (wideCount == wide.length) {
      wide = Arrays.copyOf(wide, wideCount * 2);
    }
    wide[wideCount++] = codePoints;
  }

  /**
   * A word of Latin letters with look-alikes among them is read as Latin. A word without Latin
   * letters, or with a foreign letter that looks like none, is natural in its script and stays.
   */
  private void foldMixedWords() {
    int i = 0;
    while (i < length) {
      if (CharClass.of(chars[i]) != CharClass.LETTER) {
        i++;
        continue;
      }
      int start = i;
      boolean latin = false;
      boolean natural = false;
      for (; i < length && CharClass.of(chars[i]) == CharClass.LETTER; i++) {
        boolean isLatin = chars[i] < 0x250;
        latin |= isLatin;
        natural |= !isLatin && !looksLatin(i);
      }
      for (int k = start; latin && !natural && k < i; k++) {
        chars[k] = chars[k] < 0x250 ? chars[k] : latins[k];
      }
    }
  }

  private boolean looksLatin(int i) {
    char c = input[charIndex(starts[i])];
    return c < 0x2000 && table.latin(c) != 0;
  }
}
