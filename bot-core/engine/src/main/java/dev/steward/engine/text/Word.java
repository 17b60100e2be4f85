package dev.steward.engine.text;

/**
 * An entry of a word list.
 *
 * @param text what to look for, as the manager wrote it
 * @param looseness how far the message may differ
 * @param payload whatever the owner of the list wants back with a hit: a rule, a line of a file
 */
public record Word<T>(String text, Looseness looseness, T payload) {
  /**
   * Checks that there is something to look for.
   *
   * @throws IllegalArgumentException when folding leaves nothing of the text to look for
   */
  public Word {
    if (Normaliser.fold(text).text().isBlank()) {
      throw new IllegalArgumentException(
          "word: \"" + text + "\" has no visible character (expected: at least one)");
    }
  }
}
