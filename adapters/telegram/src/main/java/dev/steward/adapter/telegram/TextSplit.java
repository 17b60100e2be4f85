package dev.steward.adapter.telegram;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a long text into pieces, best at the end of a line, else of a sentence, a word. Counts
 * UTF-16 units, and never cuts a character in two.
 */
final class TextSplit {
  private static final String SENTENCE_ENDS = "。！？…!?；;";

  private TextSplit() {}

  /** A piece of the text, end exclusive. */
  record Piece(int from, int to) {}

  /** The pieces in order; only white space between them is left out. Never empty for a text. */
  static List<Piece> split(String text, int most) {
    List<Piece> pieces = new ArrayList<>();
    int from = 0;
    while (text.length() - from > most) {
      int to = cut(text, from, from + most);
      pieces.add(new Piece(from, trimEnd(text, from, to)));
      from = to;
      while (from < text.length() && Character.isWhitespace(text.charAt(from))) {
        from++;
      }
    }
    if (from < text.length() || pieces.isEmpty()) {
      pieces.add(new Piece(from, text.length()));
    }
    return pieces;
  }

  /** Where a piece that begins at {@code from} ends, at the latest at {@code end}. */
  private static int cut(String text, int from, int end) {
    int least = from + (end - from) / 2;
    int line = text.lastIndexOf('\n', end - 1);
    if (line >= least) {
      return line + 1;
    }
    for (int i = end - 1; i >= least; i--) {
      if (SENTENCE_ENDS.indexOf(text.charAt(i)) >= 0) {
        return i + 1;
      }
    }
    for (int i = end - 1; i >= least; i--) {
      if (Character.isWhitespace(text.charAt(i))) {
        return i + 1;
      }
    }
    boolean half =
        Character.isHighSurrogate(text.charAt(end - 1))
            && Character.isLowSurrogate(text.charAt(end));
    return half ? end - 1 : end;
  }

  private static int trimEnd(String text, int from, int to) {
    int end = to;
    while (end > from + 1 && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    return end;
  }
}
