package dev.steward.engine.text;

/**
 * Folds text so that the same words compare equal however they are dressed: full-width, circled,
 * mathematical and small-capital letters, upper case, accents, zero-width and bidi controls,
 * traditional characters, runs of spaces. Stateless.
 *
 * <p>Cyrillic and Greek letters count as the Latin ones they look like only in a word that has
 * Latin letters too, and only if each of them looks like one: text natural in its own script is
 * never evidence. What stays apart: Hangul written in single jamo, and regional flags.
 */
public final class Normaliser {
  private Normaliser() {}

  /** The letters and digits of a text alone, folded: what its {@link Fingerprint} stands for. */
  public static String letters(String text) {
    FoldBuffer buffer = new FoldBuffer(text.length()).fold(text);
    buffer.pack();
    return new String(buffer.packed, 0, buffer.packedLength);
  }

  /** Folds a text of any content. Linear time, never throws. On a hot path use a FoldBuffer. */
  public static Folded fold(String text) {
    return new FoldBuffer(text.length()).fold(text).toFolded();
  }
}
