package dev.steward.engine.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a manager writes into prices.yaml and the price book, and what the diff says of it. */
class PricesReaderTest {
  private static final String HEAD =
      "sku,name,aliases,tier,price,valid_from,valid_until,channel,note\n";

  private static Prices read(String desk, String book) {
    return Objects.requireNonNull(
        Written.good().with("prices.yaml", desk).with("prices.csv", book).pack().prices());
  }

  private static List<String> places(String book) {
    return Written.places(
        Written.good()
            .with("prices.yaml", Written.PRICES)
            .with("prices.csv", HEAD + book)
            .read()
            .problems());
  }

  @Test
  void everythingThatIsWrittenIsRead() {
    Prices prices =
        read(
            """
            words: [买贵了, 退差价]
            tiers: [Normal, gold]
            suspect: false
            line: 我私下帮你看
            hours: 10:00-19:30
            workdays: false
            first-reply: 2h
            resolution: 2天
            protection: 7d
            patience: 12h
            refund: false
            coupon: 5元券
            approvers: [li]
            """,
            HEAD + "A,甲,,gold,9.9,,,,\n");
    assertThat(prices)
        .isEqualTo(
            new Prices(
                prices.book(),
                List.of("买贵了", "退差价"),
                false,
                "我私下帮你看",
                LocalTime.of(10, 0),
                LocalTime.of(19, 30),
                false,
                Duration.ofHours(2),
                Duration.ofDays(2),
                Duration.ofDays(7),
                Duration.ofHours(12),
                false,
                "5元券",
                List.of("li")));
    PriceRow row = prices.book().products().getFirst().rows().getFirst();
    assertThat(row.cents()).isEqualTo(990);
    assertThat(row.channel()).isEqualTo("all");
    assertThat(row.from()).isEqualTo(PriceRow.ALWAYS);
    assertThat(row.until()).isEqualTo(PriceRow.EVER);
    assertThat(prices.mayApprove("li")).isTrue();
    assertThat(prices.mayApprove("wang")).isFalse();
  }

  @Test
  void theTimesAreThePacksAndTheEndIsNotIncluded() {
    PriceBook book = read(Written.PRICES, Written.BOOK).book();
    PriceRow night = book.product("M3").orElseThrow().rows().getLast();
    assertThat(night.from()).isEqualTo(Instant.parse("2026-06-18T12:00:00Z"));
    assertThat(night.campaign()).isTrue();
    assertThat(night.at(Instant.parse("2026-06-18T14:59:59Z"))).isTrue();
    assertThat(night.at(Instant.parse("2026-06-18T15:00:00Z"))).isFalse();
  }

