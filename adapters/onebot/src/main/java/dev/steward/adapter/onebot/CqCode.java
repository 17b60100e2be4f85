package dev.steward.adapter.onebot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The string form of messages: words with {@code [CQ:type,key=value,…]} in between. What would be
 * read as markup stands as an entity: ampersand and brackets, inside a code the comma as well.
 */
final class CqCode {
  /** What comes after so many pieces stays words. */
  private static final int MOST_PIECES = 5_000;

  private CqCode() {}

  /** Reads a message; what looks like a code and is none stays words. */
  static List<Frame.Piece> read(String message) {
    List<Frame.Piece> pieces = new ArrayList<>();
    int at = 0;
    while (at < message.length()) {
      int open = pieces.size() < MOST_PIECES ? message.indexOf("[CQ:", at) : -1;
      int close = open < 0 ? -1 : message.indexOf(']', open);
      if (close < 0) {
        words(pieces, message.substring(at));
        break;
      }
      words(pieces, message.substring(at, open));
      pieces.add(code(message.substring(open + 4, close)));
      at = close + 1;
    }
    return pieces;
  }

  private static void words(List<Frame.Piece> pieces, String escaped) {
    if (!escaped.isEmpty()) {
      pieces.add(new Frame.Piece("text", Map.of("text", plain(escaped))));
    }
  }

  private static Frame.Piece code(String inside) {
    String[] parts = inside.split(",", -1);
    Map<String, Object> data = new LinkedHashMap<>();
    for (int i = 1; i < parts.length; i++) {
      int equals = parts[i].indexOf('=');
      if (equals > 0) {
        data.put(parts[i].substring(0, equals), plain(parts[i].substring(equals + 1)));
      }
    }
    return new Frame.Piece(parts[0], data);
  }

  private static String plain(String escaped) {
    if (escaped.indexOf('&') < 0) {
      return escaped;
    }
    return escaped
        .replace("&#44;", ",")
        .replace("&#91;", "[")
        .replace("&#93;", "]")
        .replace("&amp;", "&");
  }
}
