package dev.steward.engine.prices;

import dev.steward.engine.script.PriceBook;
import dev.steward.engine.script.PriceRow;
import dev.steward.engine.script.Product;
import dev.steward.engine.script.SourceMark;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a receipt is computed from, with the lines of the price book as they were:
 * computing it again gives the same. Holds no words of members.
 *
 * @param version of the pack whose price book that was
 * @param name the product as the price book calls it; null when it is not in there
 * @param paid for all pieces, in fen
 * @param bought when, in milliseconds; null when it is not known
 * @param seen for {@code seenPieces}, in fen; null when it is not known
 * @param withCoupon whether the lower price was after a coupon
 * @param asked when the complaint was opened, in milliseconds
 * @param lines the price book's lines about the product from the purchase to the complaint
 */
record Bill(
    int version,
    @Nullable String name,
    @Nullable Long paid,
    int pieces,
    @Nullable Long bought,
    String channel,
    String tier,
    @Nullable Long seen,
    int seenPieces,
    @Nullable Where where,
    boolean withCoupon,
    long asked,
    List<String> tiers,
    List<Line> lines) {
  private static final String SKU = "-";
  private static final SourceMark NOWHERE = new SourceMark("", 1, 1);

  Bill {
    tiers = List.copyOf(tiers);
    lines = List.copyOf(lines);
  }

  /** A line of the price book. Times in milliseconds, price in fen. */
  record Line(String tier, long cents, long from, long until, String channel, boolean campaign) {
    static Line of(PriceRow row) {
      return new Line(
          row.tier(),
          row.cents(),
          row.from().toEpochMilli(),
          row.until().toEpochMilli(),
          row.channel(),
          row.campaign());
    }

    private PriceRow row() {
      return new PriceRow(
          SKU,
          tier,
          cents,
          Instant.ofEpochMilli(from),
          Instant.ofEpochMilli(until),
          channel,
          campaign,
          "",
          NOWHERE);
    }
  }

  /** Collects what a receipt needs from the facts and the book in force. */
  static Bill of(Facts facts, PriceBook book, int version, Instant asked) {
    Product product = Optional.ofNullable(facts.get(Fact.SKU)).flatMap(book::product).orElse(null);
    Instant bought = facts.time(Fact.BOUGHT);
    Instant begin = bought == null || bought.isAfter(asked) ? asked : bought;
    String channel = facts.get(Fact.CHANNEL);
    String tier = facts.get(Fact.TIER);
    return new Bill(
        version,
        product == null ? null : product.name(),
        facts.number(Fact.PAID),
        (int) facts.number(Fact.PIECES, 1),
        facts.number(Fact.BOUGHT),
        channel == null ? PriceBook.ALL : channel,
        tier == null ? book.tiers().getFirst() : tier,
        facts.number(Fact.SEEN),
        (int) facts.number(Fact.SEEN_PIECES, 1),
        facts.where(),
        "coupon".equals(facts.get(Fact.SEEN_WITH)),
        asked.toEpochMilli(),
        book.tiers(),
        product == null
            ? List.of()
            : product.rows().stream()
                .filter(row -> !row.from().isAfter(asked) && row.until().isAfter(begin))
                .map(Line::of)
                .toList());
  }

  /** What the book says that somebody pays. */
  Optional<PriceRow> price(String ofTier, String in, Instant at) {
    Product product =
        new Product(
            SKU, name == null ? SKU : name, List.of(), lines.stream().map(Line::row).toList());
    return new PriceBook(tiers, List.of(product)).price(SKU, ofTier, in, at);
  }

  /** How long after buying the complaint came; zero when that is not known. */
  Duration age() {
    return bought == null ? Duration.ZERO : Duration.ofMillis(Math.max(0, asked - bought));
  }
}
