package dev.steward.engine.text;

/** How far a message may differ from a word and still contain it. */
public enum Looseness {
  /** Letter case and full-width forms differ, nothing else. Latin words stand alone. */
  EXACT,
  /** Everything that {@link Normaliser} folds: styled letters, traditional characters and so on. */
  NORMAL,
  /** Also separators between the characters: 加*微*信, 加 微 信. */
  LOOSE,
  /** Also what sounds alike, is spelt in pinyin or taken apart: 家我威信, jia wo weixin, 加我彳散信. */
  SOUND
}
