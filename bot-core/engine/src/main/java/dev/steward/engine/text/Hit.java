package dev.steward.engine.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Where something that was looked for stands in a message.
 *
 * @param entry what was looked for: a {@link Word} or a {@link WrittenPattern}
 * @param start code point offset in the original text
 * @param end code point offset in the original text, exclusive
 */
public record Hit<E>(E entry, int start, int end) {
  /**
   * Of hits that overlap, keeps the leftmost, and of those that begin together the longest.
   *
   * @return in order of place
   */
  public static <E> List<Hit<E>> leftmostLongest(List<Hit<E>> hits) {
    List<Hit<E>> ordered = new ArrayList<>(hits);
    ordered.sort(
        Comparator.<Hit<E>>comparingInt(Hit::start)
            .thenComparing(Comparator.<Hit<E>>comparingInt(Hit::end).reversed()));
    List<Hit<E>> kept = new ArrayList<>();
    int free = 0;
    for (Hit<E> hit : ordered) {
      if (hit.start() >= free) {
        kept.add(hit);
        free = hit.end();
      }
    }
    return kept;
  }
}
