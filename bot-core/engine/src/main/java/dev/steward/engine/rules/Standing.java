package dev.steward.engine.rules;

/** What is known of a person over all groups; asked only where a condition needs it. */
interface Standing {
  /** How many strikes count against them. */
  int strikes();

  /** The name of their tier in the price book; empty for none. */
  String tier();

  /**
   * Whether it stands for anybody at any time: of a rule's conditions only those of texts count.
   */
  default boolean isAnybodys() {
    return false;
  }
}
