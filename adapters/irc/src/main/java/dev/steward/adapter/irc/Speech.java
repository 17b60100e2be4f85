package dev.steward.adapter.irc;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.steward.chat.Button;
import dev.steward.chat.Content;
import dev.steward.chat.Segment;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Puts what Steward says into lines. A line holds 512 bytes with what the server puts before it, so
 * a text is cut between characters, best after a sentence or at a blank; where the server has
 * multiline messages the pieces stay one message.
 */
final class Speech {
  /** More than this is a flood on any network. */
  static final int MOST_BYTES = 32_768;

  private static final String ENDS = "。！？；.!?;，, \t";

  private Speech() {}

  /**
   * A piece of a text that fits a line.
   *
   * @param goesOn whether it belongs to the same line of the text as the piece before
   */
  record Piece(String text, boolean goesOn) {
    int bytes() {
      return Speech.bytes(text);
    }
  }

  /** The words of a message, buttons as numbered lines; empty when there are none. */
  static String text(Content content, List<Button> buttons) {
    StringBuilder all = new StringBuilder();
    for (Segment segment : content.segments()) {
      all.append(segment.plain());
    }
    for (int i = 0; i < buttons.size(); i++) {
      all.append(all.isEmpty() ? "" : "\n")
          .append(i + 1)
          .append(' ')
          .append(buttons.get(i).label());
    }
    String clean = clean(all.toString());
    return clean.isBlank() ? "" : clean;
  }

  /** Without what a line can't hold, or what would be a command to a client. */
  static String clean(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.replace("\r\n", "\n")
        .replace('\r', '\n')
        .codePoints()
        .forEach(
            c -> {
              if (c >= 0xD800 && c <= 0xDFFF) {
                clean.append('\uFFFD');
              } else if ((c >= ' ' && c != 127) || c == '\n' || c == '\t') {
                clean.appendCodePoint(c);
              }
            });
    return clean.toString();
  }

  /** How long a text is on the wire. */
  static int bytes(String text) {
    return text.getBytes(UTF_8).length;
  }

  /** The text on one line, such as a topic. */
  static String oneLine(String text) {
    return clean(text).trim().replaceAll("\\s*\n\\s*", " · ");
  }

  /** Cuts a clean text into pieces of at most so many bytes. */
  static List<Piece> pieces(String text, int most) {
    List<Piece> pieces = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      String rest = line;
      boolean goesOn = false;
      while (bytes(rest) > most) {
        int cut = cut(rest, most);
        pieces.add(new Piece(rest.substring(0, cut), goesOn));
        rest = rest.substring(cut);
        goesOn = true;
      }
      pieces.add(new Piece(rest, goesOn));
    }
    return pieces;
  }

  /** Where to cut: whole characters as people see them, as many as fit. */
  private static int cut(String text, int most) {
    BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
    characters.setText(text);
    int size = 0;
    int from = 0;
    int nice = 0;
    for (int to = characters.next(); to != BreakIterator.DONE; to = characters.next()) {
      size += bytes(text.substring(from, to));
      if (size > most) {
        break;
      }
      if (to - from == 1 && ENDS.indexOf(text.charAt(from)) >= 0) {
        nice = to;
      }
      from = to;
    }
    if (nice > from / 2) {
      return nice;
    }
    return from > 0 ? from : cutInside(text, most);
  }

  /** One character of more bytes than a line holds: cut between its code points. */
  private static int cutInside(String text, int most) {
    int size = 0;
    int at = 0;
    while (at < text.length()) {
      int next = text.offsetByCodePoints(at, 1);
      size += bytes(text.substring(at, next));
      if (size > most && at > 0) {
        break;
      }
      at = next;
    }
    return at;
  }

  /** Puts pieces together to messages that hold at most so many bytes and lines. */
  static List<List<Piece>> messages(List<Piece> pieces, int mostBytes, int mostLines) {
    List<List<Piece>> messages = new ArrayList<>();
    List<Piece> message = new ArrayList<>();
    int bytes = 0;
    for (Piece piece : pieces) {
      int more = piece.bytes() + (message.isEmpty() || piece.goesOn() ? 0 : 1);
      if (!message.isEmpty() && (bytes + more > mostBytes || message.size() >= mostLines)) {
        messages.add(message);
        message = new ArrayList<>();
        bytes = 0;
        more = piece.bytes();
      }
      message.add(message.isEmpty() ? new Piece(piece.text(), false) : piece);
      bytes += more;
    }
    messages.add(message);
    messages.removeIf(one -> one.stream().allMatch(piece -> piece.text().isBlank()));
    return messages;
  }
}