  @Test
  void chineseColumnNamesWorkToo() {
    PriceBook book =
        read(
                Written.PRICES,
                "货号,品名,别名,等级,价格,开始,结束,渠道,备注\nA,甲,乙|丙,svip,￥12.5元,2026/6/1,2026-6-2 9:30,直播间,\n")
            .book();
    PriceRow row = book.product("A").orElseThrow().rows().getFirst();
    assertThat(row.cents()).isEqualTo(1250);
    assertThat(row.channel()).isEqualTo("live");
    assertThat(row.until()).isEqualTo(Instant.parse("2026-06-02T01:30:00Z"));
    assertThat(book.called("丙")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      value = {
        "A,甲,,normal,239元起,,,, -> prices.csv:2:5 bad-price",
        "A,甲,,normal,0,,,, -> prices.csv:2:5 bad-price",
        "A,甲,,normal,2.345,,,, -> prices.csv:2:5 bad-price",
        "A,甲,,normal,-5,,,, -> prices.csv:2:5 bad-price",
        "A,甲,,gold,5,,,, -> prices.csv:2:4 unknown-tier",
        "A,甲,,normal,5,2026-06-02,2026-06-02,, -> prices.csv:2:7 bad-dates",
        "A,甲,,normal,5,2026-06-31,,, -> prices.csv:2:6 bad-time",
        "A,甲,,normal,5,soon,,, -> prices.csv:2:6 bad-time",
        "甲,甲,,normal,5,,,, -> prices.csv:2:1 bad-sku",
        "A,甲,,normal,5,,,a b, -> prices.csv:2:8 bad-channel",
        "A,,,normal,5,,,, -> prices.csv:2:1 missing-key",
      })
  void everySlipIsToldWithItsPlace(String row, String problem) {
    assertThat(places(row + "\n")).containsExactly(problem);
  }

  @Test
  void rowsThatContradictEachOtherAreTold() {
    String one = "A,甲,,normal,5,2026-06-01,2026-06-10,group,\n";
    assertThat(places(one + one)).containsExactly("prices.csv:3:1 duplicate-row");
    assertThat(places(one + "A,甲,,normal,6,2026-06-09,,group,\n"))
        .containsExactly("prices.csv:3:1 overlap");
    assertThat(places(one + "A,甲,,normal,6,2026-06-10,,group,\n")).isEmpty();
    assertThat(places(one + "A,甲,,normal,4,2026-06-02,2026-06-03,group,活动\n"))
        .as("a campaign may overlap")
        .isEmpty();
    assertThat(places(one + "A,乙,,svip,4,,,group,\n")).containsExactly("prices.csv:3:2 two-names");
    assertThat(places(one + "B,乙,甲,normal,4,,,group,\n"))
        .containsExactly("prices.csv:3:3 shared-name");
  }

  @Test
  void aBookThatIsMissingOrThereTwiceIsToldOf() {
    Written desk = Written.good().with("prices.yaml", Written.PRICES);
    assertThat(Written.places(desk.read().problems()))
        .containsExactly("prices.yaml:1:1 no-price-book");
    desk.with("prices.csv", Written.BOOK).with("prices.xlsx", new byte[] {1});
    assertThat(Written.places(desk.read().problems()))
        .containsExactly("prices.xlsx:1:1 two-price-books");
  }

  @Test
  void aWorkbookIsReadLikeTheFile() {
    byte[] sheet =
        BindingsReaderTest.sheet(
            s -> {
              String[] head = HEAD.strip().split(",", -1);
              for (int i = 0; i < head.length; i++) {
                s.value(0, i, head[i]);
              }
              s.value(1, 0, "A");
              s.value(1, 1, "甲");
              s.value(1, 4, 39.9);
              s.value(1, 5, "2026-06-01 00:00");
              s.value(2, 0, "A");
              s.value(2, 1, "甲");
              s.value(2, 4, "many");
            });
    PackReading reading =
        Written.good().with("prices.yaml", Written.PRICES).with("prices.xlsx", sheet).read();
    assertThat(reading.problems()).hasSize(1);
    assertThat(reading.problems().getFirst().zh()).startsWith("E3 格：").contains("不是价格");
  }

  @Test
  void twentyThousandRowsAreReadSoonAndNoMore() {
    StringBuilder rows = new StringBuilder(HEAD);
    for (int i = 0; i <= 20_000; i++) {
      rows.append("S").append(i).append(",商品").append(i).append(",,normal,5,,,group,\n");
    }
    PackReading reading =
        Written.good()
            .with("prices.yaml", Written.PRICES)
            .with("prices.csv", rows.toString().getBytes(StandardCharsets.UTF_8))
            .read();
    assertThat(Written.places(reading.problems())).containsExactly("prices.csv:20002:1 too-many");
  }

  private static List<String> diff(String desk, String book, Language language) {
    return PackDiff.sentences(
        Written.good().with("prices.yaml", Written.PRICES).with("prices.csv", Written.BOOK).pack(),
        Written.good().with("prices.yaml", desk).with("prices.csv", book).pack(),
        language);
  }

  @Test
  void theDiffIsInSentences() {
    assertThat(diff(Written.PRICES, Written.BOOK, Language.EN)).isEmpty();
    assertThat(
            diff(
                Written.PRICES.replace("7d", "14d").replace("coupon: 5元券\n", ""),
                Written.BOOK.replace(",239,", ",229,"),
                Language.EN))
        .containsExactly(
            "Protection changed: from \"7 days\" to \"14 days\"",
            "Coupon changed: from \"5元券\" to \"(none)\"",
            "New price: 小禾奶粉3段 normal group 229, 2026-01-01 00:00 to …",
            "Price removed: 小禾奶粉3段 normal group 239, 2026-01-01 00:00 to …");
    assertThat(
            PackDiff.sentences(
                Written.good().pack(),
                Written.good()
                    .with("prices.yaml", Written.PRICES)
                    .with("prices.csv", Written.BOOK)
                    .pack(),
                Language.ZH))
        .containsExactly("开始有价格台：1 个商品，3 行价格");
  }

  @Test
  void aGroupMayHaveNone() {
    Pack pack =
        Written.good().with("prices.yaml", Written.PRICES).with("prices.csv", Written.BOOK).pack();
    BindingsReading reading =
        BindingsReader.read(
            "groups.yaml",
            "groups: [{group: web:1, pack: mama, off: [prices]}]".getBytes(StandardCharsets.UTF_8),
            Map.of("mama", pack));
    assertThat(reading.problems()).isEmpty();
    Binding binding = reading.bindings().getFirst();
    assertThat(binding.applyTo(pack).prices()).isNull();
    assertThat(BindingDifferences.sentences(pack, binding, Language.EN))
        .containsExactly("there is no price desk");
  }
}
