package dev.steward.engine.text;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;

/**
 * The few patterns of a group, searched in the text as it was sent, not folded. RE2 takes linear
 * time whatever the pattern, but a thousand times that of a word list: for words use {@link
 * WordMatcher}. Immutable and thread-safe.
 */
public final class PatternSet<T> {
  /** More hits than this of one pattern in one message tell nothing new. */
  static final int MOST_HITS = 100;

  private record Compiled<T>(WrittenPattern<T> written, Pattern pattern) {}

  private final List<Compiled<T>> patterns;

  private PatternSet(List<Compiled<T>> patterns) {
    this.patterns = patterns;
  }

  /**
   * Compiles patterns.
   *
   * @throws PatternMistake for the first that can't be used; to report all of them, try them singly
   */
  public static <T> PatternSet<T> of(List<WrittenPattern<T>> patterns) {
    return new PatternSet<>(
        patterns.stream()
            .map(written -> new Compiled<>(written, PatternCheck.compile(written.regex())))
            .toList());
  }

  /** Hits in order of the patterns, those of one pattern in order of place, at most 100 of each. */
  public List<Hit<WrittenPattern<T>>> find(String text) {
    List<Hit<WrittenPattern<T>>> hits = new ArrayList<>();
    for (Compiled<T> compiled : patterns) {
      Matcher matcher = compiled.pattern().matcher(text);
      int read = 0;
      int codePoints = 0;
      int found = 0;
      while (found++ < MOST_HITS && matcher.find()) {
        codePoints += text.codePointCount(read, matcher.start());
        int length = text.codePointCount(matcher.start(), matcher.end());
        if (length > 0) {
          hits.add(new Hit<>(compiled.written(), codePoints, codePoints + length));
        }
        codePoints += length;
        read = matcher.end();
      }
    }
    return hits;
  }
}
