package dev.steward.engine.text;

/**
 * A link or token with which somebody shares something to buy.
 *
 * @param start where it begins in the original, in code points
 * @param end where it ends, exclusive
 * @param what the link without its scheme, or the token with its signs: what a manager would write
 *     down to know it again
 */
public record ShopShare(int start, int end, Platform platform, String what) {
  /** Where it is bought. */
  public enum Platform {
    TAOBAO,
    JD,
    PINDUODUO,
    DOUYIN,
    XIAOHONGSHU,
    VIP,
    KUAISHOU,
    ALIBABA_1688,
    YOUZAN,
    WEIDIAN,
    MINI_PROGRAM,
    DEWU,
    SUNING,
    /** A short link that may lead anywhere. */
    SHORT
  }
}
