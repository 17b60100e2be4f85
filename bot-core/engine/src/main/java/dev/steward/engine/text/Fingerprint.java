package dev.steward.engine.text;

/**
 * Stands for the letters and digits of a text, folded: two messages that differ in spaces,
 * punctuation, emoji, invisible characters or letter styling have the same one.
 *
 * @param hash 64 bits; the same for different texts about once in 10^19 pairs
 * @param letters how many letters and digits went into it, in folded chars; texts of few are equal
 *     by chance, and 0 means that there was nothing to compare
 */
public record Fingerprint(long hash, int letters) {
  /** The fingerprint of a text. */
  public static Fingerprint of(String text) {
    return of(new FoldBuffer().fold(text));
  }

  /** The fingerprint of the text that was folded last. */
  public static Fingerprint of(FoldBuffer folded) {
    long hash = 0xcbf29ce484222325L;
    int letters = 0;
    for (int i = 0; i < folded.length; i++) {
      if (folded.classOf(i) < CharClass.SEPARATOR) {
        hash = (hash ^ folded.chars[i]) * 0x9E3779B97F4A7C15L;
        hash ^= hash >>> 29;
        letters++;
      }
    }
    hash = (hash ^ (hash >>> 30)) * 0xBF58476D1CE4E5B9L;
    hash = (hash ^ (hash >>> 27)) * 0x94D049BB133111EBL;
    return new Fingerprint(hash ^ (hash >>> 31), letters);
  }
}
