package dev.steward.engine.faq;

import java.io.InputStream;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Cuts a text into the pieces that a BERT model knows: Chinese characters one by one, other words
 * into the longest known pieces. Reads the {@code tokenizer.json} that lies beside the model.
 * Thread-safe.
 */
final class WordPiece {
  private static final int LONGEST_WORD = 64;

  private final Map<String, Integer> ids;
  private final long unknown;
  private final long start;
  private final long end;

  /** Reads the vocabulary; the stream is closed by the caller. */
  WordPiece(InputStream tokenizer) {
    JsonNode vocabulary = JsonMapper.shared().readTree(tokenizer).path("model").path("vocab");
    ids = HashMap.newHashMap(vocabulary.size());
    vocabulary.properties().forEach(piece -> ids.put(piece.getKey(), piece.getValue().intValue()));
    unknown = id("[UNK]");
    start = id("[CLS]");
    end = id("[SEP]");
  }

  private long id(String piece) {
    Integer id = ids.get(piece);
    if (id == null) {
      throw new IllegalArgumentException("vocabulary: without " + piece + " (expected: BERT's)");
    }
    return id;
  }

  /**
   * The numbers of the pieces, with the marks of start and end.
   *
   * @param most how many at most, marks included; the rest of the text is left out
   */
  long[] cut(String text, int most) {
    long[] pieces = new long[Math.min(most, text.length() + 2)];
    int count = 0;
    pieces[count++] = start;
    int at = 0;
    while (at < text.length() && count < pieces.length - 1) {
      int code = text.codePointAt(at);
      int next = at + Character.charCount(code);
      if (isSpace(code)) {
        at = next;
        continue;
      }
      if (!standsAlone(code)) {
        while (next < text.length() && !breaks(text.codePointAt(next))) {
          next += Character.charCount(text.codePointAt(next));
        }
      }
      count = word(text.substring(at, next), pieces, count);
      at = next;
    }
    pieces[count++] = end;
    return count == pieces.length ? pieces : Arrays.copyOf(pieces, count);
  }

  /** Adds one word's pieces, or the mark of the unknown; leaves room for the end mark. */
  private int word(String word, long[] pieces, int count) {
    int first = count;
    int at = 0;
    while (at < word.length()) {
      int to = Math.min(word.length(), at + LONGEST_WORD);
      Integer found = null;
      while (to > at && found == null) {
        found = ids.get(at == 0 ? word.substring(at, to) : "##" + word.substring(at, to));
        if (found == null) {
          to--;
        }
      }
      if (found == null) {
        pieces[first] = unknown;
        return first + 1;
      }
      if (count == pieces.length - 1) {
        return count;
      }
      pieces[count++] = found;
      at = to;
    }
    return count;
  }

  /** The numbers of the words that are one piece; the others are left out. */
  BitSet find(String words) {
    BitSet found = new BitSet();
    for (String word : words.split(" ", -1)) {
      Integer id = ids.get(word);
      if (id != null) {
        found.set(id);
      }
    }
    return found;
  }

  private static boolean breaks(int code) {
    return isSpace(code) || standsAlone(code);
  }

  private static boolean isSpace(int code) {
    return Character.isWhitespace(code) || Character.isSpaceChar(code) || isControl(code);
  }

  private static boolean isControl(int code) {
    return switch (Character.getType(code)) {
      case Character.CONTROL, Character.FORMAT, Character.UNASSIGNED, Character.PRIVATE_USE -> true;
      default -> false;
    };
  }

  /** Chinese characters and punctuation are words of their own. */
  private static boolean standsAlone(int code) {
    return Character.isIdeographic(code) || isPunctuation(code);
  }

  private static boolean isPunctuation(int code) {
    if (code < 128) {
      return code > 32 && !Character.isLetterOrDigit(code);
    }
    return switch (Character.getType(code)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          true;
      default -> false;
    };
  }
}
