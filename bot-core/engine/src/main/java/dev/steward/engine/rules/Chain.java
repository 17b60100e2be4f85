package dev.steward.engine.rules;

import dev.steward.engine.text.SimilarText;
import org.jspecify.annotations.Nullable;

/**
 * Whether a message is a turn in a sign-up chain (接龙): asked only when a flood or a repetition
 * would hit.
 */
final class Chain {
  private final String text;
  private final String previous;
  private @Nullable Boolean known;

  /** A message, and the last one here that may have been part of a chain. */
  Chain(String text, String previous) {
    this.text = text;
    this.previous = previous;
  }

  /**
   * Cheap: whether it has what every chain has, a number at the start of some line, a plus or the
   * word.
   */
  boolean mayBe() {
    if (text.isEmpty()) {
      return false;
    }
    char first = text.charAt(0);
    return (first < 128 && !Character.isLetter(first))
        || Character.getType(first) == Character.OTHER_NUMBER
        || text.indexOf('\n') >= 0
        || text.contains("接龙")
        || text.contains("接龍");
  }

  /** Whoever takes too many turns takes part in none. */
  void overdone() {
    known = false;
  }

  boolean is() {
    if (known == null) {
      known = mayBe() && SimilarText.isSignUpChain(text, previous);
    }
    return known;
  }
}
