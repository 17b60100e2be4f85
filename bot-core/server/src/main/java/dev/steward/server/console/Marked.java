package dev.steward.server.console;

import dev.steward.engine.flow.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A text cut at its spans, so that a page can put {@code mark} around them without ever handling
 * HTML.
 */
final class Marked {
  private Marked() {}

  /**
   * A stretch of the text.
   *
   * @param marked whether a decision rests on it
   * @param why what was found there, empty when it is not marked
   */
  record Part(String text, boolean marked, String why) {}

  /**
   * Cuts a text. Offsets are code points; what lies outside the text is left out, and where spans
   * overlap each stretch names all of them.
   */
  static List<Part> parts(String text, List<Span> spans) {
    int length = text.codePointCount(0, text.length());
    TreeSet<Integer> cuts = new TreeSet<>(List.of(0, length));
    List<Span> inside = new ArrayList<>();
    for (Span span : spans) {
      Span clamped = new Span(clamp(span.start(), length), clamp(span.end(), length), span.why());
      if (clamped.start() < clamped.end()) {
        inside.add(clamped);
        cuts.add(clamped.start());
        cuts.add(clamped.end());
      }
    }
    List<Part> parts = new ArrayList<>();
    int from = 0;
    int fromChar = 0;
    for (int to : cuts.tailSet(1)) {
      int toChar = text.offsetByCodePoints(fromChar, to - from);
      parts.add(part(text.substring(fromChar, toChar), from, to, inside));
      from = to;
      fromChar = toChar;
    }
    return parts;
  }

  private static Part part(String text, int from, int to, List<Span> spans) {
    List<Span> here =
        spans.stream().filter(span -> span.start() <= from && to <= span.end()).toList();
    String why = here.stream().map(Span::why).distinct().collect(Collectors.joining(", "));
    return new Part(text, !here.isEmpty(), why);
  }

  private static int clamp(int offset, int length) {
    return Math.max(0, Math.min(offset, length));
  }
}
