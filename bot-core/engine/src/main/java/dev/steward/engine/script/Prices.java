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

  /** The usual terms with an empty price book: for what goes on after a desk was closed. */
  public static Prices usual(Language language) {
    return new Prices(
        PriceBook.EMPTY,
        usualWords(language),
        false,
        null,
        LocalTime.of(9, 0),
        LocalTime.of(18, 0),
        true,
        Duration.ofHours(4),
        Duration.ofHours(24),
        Duration.ZERO,
        Duration.ofHours(24),
        true,
        null,
        List.of());
  }

  private static final List<String> COMPLAIN = List.of("投诉", "投訴", "我要投诉", "我要投訴", "complain");

  /** Whether a message in plain form begins as a complaint about anything. */
  public static boolean complains(String plain) {
    for (String word : COMPLAIN) {
      if (plain.startsWith(word)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a message is a complaint by the desk's words, wherever they stand. */
  public boolean heardIn(String text) {
    String plain = OwnTexts.plain(text);
    return words.stream().anyMatch(word -> plain.contains(OwnTexts.plain(word)))
        || complains(plain);
  }

  /** Whether a member of staff may say yes to a remedy. */
  public boolean mayApprove(String login) {
    return approvers.isEmpty() || approvers.contains(login);
  }
}
