package dev.steward.engine.faq;

import dev.steward.engine.script.Language;

/** A file of labelled questions can't be read; says where and what was expected. */
public final class FaqFileException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String zh;
  private final String en;

  FaqFileException(String zh, String en) {
    super(en);
    this.zh = zh;
    this.en = en;
  }

  /** Where, what was found, and what was expected. */
  public String text(Language language) {
    return language.pick(zh, en);
  }
}
