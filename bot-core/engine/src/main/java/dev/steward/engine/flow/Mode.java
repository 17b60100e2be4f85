package dev.steward.engine.flow;

/** Whether a decision is carried out, or only recorded as what would have been done. */
public enum Mode {
  LIVE,
  OBSERVED;

  /** Live only if both are. */
  public Mode and(Mode other) {
    return this == LIVE ? other : this;
  }
}
