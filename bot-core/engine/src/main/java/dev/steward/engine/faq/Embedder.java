package dev.steward.engine.faq;

/** Turns a text into directions: what means the same points the same way. */
public interface Embedder {
  /**
   * What a text means. Takes milliseconds: not for a lane's thread.
   *
   * @param plain may be empty; the end of a very long one is left out
   */
  Meaning embed(String plain);

  /** Whether a piece carries no meaning of its own, as "the" does. */
  boolean small(int piece);

  /** The model, for figures and explanations. */
  String name();
}
