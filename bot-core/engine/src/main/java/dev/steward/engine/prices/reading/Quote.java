package dev.steward.engine.prices.reading;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A price that somebody wrote: where, how much, and what kind of price it is. Immutable.
 *
 * @param start where the number with its sign or word of money begins, in code points of the text
 * @param end where it ends, exclusive
 * @param cents the likeliest amount in fen; of an approximate one the lower end
 * @param otherCents what else the same words can mean: 一百二 is 120, or 102
 * @param upToCents the upper end of a range or an approximate amount, if it has one
 * @param quantity how many pieces the amount is for, if that was said
 * @param unitCents the amount for one piece, half up to the fen; null without a quantity
 * @param ambiguous whether a person should be asked before anything is settled on it
 */
public record Quote(
    int start,
    int end,
    long cents,
    List<Long> otherCents,
    @Nullable Long upToCents,
    Kind kind,
    @Nullable Integer quantity,
    @Nullable Long unitCents,
    boolean ambiguous) {

  /** What kind of price: each has the words that tell it in {@link KindJudge}. */
  public enum Kind {
    /** What our own shop, group or link asks, or a member who sells. The usual one. */
    LIST,
    /** What somebody paid. */
    PAID,
    /** What another seller, platform or place asks. */
    SEEN,
    /** After coupons. */
    COUPON,
    /** What is left to pay in the end, after everything. */
    INHAND,
    /** With a platform's or the state's subsidy. */
    SUBSIDY,
    /** In a live room. */
    LIVE,
    /** For members or a tier of members. */
    MEMBER,
    /** For those who buy together. */
    GROUP_DEAL,
    DEPOSIT,
    BALANCE,
    /** A bid, a wish, a doubt, or nothing tells. */
    UNKNOWN
  }

  public Quote {
    otherCents = List.copyOf(otherCents);
  }

  /**
   * The amount in yuan, with as many decimals as were typed: 89.90 stays 89.90, 9块9 becomes 9.9.
   *
   * @param text the text that was read
   */
  public String amountAsTyped(CharSequence text) {
    int decimals = 0;
    boolean point = false;
    int from = Character.offsetByCodePoints(text, 0, start);
    int to = Character.offsetByCodePoints(text, from, end - start);
    for (int i = from; i < to && upToCents == null; i++) {
      char c = Line.fold(text.charAt(i));
      if (c == '.' || c == '。' || c == '·') {
        point = true;
      } else if (point && c >= '0' && c <= '9') {
        decimals++;
      } else if (c == 'k' || c == 'w' || c == '万' || c == '千') {
        decimals = 0;
        break;
      }
    }
    BigDecimal amount = BigDecimal.valueOf(cents, 2).stripTrailingZeros();
    return amount.setScale(Math.max(decimals, Math.max(0, amount.scale()))).toPlainString();
  }

  /** The amount for one of several pieces, half up to the fen. */
  public static long unitCents(long cents, int quantity) {
    return Math.floorDiv(Math.addExact(Math.multiplyExact(cents, 2), quantity), 2L * quantity);
  }
}
