package dev.steward.engine.text;

import java.util.Arrays;

/**
 * What a text is made of, for a model of texts: runs of one to three characters and of one to three
 * syllables, separators and disguise taken away, digits all alike; and a few marks, such as that it
 * repeats itself. Each is one of {@link #SIZE} numbers. The arrays are used again with the next
 * text. Not thread-safe: one per lane.
 */
final class TextFeatures {
  /** How many different numbers there are; a power of two. */
  static final int SIZE = 1 << 18;

  private static final int SIZE_BITS = Integer.numberOfTrailingZeros(SIZE);

  private static final int LONGEST = 3;

  /** What comes after this many folded characters is not looked at: floods repeat themselves. */
  private static final int MOST_CHARS = 2_000;

  private static final int CHARS = 1;
  private static final int SYLLABLES = 2;

  /** Where the numbers of marks begin. */
  private static final int MARKS = 0xDAA66D2B;

  private static final int EDGE = 1;
  private static final int DIGIT = 2;

  /** Letters that are no pinyin, and others that have no reading, are told apart by more bits. */
  private static final int UNREAD = 1 << 16;

  /** Up to how many folded characters a text is of each size. */
  private static final int[] SIZES = {1, 2, 3, 4, 5, 6, 8, 10, 13, 17, 23, 30, 40, 60, 90, 150};

  /** How many sizes there are. */
  static final int MOST_SIZES = SIZES.length + 1;

  private final Readings readings = Readings.shared();

  /**
   * Which numbers this text has: its turn and the number, where there is room from the number on.
   * It is small, since it is looked into for each run.
   */
  private int[] has = new int[2_048];

  private int turn;
  private int[] found = new int[256];
  private int count;
  private int size;

  /** Each run that was read last, of either stream: its number, and where it begins. */
  private int[] runs = new int[512];

  private int[] runsAt = new int[512];
  private int runCount;

  private int begin;
  private int end;

  /** The tokens of one stream, and for each the folded chars it stands for, end exclusive. */
  private int[] tokens = new int[256];

  private int[] begins = new int[256];
  private int[] ends = new int[256];
  private int length;

  /** Told of each run of characters: which number, and the folded chars it covers. */
  interface Sink {
    void run(int feature, int begin, int end);
  }

  /** Reads what was folded last. */
  TextFeatures read(FoldBuffer folded) {
    return read(folded, 0, folded.length);
  }

  /** Reads a part of it as a text of its own, from one folded char to another, exclusive. */
  TextFeatures read(FoldBuffer folded, int from, int to) {
    count = 0;
    runCount = 0;
    begin = from;
    end = to;
    if (++turn >= 1 << (Integer.SIZE - SIZE_BITS)) {
      Arrays.fill(has, 0);
      turn = 1;
    }
    characters(folded);
    runs(CHARS, this::take);
    syllables(folded);
    runs(SYLLABLES, this::take);
    marks(folded);
    size = size(to - from);
    return this;
  }

  private void take(int feature, int at, int end) {
    add(feature);
    if (runCount == runs.length) {
      runs = Arrays.copyOf(runs, 2 * runCount);
      runsAt = Arrays.copyOf(runsAt, 2 * runCount);
    }
    runs[runCount] = feature;
    runsAt[runCount++] = at;
  }

  /** How many runs there are, each as often as it is there. */
  int runCount() {
    return runCount;
  }

  /** One of them. */
  int run(int index) {
    return runs[index];
  }

  /** The folded char where it begins. */
  int runAt(int index) {
    return runsAt[index];
  }

  /** Where what was read last begins, in folded chars. */
  int begin() {
    return begin;
  }

  /** Where it ends, exclusive; what is too long is not read to its end. */
  int end() {
    return Math.min(end, begin + MOST_CHARS);
  }

  /** The runs of characters of what was read last once more, with their places. */
  void places(FoldBuffer folded, Sink sink) {
    characters(folded);
    runs(CHARS, sink);
  }

  private static int size(int chars) {
    int size = 0;
    while (size < SIZES.length && chars > SIZES[size]) {
      size++;
    }
    return size;
  }

  /** How long the text is, from 0 to {@link #MOST_SIZES}, exclusive. */
  int size() {
    return size;
  }

  /** How many different ones were found. */
  int count() {
    return count;
  }

  /** One of them. */
  int get(int index) {
    return found[index];
  }

  /** A copy of all of them. */
  int[] all() {
    return Arrays.copyOf(found, count);
  }

  private void characters(FoldBuffer folded) {
    length = 0;
    token(EDGE, begin, begin);
    int size = end();
    for (int i = begin; i < size; i++) {
      char c = folded.chars[i];
      byte kind = CharClass.of(c);
      if (kind < CharClass.SEPARATOR || isSign(c)) {
        token(kind == CharClass.DIGIT ? DIGIT : c, i, i + 1);
      }
    }
    token(EDGE, size, size);
  }

  /** Emoji and other pictures say something; brackets and dashes only part letters. */
  private static boolean isSign(char c) {
    return Character.isSurrogate(c) || (c >= '\u2190' && c < '\u2C00');
  }

  private void syllables(FoldBuffer folded) {
    length = 0;
    int size = end();
    int i = begin;
    while (i < size) {
      char c = folded.chars[i];
      int begin = i;
      if (c >= 'a' && c <= 'z') {
        while (i < size && folded.chars[i] >= 'a' && folded.chars[i] <= 'z') {
          i++;
        }
        letters(folded.chars, begin, i);
        continue;
      }
      i++;
      if (CharClass.of(c) == CharClass.DIGIT) {
        if (length == 0 || tokens[length - 1] != DIGIT) {
          token(DIGIT, begin, i);
        }
      } else if (readings.of(c) != 0) {
        token(UNREAD | readings.of(c), begin, i);
      }
    }
  }

