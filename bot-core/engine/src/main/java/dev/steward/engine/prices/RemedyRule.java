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
      case EXPLAINED -> {
        if (corrected(receipt)) {
          yield made(owed(receipt), desk);
        }
        yield protectedBy(receipt, desk)
            ? made(receipt.gap(), desk)
            : Optional.of(new Remedy(Remedy.Way.EXPLAIN, 0, ""));
      }
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

  /** A later version says that it should have been less then: the book was wrong. */
  private static boolean corrected(Receipt receipt) {
    Bill.Correction later = receipt.bill().later();
    return later != null
        && later.cents() != null
        && receipt.paidEach() != null
        && later.cents() < receipt.paidEach();
  }

  /**
   * What was paid above the lowest of what our own prices were: the one seen, the book's, and what
   * the book should have said.
   */
  private static @Nullable Long owed(Receipt receipt) {
    Bill bill = receipt.bill();
    Long least = bill.where() == Where.OTHER ? null : receipt.seenEach();
    if (receipt.book() != null && (least == null || receipt.book() < least)) {
      least = receipt.book();
    }
    Bill.Correction later = bill.later();
    Long corrected = later == null ? null : later.cents();
    if (corrected != null && (least == null || corrected < least)) {
      least = corrected;
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
