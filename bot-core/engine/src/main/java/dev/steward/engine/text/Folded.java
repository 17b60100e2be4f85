package dev.steward.engine.text;

/**
 * A folded message: the form that is compared, and for each of its chars the place in the original
 * that it came from. Immutable. Made by {@link Normaliser}.
 */
public final class Folded {
  private final String original;
  private final String text;
  private final int[] starts;
  private final int[] ends;

  Folded(String original, String text, int[] starts, int[] ends) {
    this.original = original;
    this.text = text;
    this.starts = starts;
    this.ends = ends;
  }

  /** What was folded. */
  public String original() {
    return original;
  }

  /** The folded form. May be longer than the original (㎏ is kg) or empty. */
  public String text() {
    return text;
  }

  /**
   * Where a folded char begins in the original.
   *
   * @param index of a char of {@link #text}
   * @return a code point offset
   */
  public int start(int index) {
    return starts[index];
  }

  /**
   * Where a folded char ends in the original.
   *
   * @param index of a char of {@link #text}
   * @return a code point offset, exclusive; accents count as part of the letter that carries them,
   *     zero-width characters as part of nothing
   */
  public int end(int index) {
    return ends[index];
  }

  @Override
  public String toString() {
    return text;
  }
}
