package dev.steward.engine.flow;

/**
 * Characters that a decision rests on.
 *
 * @param start the first code point of the message's text, counting from 0
 * @param end after the last
 * @param why what was found there, such as the entry of the word list
 */
public record Span(int start, int end, String why) {
  /** The characters themselves, out of the message's text. */
  public String of(String text) {
    int from = text.offsetByCodePoints(0, start);
    return text.substring(from, text.offsetByCodePoints(from, end - start));
  }
}