  private void letters(char[] chars, int begin, int end) {
    int[] ends = new int[end - begin];
    int syllables = readings.split(chars, begin, end, ends);
    if (syllables == 0) {
      int run = new String(chars, begin, end - begin).hashCode();
      token(2 * UNREAD + (run & UNREAD - 1), begin, end);
    }
    int from = begin;
    for (int i = 0; i < syllables; i++) {
      token(UNREAD | readings.spelt(chars, from, begin + ends[i]), begin, end);
      from = begin + ends[i];
    }
  }

  private void token(int token, int begin, int end) {
    if (length == tokens.length) {
      tokens = Arrays.copyOf(tokens, 2 * length);
      begins = Arrays.copyOf(begins, 2 * length);
      ends = Arrays.copyOf(ends, 2 * length);
    }
    tokens[length] = token;
    begins[length] = begin;
    ends[length++] = end;
  }

  private void runs(int stream, Sink sink) {
    for (int first = 0; first < length; first++) {
      int hash = stream * 0x9E3779B9;
      int last = Math.min(first + LONGEST, length);
      for (int i = first; i < last; i++) {
        hash = (hash ^ tokens[i]) * 0x85EBCA6B;
        hash ^= hash >>> 15;
        sink.run(number(hash + i - first), begins[first], ends[i]);
      }
    }
  }

  private static int number(int hash) {
    int mixed = hash * 0xC2B2AE35;
    return (mixed ^ mixed >>> 16) & SIZE - 1;
  }

  /** What the runs don't say. */
  private void marks(FoldBuffer folded) {
    int size = end() - begin;
    int digits = 0;
    int letters = 0;
    int ideographs = 0;
    int separators = 0;
    long[] seen = new long[64];
    int different = 0;
    for (int i = begin; i < begin + size; i++) {
      char c = folded.chars[i];
      switch (CharClass.of(c)) {
        case CharClass.DIGIT -> digits++;
        case CharClass.LETTER -> letters++;
        case CharClass.OTHER -> ideographs++;
        case CharClass.CLAUSE_END -> {}
        default -> separators += Character.isWhitespace(c) || Character.isSurrogate(c) ? 0 : 1;
      }
      int bit = ((c * 0x9E37) >>> 4) & 0xFFF;
      if ((seen[bit >>> 6] & 1L << bit) == 0) {
        seen[bit >>> 6] |= 1L << bit;
        different++;
      }
    }
    mark(0, digits >= 5);
    mark(1, digits >= 9);
    mark(2, letters >= 4);
    mark(3, ideographs > 2 && separators > ideographs);
    mark(4, size > 6 && different * 2 < size);
    mark(5, size > 6 && different * 3 < size);
    mark(6, size > 6 && different * 5 < size);
    mark(7, size < 5);
    mark(8, size > 60);
    if (different * 2 < size) {
      repetition(folded.chars, begin, begin + size, letters + digits + ideographs == 0);
    }
  }

  /** Whether the text is nothing but one thing said again and again. */
  private void repetition(char[] chars, int from, int to, boolean onlySigns) {
    int[] said = new int[to - from];
    int count = 0;
    for (int i = from; i < to; i++) {
      int c = Character.codePointAt(chars, i, to);
      i += Character.charCount(c) - 1;
      byte kind = i < to && c < 0x10000 ? CharClass.of((char) c) : CharClass.OTHER;
      if (onlySigns ? !Character.isWhitespace(c) : kind < CharClass.SEPARATOR) {
        said[count++] = c;
      }
    }
    int unit = unit(said, count);
    boolean again = unit * 3 <= count;
    mark(9, unit == 1 && count >= 12);
    mark(10, unit > 1 && again && count >= 8);
    mark(11, unit > 1 && unit * 5 <= count);
    mark(12, onlySigns && again && count >= 12);
  }

  /** The shortest beginning that the whole consists of, said again and again; at least 1. */
  private static int unit(int[] said, int count) {
    int[] border = new int[count + 1];
    int matched = 0;
    for (int i = 1; i < count; i++) {
      while (matched > 0 && said[i] != said[matched]) {
        matched = border[matched];
      }
      matched += said[i] == said[matched] ? 1 : 0;
      border[i + 1] = matched;
    }
    return Math.max(1, count - (count == 0 ? 0 : border[count]));
  }

  private void mark(int which, boolean there) {
    if (there) {
      add(number(MARKS + which * 0x85EBCA6B));
    }
  }

  private void add(int feature) {
    if (isNew(feature)) {
      if (count == found.length) {
        found = Arrays.copyOf(found, 2 * count);
      }
      found[count++] = feature;
      if (2 * count > has.length) {
        has = new int[2 * has.length];
        for (int i = 0; i < count; i++) {
          isNew(found[i]);
        }
      }
    }
  }

  /** Whether the text had not that number before; from now on it has. */
  private boolean isNew(int feature) {
    int mask = has.length - 1;
    int entry = turn << SIZE_BITS | feature;
    int at = feature & mask;
    while (has[at] >>> SIZE_BITS == turn) {
      if (has[at] == entry) {
        return false;
      }
      at = at + 1 & mask;
    }
    has[at] = entry;
    return true;
  }
}
