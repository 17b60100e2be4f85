package dev.steward.engine.script;

/**
 * Something wrong, or doubtful, in a script; said so that somebody who is no programmer can mend
 * it.
 *
 * @param mark the exact place
 * @param severity whether the pack can be used all the same
 * @param code a stable name for the kind of problem, such as {@code unknown-key}
 * @param zh what is wrong, in Chinese
 * @param en what is wrong, in English
 * @param mendZh what to do about it, in Chinese; may be empty
 * @param mendEn what to do about it, in English; may be empty
 * @param sourceLine the line it stands on, as written; may be empty
 */
public record Problem(
    SourceMark mark,
    Severity severity,
    String code,
    String zh,
    String en,
    String mendZh,
    String mendEn,
    String sourceLine) {

  /** What is wrong. */
  public String text(Language language) {
    return language.pick(zh, en);
  }

  /** What to do about it; may be empty. */
  public String mend(Language language) {
    return language.pick(mendZh, mendEn);
  }

  public boolean isError() {
    return severity == Severity.ERROR;
  }

  /** How bad it is. */
  public enum Severity {
    /** The pack can't be used until it is mended. */
    ERROR,
    /** The pack works, though perhaps not as meant. */
    WARNING
  }
}
