package dev.steward.engine.script;

/** A file that people labelled can't be used; says where, what was found and what was expected. */
public final class LabelledFileException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String zh;
  private final String en;

  public LabelledFileException(String zh, String en) {
    super(en);
    this.zh = zh;
    this.en = en;
  }

  /** Where, what was found, and what was expected. */
  public String text(Language language) {
    return language.pick(zh, en);
  }
}
