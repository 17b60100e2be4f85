package dev.steward.engine.prices;

import dev.steward.engine.script.PriceBook;
import dev.steward.engine.script.PriceRow;
import dev.steward.engine.script.Product;
import dev.steward.engine.script.SourceMark;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a receipt is computed from, with the lines of the price book as they were:
 * computing it again gives the same. Holds no words of members.
 *
 * @param version of the pack whose price book was in force at the purchase, the first that says so
 *     of this product; 0 when it is being written, or was not the group's then
 * @param name the product as the price book calls it; null when it is not in there
 * @param paid for all pieces, in fen
 * @param bought when, in milliseconds; null when it is not known
 * @param seen for {@code seenPieces}, in fen; null when it is not known
 * @param tier the member's then; null when it is not known
 * @param tierBy who says so: {@code staff}, who wrote it down before, or {@code member}
 * @param withCoupon whether the lower price was after a coupon
 * @param asked when the complaint was opened, in milliseconds
 * @param lines the price book's lines about the product from the purchase to the complaint, each
 *     for as long as it was published
 * @param later what a later version says of the moment of the purchase, if that is something else
 */
record Bill(
    int version,
    @Nullable String name,
    @Nullable Long paid,
    int pieces,
    @Nullable Long bought,
    String channel,
    @Nullable String tier,
    @Nullable String tierBy,
    @Nullable Long seen,
    int seenPieces,
    @Nullable Where where,
    boolean withCoupon,
    long asked,
    List<String> tiers,
    List<Line> lines,
    @Nullable Correction later) {
  /** The number of the one product in the books that are made here. */
  static final String SKU = "-";

  static final String STAFF = "staff";
  private static final String MEMBER = "member";
  private static final SourceMark NOWHERE = new SourceMark("", 1, 1);

  Bill {
    tiers = List.copyOf(tiers);
    lines = List.copyOf(lines);
  }

  /**
   * A later version says something else of the moment of the purchase.
   *
   * @param published when, in milliseconds
   * @param cents the price; null for none
   */
  record Correction(int version, long published, @Nullable Long cents) {}

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

    Line during(long newFrom, long newUntil) {
      return new Line(tier, cents, newFrom, newUntil, channel, campaign);
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

  /** Collects what a receipt needs from the facts and from what was published. */
  static Bill of(Facts facts, PastBook past, Instant asked) {
    String sku = facts.get(Fact.SKU);
    Timeline today = past.of(sku).orElse(null);
    // What was published after the complaint is a correction, and no other figure for it.
    Timeline timeline = today == null ? null : today.until(asked);
    Instant bought = facts.time(Fact.BOUGHT);
    Instant begin = bought == null || bought.isAfter(asked) ? asked : bought;
    String channel = Objects.requireNonNullElse(facts.get(Fact.CHANNEL), PriceBook.ALL);
    String said = facts.get(Fact.TIER);
    String tier = said == null || said.isEmpty() ? null : said;
    PriceEdition then = timeline == null ? null : timeline.at(begin);
    // Bought by another pack's book: by this one nobody can say what was asked then.
    boolean served =
        bought == null || sku == null || today == null || past.served(sku, today, begin);
    return new Bill(
        then == null || !served ? 0 : then.version(),
        then == null ? null : then.name(),
        facts.number(Fact.PAID),
        (int) facts.number(Fact.PIECES, 1),
        facts.number(Fact.BOUGHT),
        channel,
        tier,
        tier == null ? null : Objects.requireNonNullElse(facts.get(Fact.TIER_BY), MEMBER),
        facts.number(Fact.SEEN),
        (int) facts.number(Fact.SEEN_PIECES, 1),
        facts.where(),
        "coupon".equals(facts.get(Fact.SEEN_WITH)),
        asked.toEpochMilli(),
        timeline == null ? List.of() : timeline.tiers(begin),
        timeline == null || !served
            ? List.of()
            : timeline.lines().stream()
                .filter(line -> line.from() <= asked.toEpochMilli())
                .filter(line -> line.until() > begin.toEpochMilli())
                .toList(),
        today == null || bought == null || !served
            ? null
            : today.correction(tier, channel, bought).orElse(null));
  }

  /** The same, had this been paid for all pieces. */
  Bill paying(long cents) {
    return new Bill(
        version,
        name,
        cents,
        pieces,
        bought,
        channel,
        tier,
        tierBy,
        seen,
        seenPieces,
        where,
        withCoupon,
        asked,
        tiers,
        lines,
        later);
  }

  /** Whether the figures are the same, whatever later versions say of them. */
  boolean same(@Nullable Bill other) {
    return other != null
        && equals(
            new Bill(
                other.version,
                other.name,
                other.paid,
                other.pieces,
                other.bought,
                other.channel,
                other.tier,
                other.tierBy,
                other.seen,
                other.seenPieces,
                other.where,
                other.withCoupon,
                other.asked,
                other.tiers,
                other.lines,
                later));
  }

  /** A book with one product, {@link #SKU}. */
  static PriceBook book(@Nullable String name, List<String> tiers, List<Line> lines) {
    return new PriceBook(
        tiers,
        List.of(
            new Product(
                SKU,
                name == null ? SKU : name,
                List.of(),
                lines.stream().map(Line::row).toList())));
  }

  /** What the book said that somebody pays. */
  Optional<PriceRow> price(String ofTier, String in, Instant at) {
    return book(name, tiers, lines).price(SKU, ofTier, in, at);
  }

  /**
   * What was published for the member at the purchase; while their tier is not known, what it was
   * for every tier, if that is the same.
   */
  Optional<PriceRow> published() {
    if (bought == null) {
      return Optional.empty();
    }
    Instant at = Instant.ofEpochMilli(bought);
    if (tier != null) {
      return price(tier, channel, at);
    }
    List<PriceRow> all = published(at);
    boolean one = all.stream().map(PriceRow::cents).distinct().count() == 1;
    return one && all.size() == tiers.size() ? Optional.of(all.getFirst()) : Optional.empty();
  }

  /** What was published for each tier in the member's channel, lowest tier first. */
  private List<PriceRow> published(Instant at) {
    return tiers.stream().map(one -> price(one, channel, at)).flatMap(Optional::stream).toList();
  }

  /** The most that was asked of anybody in the member's channel at the purchase. */
  Optional<Long> most() {
    return bought == null
        ? Optional.empty()
        : published(Instant.ofEpochMilli(bought)).stream().map(PriceRow::cents).max(Long::compare);
  }

  /** How long after buying the complaint came; zero when that is not known. */
  Duration age() {
    return bought == null ? Duration.ZERO : Duration.ofMillis(Math.max(0, asked - bought));
  }
}
