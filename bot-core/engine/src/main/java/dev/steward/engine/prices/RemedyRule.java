package dev.steward.engine.prices;

import dev.steward.engine.script.Prices;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the desk proposes for a receipt. Only a person can approve it. */
final class RemedyRule {
  private RemedyRule() {}

  /** The proposal; empty when a person has to find one. */
  static Optional<Remedy> propose(Receipt receipt, Prices desk) {
    return switch (receipt.verdict()) {
      case NOT_ENOUGH -> Optional.empty();
      case CONSISTENT -> Optional.of(new Remedy(Remedy.Way.EXPLAIN, 0, ""));
      case EXPLAINED ->
          protectedBy(receipt, desk)
              ? made(receipt.gap(), desk)
              : Optional.of(new Remedy(Remedy.Way.EXPLAIN, 0, ""));
      case INCONSISTENT ->
          receipt.why() == Receipt.Why.OTHER_SHOP ? made(null, desk) : made(owed(receipt), desk);
    };
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

  /** What was paid above the lower of what our own prices were: the one seen, and the book's. */
  private static @Nullable Long owed(Receipt receipt) {
    Bill bill = receipt.bill();
    Long least = bill.where() == Where.OTHER ? null : receipt.seenEach();
    if (receipt.book() != null && (least == null || receipt.book() < least)) {
      least = receipt.book();
    }
    return least == null || bill.paid() == null ? null : bill.paid() - least * bill.pieces();
  }

  private static Optional<Remedy> made(@Nullable Long cents, Prices desk) {
    if (desk.refund() && cents != null && cents > 0) {
      return Optional.of(new Remedy(Remedy.Way.REFUND, cents, ""));
    }
    return Optional.ofNullable(desk.coupon())
        .map(coupon -> new Remedy(Remedy.Way.COUPON, 0, coupon));
  }
}
