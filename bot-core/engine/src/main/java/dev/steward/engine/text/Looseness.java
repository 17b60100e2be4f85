package dev.steward.engine.text;

/** How far a message may differ from a word and still contain it. */
public enum Looseness {
  /** Letter case and full-width forms differ, nothing else. Latin words stand alone. */
  EXACT,
  /** Everything that {@link Normaliser} folds: styled letters, traditional characters and so on. */
  NORMAL,
  /**
   * Also separators between the characters, and round numbers in figures: 加*微*信, 日结300 for 日结三百.
   */
  LOOSE,
  /** Also by sound, in pinyin, taken apart, with emoji: 家我威信, jia wo weixin, 加我彳散信, 加我薇❤. */
  SOUND
}
