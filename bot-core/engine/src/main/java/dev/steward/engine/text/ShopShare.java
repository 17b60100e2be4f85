package dev.steward.engine.text;

import java.util.List;

/**
 * A link or token with which somebody shares something to buy.
 *
 * @param start where it begins in the original, in code points
 * @param end where it ends, exclusive
 * @param what the link without its scheme, or the token with its signs: what a manager would write
 *     down to know it again
 */
public record ShopShare(int start, int end, Platform platform, String what) {
  /** Whether it is one of these: links that begin so, with or without a scheme, and tokens. */
  public boolean isOneOf(List<String> own) {
    for (String written : own) {
      String wanted = written.replaceFirst("^[A-Za-z]+://", "");
      if (!wanted.isEmpty()
          && what.regionMatches(true, 0, wanted, 0, wanted.length())
          && endsThere(wanted.length())) {
        return true;
      }
    }
    return false;
  }

  /** Whether a number or name is not cut in two there: id=1 is not the beginning of id=12. */
  private boolean endsThere(int length) {
    return length == what.length()
        || !Character.isLetterOrDigit(what.charAt(length - 1))
        || !Character.isLetterOrDigit(what.charAt(length));
  }

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
