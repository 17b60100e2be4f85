package dev.steward.engine.prices;

import dev.steward.engine.script.Prices;
import java.util.Optional;

/** What the desk proposes for a receipt. Only a person can approve it. */
final class RemedyRule {
  private RemedyRule() {}

  /** The proposal; empty when a person has to find one. */
  static Optional<Remedy> propose(Receipt receipt, Prices desk) {
    if (receipt.verdict() == Receipt.Verdict.NOT_ENOUGH) {
      return Optional.empty();
    }
    long owed = owed(receipt, desk);
    return owed > 0 || receipt.verdict() == Receipt.Verdict.INCONSISTENT
        ? made(owed, desk)
        : Optional.of(new Remedy(Remedy.Way.EXPLAIN, 0, ""));
  }

  /** How much too much was paid, in fen; zero when nothing was. */
  private static long owed(Receipt receipt, Prices desk) {
    Long gap = receipt.gap();
    boolean seen =
        switch (receipt.verdict()) {
          case CONSISTENT, NOT_ENOUGH -> false;
          case EXPLAINED -> protectedBy(receipt, desk);
          case INCONSISTENT -> receipt.why() == Receipt.Why.NOTHING;
        };
    long owed =
        receipt.why() == Receipt.Why.ABOVE_BOOK
            ? aboveBook(receipt, desk)
            : seen && gap != null ? gap : 0;
    return Math.max(owed, corrected(receipt));
  }

  /**
   * What was paid above the book is owed in any case. The rest is judged as if the book's price had
   * been paid: what explains the lower price explains it here, too.
   */
  private static long aboveBook(Receipt receipt, Prices desk) {
    Bill bill = receipt.bill();
    Long paid = bill.paid();
    Optional<Long> book = Optional.ofNullable(receipt.book()).or(bill::most);
    if (paid == null || book.isEmpty()) {
      return 0;
    }
    long published = book.get() * bill.pieces();
    return paid - published + owed(Receipt.of(bill.paying(published)), desk);
  }

  /** A price that fell after buying is made good for a while. */
  private static boolean protectedBy(Receipt receipt, Prices desk) {
    boolean fell =
        receipt.why() == Receipt.Why.PRICE_CHANGE
            || (receipt.why() == Receipt.Why.CAMPAIGN && receipt.bill().where() == Where.LATER);
    return fell
        && !desk.protection().isZero()
        && receipt.bill().age().compareTo(desk.protection()) <= 0;
  }

  /** What was paid above what a later version says that it should have been: the book was wrong. */
  private static long corrected(Receipt receipt) {
    Bill bill = receipt.bill();
    Long paid = bill.paid();
    Long right = bill.later() == null ? null : bill.later().cents();
    return paid == null || right == null ? 0 : Math.max(0, paid - right * bill.pieces());
  }

  private static Optional<Remedy> made(long cents, Prices desk) {
    if (desk.refund() && cents > 0) {
      return Optional.of(new Remedy(Remedy.Way.REFUND, cents, ""));
    }
    return Optional.ofNullable(desk.coupon())
        .map(coupon -> new Remedy(Remedy.Way.COUPON, 0, coupon));
  }
}
