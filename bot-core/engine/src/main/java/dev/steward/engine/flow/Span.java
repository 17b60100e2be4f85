package dev.steward.engine.flow;

import java.util.Optional;

/**
 * Characters that a decision rests on.
 *
 * @param start the first code point of the message's text, counting from 0
 * @param end after the last
 * @param why what was found there, such as the entry of the word list
 */
public record Span(int start, int end, String why) {
  private static final String SOUNDS = "谐音 ≈ ";

  /** What only sounds like an entry of a word list, is spelt or taken apart. */
  public static Span sounding(int start, int end, String entry) {
    return new Span(start, end, SOUNDS + entry);
  }

  /** The entry that it only sounds like; empty when it is written as it stands there. */
  public Optional<String> soundsLike() {
    return why.startsWith(SOUNDS) ? Optional.of(why.substring(SOUNDS.length())) : Optional.empty();
  }

  /** The characters themselves, out of the message's text. */
  public String of(String text) {
    int from = text.offsetByCodePoints(0, start);
    return text.substring(from, text.offsetByCodePoints(from, end - start));
  }
}
