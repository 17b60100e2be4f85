package dev.steward.server;

import dev.steward.engine.flow.Span;
import java.util.List;

/** One line of a text, cut to what a screen shows, its spans between corner brackets. */
final class MarkedText {
  /** So many code points are shown. */
  private static final int SHOWN = 160;

  /** So many before the first span where that stands further on. */
  private static final int BEFORE = 40;

  private MarkedText() {}

  /** Around the first span where the beginning does not show it; the beginning without any. */
  static String of(String text, List<Span> spans) {
    int[] points = text.codePoints().toArray();
    List<Span> marks = spans.stream().filter(span -> span.start() < span.end()).toList();
    int from = from(points.length, marks);
    int to = Math.min(points.length, from + SHOWN);
    StringBuilder marked = new StringBuilder(from > 0 ? "…" : "");
    for (int i = from; i <= to; i++) {
      int at = i;
      marks.forEach(
          span ->
              marked.append(
                  span.start() < to && Math.min(span.end(), to) == at && at > from ? "」" : ""));
      marks.forEach(
          span ->
              marked.append(
                  span.end() > from && Math.max(span.start(), from) == at && at < to ? "「" : ""));
      if (i < to) {
        marked.appendCodePoint(points[i] == '\n' ? ' ' : points[i]);
      }
    }
    return marked.append(to < points.length ? "…" : "").toString();
  }

  private static int from(int length, List<Span> marks) {
    return marks.stream()
        .min((one, other) -> Integer.compare(one.start(), other.start()))
        .filter(first -> first.end() > SHOWN)
        .map(first -> Math.max(0, Math.min(first.start() - BEFORE, length - SHOWN)))
        .orElse(0);
  }
}
