package dev.steward.engine.prices;

import dev.steward.engine.prices.reading.Quote;
import dev.steward.engine.script.PriceRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What became of the comparison: paid, seen, what the book said then, the gap, and whether
 * something explains it. A pure function of its {@link Bill}; money in fen.
 *
 * @param paidEach for one piece, half up; null when it is not known
 * @param seenEach the same of the lower price
 * @param book what the price book says that this member pays; null when it says nothing
 * @param gapEach how much more was paid for a piece
 * @param gap how much more was paid for all pieces
 * @param by the line of the book that explains it, or would if the tier were known; else null
 */
record Receipt(
    Bill bill,
    @Nullable Long paidEach,
    @Nullable Long seenEach,
    @Nullable Long book,
    @Nullable Long gapEach,
    @Nullable Long gap,
    Verdict verdict,
    Why why,
    @Nullable PriceRow by) {
  /** Whether the two prices go together. */
  enum Verdict {
    CONSISTENT,
    EXPLAINED,
    INCONSISTENT,
    NOT_ENOUGH
  }

  /** What explains a gap, or what is wrong. */
  enum Why {
    /** Nothing does. */
    NOTHING,
    COUPON,
    TIER,
    PRICE_CHANGE,
    BUNDLE,
    CHANNEL,
    CAMPAIGN,
    /** More was paid than the book says. */
    ABOVE_BOOK,
    /** The lower price is another shop's. */
    OTHER_SHOP
  }

  /** What is not known, of all that a verdict needs. */
  enum Unknown {
    PAID,
    SEEN,
    PRODUCT,
    BOUGHT,
    TIER,
    /** Nothing was published for where and when it was bought. */
    PUBLISHED,
    /** Where the lower price was seen: another shop's is no difference between members. */
    WHERE
  }

  /** What has to be found out before there can be a verdict; empty when there is one. */
  Set<Unknown> unknown() {
    EnumSet<Unknown> unknown = EnumSet.noneOf(Unknown.class);
    if (verdict != Verdict.NOT_ENOUGH) {
      return unknown;
    }
    if (bill.paid() == null) {
      unknown.add(Unknown.PAID);
    }
    if (bill.seen() == null) {
      unknown.add(Unknown.SEEN);
    }
    if (bill.name() == null) {
      unknown.add(Unknown.PRODUCT);
    } else if (bill.bought() == null) {
      unknown.add(Unknown.BOUGHT);
    } else if (bill.tier() == null
        && bill.most().isPresent()
        && (book == null || (unknown.isEmpty() && by != null))) {
      unknown.add(Unknown.TIER);
    } else if (book == null) {
      unknown.add(Unknown.PUBLISHED);
    } else if (unknown.isEmpty()) {
      unknown.add(Unknown.WHERE);
    }
    return unknown;
  }

  private record Finding(Verdict verdict, Why why, @Nullable PriceRow by) {}

  static Receipt of(Bill bill) {
    Long paidEach = bill.paid() == null ? null : Quote.unitCents(bill.paid(), bill.pieces());
    Long seenEach = bill.seen() == null ? null : Quote.unitCents(bill.seen(), bill.seenPieces());
    Instant bought = bill.bought() == null ? null : Instant.ofEpochMilli(bill.bought());
    Long book = bill.published().map(PriceRow::cents).orElse(null);
    Long gapEach = paidEach == null || seenEach == null ? null : paidEach - seenEach;
    // Divided once: rounded for a piece and multiplied, it would be off by some fen.
    Long gap =
        bill.paid() == null || bill.seen() == null
            ? null
            : bill.paid()
                - Quote.unitCents(
                    Math.multiplyExact(bill.seen(), (long) bill.pieces()), bill.seenPieces());
    Finding finding =
        paidEach == null || seenEach == null
            ? new Finding(Verdict.NOT_ENOUGH, Why.NOTHING, null)
            : judge(bill, paidEach, seenEach, book, bought);
    return new Receipt(
        bill, paidEach, seenEach, book, gapEach, gap, finding.verdict, finding.why, finding.by);
  }

  private static Finding judge(
      Bill bill, long paid, long seen, @Nullable Long book, @Nullable Instant bought) {
    long most = book == null ? bill.most().orElse(Long.MAX_VALUE) : book;
    if (paid > most) {
      return new Finding(Verdict.INCONSISTENT, Why.ABOVE_BOOK, null);
    }
    if (seen >= paid) {
      return new Finding(Verdict.CONSISTENT, Why.NOTHING, null);
    }
    if (bill.withCoupon()) {
      return new Finding(Verdict.EXPLAINED, Why.COUPON, null);
    }
    if (bill.where() == Where.OTHER) {
      return new Finding(Verdict.INCONSISTENT, Why.OTHER_SHOP, null);
    }
    if (bill.seenPieces() > bill.pieces()) {
      return new Finding(Verdict.EXPLAINED, Why.BUNDLE, null);
    }
    if (book == null || bought == null) {
      return new Finding(Verdict.NOT_ENOUGH, Why.NOTHING, null);
    }
    Verdict unexplained = bill.where() == null ? Verdict.NOT_ENOUGH : Verdict.INCONSISTENT;
    return explained(bill, seen, bought).orElse(new Finding(unexplained, Why.NOTHING, null));
  }

  /** Looks for a published price that is the lower one: nearest to what the member did first. */
  private static Optional<Finding> explained(Bill bill, long seen, Instant bought) {
    Instant asked = Instant.ofEpochMilli(bill.asked());
    List<Finding> found = new ArrayList<>();
    for (Instant at : List.of(bought, asked)) {
      for (String tier : bill.tiers()) {
        for (Bill.Line line : bill.lines()) {
          bill.price(tier, line.channel(), at)
              .filter(row -> row.cents() == seen)
              .ifPresent(row -> found.add(of(row, at.equals(bought), bill)));
        }
      }
    }
    // What held in between, such as a campaign of an evening that is over.
    bill.lines().stream()
        .filter(line -> line.cents() == seen)
        .map(line -> bill.price(line.tier(), line.channel(), Instant.ofEpochMilli(line.from())))
        .flatMap(Optional::stream)
        .filter(row -> row.cents() == seen)
        .forEach(row -> found.add(of(row, row.at(bought), bill)));
    return found.stream()
        .filter(one -> one.verdict != Verdict.INCONSISTENT)
        .min(Comparator.comparing(Finding::verdict).thenComparing(Finding::why));
  }

  private static Finding of(PriceRow row, boolean then, Bill bill) {
    int rank = bill.tiers().indexOf(row.tier());
    if (bill.tier() == null && rank > 0) {
      // It may be the member's own price, or not.
      return new Finding(Verdict.NOT_ENOUGH, Why.NOTHING, row);
    }
    boolean mine = bill.tier() == null || rank <= bill.tiers().indexOf(bill.tier());
    Why why =
        !mine
            ? Why.TIER
            : !row.in(bill.channel())
                ? Why.CHANNEL
                : row.campaign() ? Why.CAMPAIGN : then ? Why.NOTHING : Why.PRICE_CHANGE;
    return new Finding(why == Why.NOTHING ? Verdict.INCONSISTENT : Verdict.EXPLAINED, why, row);
  }
}
