package dev.steward.engine.faq;

/**
 * A question of which is known what should be answered.
 *
 * @param answer the entry's id; empty if silence is right
 */
public record Labelled(String text, String answer, Kind kind) {
  /** What kind of text it is. */
  public enum Kind {
    /** Fully answered by one entry. */
    IN,
    /** About the topic of an entry, though no entry tells it. */
    NEAR,
    /** To this brand, about something that the entries don't have. */
    DOM,
    /** Talk. */
    CHAT
  }
}
