package dev.steward.engine.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who pays what, where and when; and which product is meant. */
class PriceBookTest {
  private static final SourceMark MARK = new SourceMark("prices.csv", 2, 1);
  private static final Instant DAY = Instant.parse("2026-06-01T00:00:00Z");

  private static PriceRow row(
      String tier, long cents, long from, long until, String channel, boolean campaign) {
    return new PriceRow(
        "A",
        tier,
        cents,
        DAY.plusSeconds(from),
        DAY.plusSeconds(until),
        channel,
        campaign,
        "",
        MARK);
  }

  private static PriceBook book(PriceRow... rows) {
    return new PriceBook(
        PriceBook.USUAL_TIERS, List.of(new Product("A", "小禾奶粉3段", List.of("小禾3段"), List.of(rows))));
  }

  private static long price(PriceBook book, String tier, String channel, long second) {
    return book.price("A", tier, channel, DAY.plusSeconds(second)).map(PriceRow::cents).orElse(-1L);
  }

  @Test
  void aHigherTierGetsLowerTiersPricesButNotTheOtherWayRound() {
    PriceBook book =
        book(row("normal", 100, 0, 10, "all", false), row("svip", 80, 0, 10, "all", false));
    assertThat(price(book, "normal", "group", 5)).isEqualTo(100);
    assertThat(price(book, "vip", "group", 5)).isEqualTo(100);
    assertThat(price(book, "svip", "group", 5)).isEqualTo(80);
    assertThat(price(book, "unheard-of", "group", 5)).isEqualTo(100);
    assertThat(price(book, "svip", "group", 10)).as("the end is not included").isEqualTo(-1);
  }

  @Test
  void aCampaignBeatsWhatIsUsualAndTheLowestCampaignCounts() {
    PriceBook book =
        book(
            row("normal", 100, 0, 10, "group", false),
            row("normal", 90, 0, 10, "group", true),
            row("member", 85, 0, 10, "group", true),
            row("normal", 70, 0, 10, "live", true));
    assertThat(price(book, "normal", "group", 1)).isEqualTo(90);
    assertThat(price(book, "member", "group", 1)).isEqualTo(85);
    assertThat(price(book, "normal", "app", 1)).isEqualTo(-1);
    assertThat(
            price(
                book(
                    row("normal", 100, 0, 10, "group", false),
                    row("normal", 110, 0, 10, "group", true)),
                "normal",
                "group",
                1))
        .as("even a dearer one")
        .isEqualTo(110);
  }

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whatIsPaidIsWhatTheRulesSay(long seed) {
    Random random = new Random(seed);
    List<PriceRow> rows = new ArrayList<>();
    String[] channels = {"all", "group", "live"};
    for (int i = random.nextInt(12); i >= 0; i--) {
      int from = random.nextInt(10);
      rows.add(
          row(
              PriceBook.USUAL_TIERS.get(random.nextInt(4)),
              1 + random.nextInt(20),
              from,
              from + 1 + random.nextInt(10),
              channels[random.nextInt(3)],
              random.nextBoolean()));
    }
    PriceBook book = book(rows.toArray(PriceRow[]::new));
    for (int tier = 0; tier < 4; tier++) {
      int rank = tier;
      for (String channel : List.of("group", "live", "app")) {
        long second = random.nextInt(20);
        List<PriceRow> open =
            rows.stream()
                .filter(r -> r.at(DAY.plusSeconds(second)) && r.in(channel))
                .filter(r -> PriceBook.USUAL_TIERS.indexOf(r.tier()) <= rank)
                .toList();
        boolean campaign = open.stream().anyMatch(PriceRow::campaign);
        OptionalLong expected =
            open.stream().filter(r -> r.campaign() == campaign).mapToLong(PriceRow::cents).min();
        assertThat(price(book, PriceBook.USUAL_TIERS.get(tier), channel, second))
            .isEqualTo(expected.orElse(-1));
      }
    }
  }

  @Test
  void aProductIsFoundHoweverItIsDressed() {
    PriceBook book =
        new PriceBook(
            PriceBook.USUAL_TIERS,
            List.of(
                new Product("M3", "小禾奶粉3段", List.of("小禾3段", "小禾"), List.of()),
                new Product("M2", "小禾奶粉2段", List.of("小禾2段", "小禾"), List.of()),
                new Product("CUP", "Warm Cup 500ml", List.of("the cup"), List.of())));
    assertThat(book.called("小禾３段")).extracting(Product::sku).containsExactly("M3");
    assertThat(book.called("warm CUP 500ML")).extracting(Product::sku).containsExactly("CUP");
    assertThat(book.called("小禾")).extracting(Product::sku).containsExactly("M3", "M2");
    assertThat(book.called("m2")).hasSize(1);
    assertThat(book.near("小禾奶粉", 3)).extracting(Product::sku).contains("M3", "M2");
    assertThat(book.near("轮胎", 3)).isEmpty();
    assertThat(book.in("我的小禾3段昨天到了"))
        .containsExactly(new PriceBook.Mention(book.product("M3").orElseThrow(), 2, 6));
    assertThat(book.in("小禾的怎么样"))
        .extracting(m -> m.product().sku())
        .containsExactlyInAnyOrder("M3", "M2");
    assertThat(book.in("今天天气不错")).isEmpty();
  }
}
