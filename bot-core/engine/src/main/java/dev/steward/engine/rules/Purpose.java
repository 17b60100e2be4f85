package dev.steward.engine.rules;

/** What a message is for, where that matters to rules: some may say what others may not. */
public enum Purpose {
  TALK,
  /** About the shop's prices, goods, delivery or service: never deleted, never punished. */
  COMPLAINT,
  /** A complaint or a report that may be an offer or an attack as well: staff decide. */
  DOUBTFUL,
  /** Somebody points staff to what another did. */
  REPORT,
  /** The group's rules, pasted or quoted. */
  RULES,
  /** What offends stands in quotation marks, and is only told of others. */
  TOLD
}
