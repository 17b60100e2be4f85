package dev.steward.engine.script;

import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the price desk works: what is sold for how much, and how complaints are taken care of.
 *
 * @param book what is sold for how much
 * @param words what a member says to complain about a price, such as {@code 买贵了}
 * @param suspect whether Steward offers a private talk when members compare prices and wonder
 * @param line what it says in the group then: neutral, without amounts or names; null for its own
 *     words
 * @param opens when staff begin to answer, by the pack's zone
 * @param closes when they stop
 * @param workdays whether they answer on workdays only, or every day
 * @param firstReply business time until staff have answered a complaint
 * @param resolution business time until it is settled
 * @param protection how long after buying a lower price is made good; zero for never
 * @param patience how long Steward waits for a member's answer before it stops asking
 * @param refund whether the gap may be paid back
 * @param coupon what may be given instead, such as {@code 5元券}; null when nothing is
 * @param approvers the staff logins that may approve a remedy; empty for all staff
 */
public record Prices(
    PriceBook book,
    List<String> words,
    boolean suspect,
    @Nullable String line,
    LocalTime opens,
    LocalTime closes,
    boolean workdays,
    Duration firstReply,
    Duration resolution,
    Duration protection,
    Duration patience,
    boolean refund,
    @Nullable String coupon,
    List<String> approvers) {
  public Prices {
    words = List.copyOf(words);
    approvers = List.copyOf(approvers);
  }

  /** The words if a pack names none. */
  static List<String> usualWords(Language language) {
    return language == Language.ZH
        ? List.of("买贵了", "買貴了")
        : List.of("overcharged", "paid too much");
  }

  /** Whether a member of staff may say yes to a remedy. */
  public boolean mayApprove(String login) {
    return approvers.isEmpty() || approvers.contains(login);
  }
}
