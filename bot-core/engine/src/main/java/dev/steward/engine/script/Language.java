package dev.steward.engine.script;

/** The languages that Steward speaks, as equals. */
public enum Language {
  ZH,
  EN;

  /** One of two texts. */
  public String pick(String zh, String en) {
    return this == ZH ? zh : en;
  }
}
