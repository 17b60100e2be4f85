package dev.steward.engine.script;

/** One text in both languages. */
record Both(String zh, String en) {
  static Both of(String zh, String en) {
    return new Both(zh, en);
  }
}
