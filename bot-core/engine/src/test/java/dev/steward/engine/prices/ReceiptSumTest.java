package dev.steward.engine.prices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.engine.store.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A receipt's sums, reckoned once more from its inputs in exact fractions, and after it was kept.
 */
class ReceiptSumTest {
  private static final Instant ASKED = Instant.parse("2026-11-02T01:00:00Z");
  private static final List<String> TIERS = List.of("normal", "vip", "svip");
  private static final int ROUNDS = 150;

  private static <T> @Nullable T maybe(Random random, T value) {
    return random.nextInt(6) == 0 ? null : value;
  }

  private static Bill bill(Random random) {
    long asked = ASKED.toEpochMilli();
    List<Bill.Line> lines = new ArrayList<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      long from = asked - random.nextLong(1_000_000);
      lines.add(
          new Bill.Line(
              TIERS.get(random.nextInt(3)),
              1 + random.nextLong(60_000),
              from,
              from + 1 + random.nextLong(1_000_000),
              random.nextBoolean() ? "all" : "group",
              random.nextBoolean()));
    }
    return new Bill(
        1,
        "小禾奶粉3段",
        maybe(random, 1 + random.nextLong(500_000)),
        1 + random.nextInt(13),
        maybe(random, asked - random.nextLong(1_000_000)),
        random.nextBoolean() ? "all" : "group",
        maybe(random, TIERS.get(random.nextInt(3))),
        "member",
        maybe(random, 1 + random.nextLong(500_000)),
        1 + random.nextInt(13),
        maybe(random, Where.values()[random.nextInt(Where.values().length)]),
        random.nextInt(5) == 0,
        asked,
        TIERS,
        lines,
        null);
  }

  /** Half a fen and more is one. */
  private static long fen(long cents, long pieces) {
    return new BigDecimal(cents)
        .divide(new BigDecimal(pieces), 0, RoundingMode.HALF_UP)
        .longValueExact();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theSameCentsByAnotherWay(long seed) {
    Random random = new Random(seed);
    int gaps = 0;
    for (int i = 0; i < ROUNDS; i++) {
      Bill bill = bill(random);
      Receipt receipt = Receipt.of(bill);
      Long paid = bill.paid();
      Long seen = bill.seen();
      assertThat(receipt.paidEach())
          .as("%s", bill)
          .isEqualTo(paid == null ? null : (Long) fen(paid, bill.pieces()));
      assertThat(receipt.seenEach())
          .as("%s", bill)
          .isEqualTo(seen == null ? null : (Long) fen(seen, bill.seenPieces()));
      if (paid != null && seen != null) {
        // What was paid less what as many pieces cost at the price that was seen.
        long less =
            new BigDecimal(seen)
                .multiply(new BigDecimal(bill.pieces()))
                .divide(new BigDecimal(bill.seenPieces()), 0, RoundingMode.HALF_UP)
                .longValueExact();
        assertThat(receipt.gap()).as("%s", bill).isEqualTo(paid - less);
        assertThat(receipt.gapEach())
            .as("%s", bill)
            .isEqualTo(fen(paid, bill.pieces()) - fen(seen, bill.seenPieces()));
        gaps++;
      }
      assertThat(receipt.book()).as("%s", bill).isEqualTo(book(bill));
      Receipt kept = Receipt.of(Json.read(Json.write(bill), Bill.class));
      assertThat(kept).as("%s", bill).isEqualTo(receipt);
    }
    assertThat(gaps).isGreaterThan(ROUNDS / 2);
  }

  /**
   * The member's price by the lines: a campaign's, else the lowest, of those for their tier and
   * below.
   */
  private static @Nullable Long book(Bill bill) {
    if (bill.bought() == null) {
      return null;
    }
    if (bill.tier() != null) {
      return price(bill, TIERS.indexOf(bill.tier()));
    }
    Long first = price(bill, 0);
    boolean one =
        first != null
            && Objects.equals(price(bill, 1), first)
            && Objects.equals(price(bill, 2), first);
    return one ? first : null;
  }

  private static @Nullable Long price(Bill bill, int tier) {
    Long bought = Objects.requireNonNull(bill.bought());
    Long best = null;
    boolean campaign = false;
    for (Bill.Line line : bill.lines()) {
      boolean holds =
          line.from() <= bought
              && bought < line.until()
              && TIERS.indexOf(line.tier()) <= tier
              && (line.channel().equals("all") || line.channel().equals(bill.channel()));
      boolean better =
          best == null
              || (line.campaign() && !campaign)
              || (line.campaign() == campaign && line.cents() < best);
      if (holds && better) {
        best = line.cents();
        campaign = line.campaign();
      }
    }
    return best;
  }
}
