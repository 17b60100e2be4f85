package dev.steward.engine.text;

/**
 * What a folded text sounds like: one char for each syllable, whether it is written as a character,
 * in pinyin or by a character's parts. Letters and digits that are no pinyin are themselves, and
 * what parts words is left out. The arrays are used again with the next text. Not thread-safe: one
 * for each {@link FoldBuffer}.
 */
final class Sounds {
  /** In place of a character: it is spelt, not written. */
  static final char SPELT = 0;

  /** Syllables are numbered from here on, where Unicode has no characters of its own. */
  private static final int SYLLABLES = 0xE000;

  /** With {@link #SYLLABLES}: the character may be the first part of another one. */
  private static final int FIRST_PART = 0x400;

  private static final char LETTER = 1;

  /** An emoji that stands for a character, or only parts words. */
  private static final char SIGN = 2;

  private static final Readings READINGS = Readings.shared();
  private static final Parts PARTS = Parts.shared();

  /** How each folded char sounds, 0 for what parts words; one table spares misses of the cache. */
  private static final char[] TABLE = table();

  /** The syllables: {@code chars[0, length)}. */
  char[] chars = new char[0];

  /** The folded char where each begins. */
  int[] begins = new int[0];

  /** The folded char where each ends, exclusive. */
  int[] ends = new int[0];

  int length;

  /** Whether the text has emoji that may stand for characters; after {@link #read}. */
  boolean hasSigns;

  private int[] split = new int[0];

  private static char[] table() {
    char[] table = new char[0x10000];
    for (int c = 0; c < 0x10000; c++) {
      char reading = READINGS.of((char) c);
      if (ContactSigns.character((char) c) != 0) {
        table[c] = SIGN;
      } else if (ContactSigns.isLatin((char) c)) {
        table[c] = LETTER;
      } else if (reading != 0) {
        table[c] = (char) (SYLLABLES + reading + (PARTS.beginWith((char) c) ? FIRST_PART : 0));
      } else if (CharClass.of((char) c) < CharClass.SEPARATOR) {
        table[c] = (char) c;
      }
    }
    return table;
  }

  /**
   * Takes every character as it is written.
   *
   * @return may some be the parts of others? Then {@link #join}.
   */
  boolean read(FoldBuffer text) {
    return read(text, false, false);
  }

  /** Takes parts together. */
  void join(FoldBuffer text) {
    read(text, true, false);
  }

  /** Takes emoji for the characters that they stand for: 薇❤ is 微信. */
  void see(FoldBuffer text) {
    read(text, false, true);
  }

  /** The character of a syllable, put together from its parts if need be, or {@link #SPELT}. */
  char face(FoldBuffer text, int index) {
    char c = text.chars[begins[index]];
    if (isJoined(text, index)) {
      return PARTS.whole(text, begins[index], ends[index] - begins[index]);
    }
    return ContactSigns.isLatin(c) && c != chars[index] ? SPELT : c;
  }

  /** Is this one put together from parts? */
  boolean isJoined(FoldBuffer text, int index) {
    return ends[index] > begins[index] + 1 && !ContactSigns.isLatin(text.chars[begins[index]]);
  }

  /** Whether this one is an emoji. */
  boolean isSign(FoldBuffer text, int index) {
    return TABLE[text.chars[begins[index]]] == SIGN;
  }

  /** The syllables as a text. */
  String text() {
    return new String(chars, 0, length);
  }

  private boolean read(FoldBuffer text, boolean joining, boolean seeing) {
    int size = text.length;
    if (chars.length < size) {
      chars = new char[text.chars.length];
      begins = new int[text.chars.length];
      ends = new int[text.chars.length];
      split = new int[text.chars.length];
    }
    char[] in = text.chars;
    char[] table = TABLE;
    length = 0;
    boolean apart = false;
    hasSigns = false;
    int i = 0;
    while (i < size) {
      char sound = table[in[i]];
      if (sound == 0) {
        i++;
      } else if (sound == LETTER) {
        i = letters(text, i);
      } else if (sound == SIGN) {
        hasSigns = true;
        if (seeing) {
          add((char) (SYLLABLES + READINGS.of(ContactSigns.character(in[i]))), i, i + 1);
        }
        i++;
      } else {
        int taken = 1;
        if (sound >= SYLLABLES + FIRST_PART && sound < SYLLABLES + 2 * FIRST_PART) {
          sound = (char) (sound - FIRST_PART);
          int parts = joining || !apart ? PARTS.length(text, i) : 0;
          apart |= parts > 0;
          if (joining && parts > 0) {
            taken = parts;
            char whole = table[PARTS.whole(text, i, parts)];
            sound = whole >= SYLLABLES + FIRST_PART ? (char) (whole - FIRST_PART) : whole;
          }
        }
        add(sound, i, i + taken);
        i += taken;
      }
    }
    return apart;
  }

  private int letters(FoldBuffer text, int begin) {
    int end = begin;
    while (end < text.length && ContactSigns.isLatin(text.chars[end])) {
      end++;
    }
    int count = READINGS.split(text.chars, begin, end, split);
    if (count == 0) {
      for (int i = begin; i < end; i++) {
        add(text.chars[i], i, i + 1);
      }
      return end;
    }
    int from = begin;
    for (int i = 0; i < count; i++) {
      int to = begin + split[i];
      add((char) (SYLLABLES + READINGS.spelt(text.chars, from, to)), from, to);
      from = to;
    }
    return end;
  }

  private void add(char sound, int begin, int end) {
    chars[length] = sound;
    begins[length] = begin;
    ends[length++] = end;
  }
}
