package dev.steward.engine.text;

/** A pattern that can't be used, told so that a manager can mend it. */
public final class PatternMistake extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String pattern;
  private final int index;
  private final String zh;
  private final String en;

  PatternMistake(String pattern, int index, String zh, String en) {
    super(en);
    this.pattern = pattern;
    this.index = index;
    this.zh = zh;
    this.en = en;
  }

  /** The pattern as it was written. */
  public String pattern() {
    return pattern;
  }

  /**
   * Where in the pattern the mistake begins, in code points; its length when the end is missing.
   */
  public int index() {
    return index;
  }

  /** What is wrong and how to mend it, in Chinese. */
  public String zh() {
    return zh;
  }

  /** What is wrong and how to mend it, in English. */
  public String en() {
    return en;
  }
}
