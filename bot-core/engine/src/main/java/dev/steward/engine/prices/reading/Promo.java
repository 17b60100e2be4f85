package dev.steward.engine.prices.reading;

/**
 * A rule of a promotion as somebody wrote it. Immutable.
 *
 * @param start where it begins, in code points of the text
 * @param end where it ends, exclusive
 * @param text the rule in the writer's words
 */
public record Promo(int start, int end, Type type, String text) {
  /** What the rule does. */
  public enum Type {
    /** 满300减40. */
    FULL_MINUS,
    /** 立减20, 领券减15. */
    MINUS,
    /** 8折, 满2件95折. */
    DISCOUNT,
    /** Anything about the second piece: 第二件半价. */
    SECOND_HALF,
    /** 买一送一. */
    BOGO,
    /** 任选3件99, 拍3付2. */
    N_FOR_M,
    /** Cash back, gifts, a deposit that counts double. */
    OTHER
  }
}
