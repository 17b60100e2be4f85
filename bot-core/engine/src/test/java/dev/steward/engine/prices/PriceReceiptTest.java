package dev.steward.engine.prices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.engine.schedule.BusinessHours;
import dev.steward.engine.schedule.Holidays;
import dev.steward.engine.script.Language;
import dev.steward.engine.script.PriceBook;
import dev.steward.engine.script.PriceRow;
import dev.steward.engine.script.Prices;
import dev.steward.engine.store.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same inputs give the same receipt, to the fen. */
class PriceReceiptTest {
  private static final PriceBook BOOK = Shop.desk("words: [买贵了]\n").book();
  private static final Instant BOUGHT = Instant.parse("2026-11-02T04:00:00Z");

  private static Facts facts(String sku, long paid, long seen, Where where) {
    return Facts.NONE
        .with(Fact.SKU, sku)
        .with(Fact.PAID, paid)
        .with(Fact.PIECES, 1)
        .with(Fact.BOUGHT, BOUGHT.toEpochMilli())
        .with(Fact.CHANNEL, "group")
        .with(Fact.TIER, "normal")
        .with(Fact.SEEN, seen)
        .with(Fact.SEEN_PIECES, 1)
        .with(Fact.WHERE, where.code());
  }

  private static Receipt receipt(Facts facts, String asked) {
    return Receipt.of(
        Bill.of(facts, new PastBook(null, null, "mama", 1, BOOK), Instant.parse(asked)));
  }

  private static void expect(Receipt receipt, Receipt.Verdict verdict, Receipt.Why why) {
    assertThat(receipt.verdict()).isEqualTo(verdict);
    assertThat(receipt.why()).isEqualTo(why);
  }

  @Test
  void whatTheBookExplainsIsExplained() {
    String asked = "2026-11-02T06:00:00Z";
    expect(
        receipt(facts("M3", 23900, 21900, Where.MEMBER), asked),
        Receipt.Verdict.EXPLAINED,
        Receipt.Why.TIER);
    expect(
        receipt(facts("M3", 23900, 19900, Where.LIVE), "2026-11-18T13:00:00Z"),
        Receipt.Verdict.EXPLAINED,
        Receipt.Why.CHANNEL);
    expect(
        receipt(facts("CUP", 6900, 5900, Where.LATER), "2026-11-03T06:00:00Z"),
        Receipt.Verdict.EXPLAINED,
        Receipt.Why.PRICE_CHANGE);
    expect(
        receipt(facts("M3", 23900, 21000, Where.MEMBER).with(Fact.SEEN_WITH, "coupon"), asked),
        Receipt.Verdict.EXPLAINED,
        Receipt.Why.COUPON);
    expect(
        receipt(facts("M3", 23900, 42000, Where.MEMBER).with(Fact.SEEN_PIECES, 2), asked),
        Receipt.Verdict.EXPLAINED,
        Receipt.Why.BUNDLE);
  }

  @Test
  void whatItDoesNotExplainIsSaidSo() {
    String asked = "2026-11-02T06:00:00Z";
    expect(
        receipt(facts("M3", 23900, 20900, Where.MEMBER), asked),
        Receipt.Verdict.INCONSISTENT,
        Receipt.Why.NOTHING);
    expect(
        receipt(facts("M3", 24900, 23900, Where.NOTICE), asked),
        Receipt.Verdict.INCONSISTENT,
        Receipt.Why.ABOVE_BOOK);
    expect(
        receipt(facts("M3", 23900, 20900, Where.OTHER), asked),
        Receipt.Verdict.INCONSISTENT,
        Receipt.Why.OTHER_SHOP);
    expect(
        receipt(facts("M3", 23900, 23900, Where.MEMBER), asked),
        Receipt.Verdict.CONSISTENT,
        Receipt.Why.NOTHING);
    expect(
        receipt(facts("M3", 23900, 20900, Where.MEMBER).without(Fact.SEEN), asked),
        Receipt.Verdict.NOT_ENOUGH,
        Receipt.Why.NOTHING);
    expect(
        receipt(facts("", 23900, 20900, Where.MEMBER), asked),
        Receipt.Verdict.NOT_ENOUGH,
        Receipt.Why.NOTHING);
    expect(
        receipt(facts("M3", 23900, 19900, Where.LIVE), "2026-11-17T13:00:00Z"),
        Receipt.Verdict.INCONSISTENT,
        Receipt.Why.NOTHING);
  }

  /** As it stood before receipts told of tiers on file and of corrections. */
  @Test
  void aReceiptOfTheOldFormIsReadAsItWas() {
    Bill old =
        Json.read(
            """
            {"version":1,"name":"甲","paid":24900,"pieces":1,"bought":1,"channel":"group",\
            "tier":"normal","seen":23900,"seenPieces":1,"where":"NOTICE","withCoupon":false,\
            "asked":2,"tiers":["normal"],"lines":[{"tier":"normal","cents":23900,"from":0,\
            "until":9,"channel":"group","campaign":false}]}\
            """,
            Bill.class);
    expect(Receipt.of(old), Receipt.Verdict.INCONSISTENT, Receipt.Why.ABOVE_BOOK);
  }

  @Test
  void threeAgainstThreeIsNotOffByAFen() {
    Facts three =
        facts("CUP", 24000, 20000, Where.MEMBER).with(Fact.PIECES, 3).with(Fact.SEEN_PIECES, 3);
    Receipt receipt = receipt(three, "2026-11-02T06:00:00Z");
    assertThat(receipt.gap()).isEqualTo(4000);
    assertThat(ReceiptText.of(7, "x", receipt, Language.ZH, ZoneId.of("Asia/Shanghai")))
        .contains("看到的：200 元 ÷ 3 件 ≈ 66.67 元/件", "3 件一共：240 − 200 = 40 元\n");
    Receipt two =
        receipt(three.with(Fact.PIECES, 2).with(Fact.PAID, 13800), "2026-11-02T06:00:00Z");
    assertThat(ReceiptText.of(7, "x", two, Language.EN, ZoneId.of("Asia/Shanghai")))
        .contains("for 2: 138 − 200 / 3 × 2 ≈ CNY 4.67\n");
  }

  @Test
  void anUnknownTierIsNotGuessed() {
    String asked = "2026-11-02T06:00:00Z";
    Facts facts = facts("M3", 23900, 22900, Where.MEMBER).with(Fact.TIER, "");
    Receipt receipt = receipt(facts, asked);
    expect(receipt, Receipt.Verdict.NOT_ENOUGH, Receipt.Why.NOTHING);
    assertThat(receipt.unknown()).containsExactly(Receipt.Unknown.TIER);
    assertThat(ReceiptText.of(7, "x", receipt, Language.ZH, ZoneId.of("Asia/Shanghai")))
        .contains("普通 239 元，会员 239 元，VIP 239 元，SVIP 219 元（群内，v1，等级不清楚）")
        .contains("还不能确定，不知道当时的会员等级");
    expect(
        receipt(facts.with(Fact.PAID, 24000), asked),
        Receipt.Verdict.INCONSISTENT,
        Receipt.Why.ABOVE_BOOK);
    expect(
        receipt(facts("CUP", 6900, 5900, Where.MEMBER).with(Fact.TIER, ""), asked),
        Receipt.Verdict.INCONSISTENT,
        Receipt.Why.NOTHING);
  }

  static LongStream seeds() {
    return LongStream.range(0, 500);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void computedAgainFromItsInputsItIsTheSame(long seed) {
    Random random = new Random(seed);
    Bill bill = bill(random);
    Receipt receipt = Receipt.of(bill);
    Receipt again = Receipt.of(Json.read(Json.write(bill), Bill.class));
    assertThat(again).isEqualTo(receipt);
    for (Language language : Language.values()) {
      assertThat(ReceiptText.of(7, "x", again, language, ZoneId.of("Asia/Shanghai")))
          .isEqualTo(ReceiptText.of(7, "x", receipt, language, ZoneId.of("Asia/Shanghai")))
          .isNotBlank();
    }
    if (bill.paid() != null && bill.seen() != null) {
      long off =
          (bill.paid() - Objects.requireNonNull(receipt.gap())) * bill.seenPieces()
              - bill.seen() * bill.pieces();
      assertThat(2 * Math.abs(off))
          .as("the gap is off by half a fen at most, however many pieces there are")
          .isLessThanOrEqualTo(bill.seenPieces());
      BigDecimal seenEach =
          BigDecimal.valueOf(bill.seen())
              .divide(BigDecimal.valueOf(bill.seenPieces()), 0, RoundingMode.HALF_UP);
      assertThat(Objects.requireNonNull(receipt.gapEach()))
          .isEqualTo(
              BigDecimal.valueOf(bill.paid())
                  .divide(BigDecimal.valueOf(bill.pieces()), 0, RoundingMode.HALF_UP)
                  .subtract(seenEach)
                  .longValueExact());
    } else {
      assertThat(receipt.verdict()).isEqualTo(Receipt.Verdict.NOT_ENOUGH);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void noRefundIsMoreThanWasPaidNorLessThanNothing(long seed) {
    Receipt receipt = Receipt.of(bill(new Random(seed)));
    Prices desk = Shop.desk("words: [买贵了]\nprotection: 7d\n");
    RemedyRule.propose(receipt, desk)
        .filter(remedy -> remedy.way() == Remedy.Way.REFUND)
        .ifPresent(
            remedy ->
                assertThat(remedy.cents())
                    .isPositive()
                    .isLessThan(Objects.requireNonNull(receipt.bill().paid())));
  }

  private static Bill bill(Random random) {
    long day = 86_400_000L;
    List<Bill.Line> lines = new ArrayList<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      long from = random.nextInt(10) * day;
      lines.add(
          new Bill.Line(
              BOOK.tiers().get(random.nextInt(4)),
              100 + random.nextInt(5) * 50,
              from,
              random.nextInt(4) == 0
                  ? PriceRow.EVER.toEpochMilli()
                  : from + (1 + random.nextInt(5)) * day,
              List.of("all", "group", "live").get(random.nextInt(3)),
              random.nextBoolean()));
    }
    return new Bill(
        1,
        "甲",
        random.nextInt(8) == 0 ? null : 1L + random.nextInt(1_000),
        1 + random.nextInt(3),
        random.nextInt(5) == 0 ? null : random.nextInt(10) * day + 1,
        "group",
        random.nextInt(5) == 0 ? null : BOOK.tiers().get(random.nextInt(4)),
        random.nextBoolean() ? "staff" : "member",
        random.nextInt(8) == 0 ? null : 1L + random.nextInt(1_000),
        1 + random.nextInt(3),
        random.nextInt(4) == 0 ? null : Where.values()[random.nextInt(Where.values().length)],
        random.nextInt(6) == 0,
        12 * day,
        BOOK.tiers(),
        lines,
        random.nextInt(4) == 0
            ? new Bill.Correction(
                2, 11 * day, random.nextBoolean() ? null : 100L + random.nextInt(5) * 50L)
            : null);
  }

  private static Optional<Remedy> proposed(Facts facts) {
    Prices desk = Shop.desk("words: [买贵了]\nprotection: 7d\ncoupon: 5元券\n");
    return RemedyRule.propose(receipt(facts, "2026-11-02T06:00:00Z"), desk);
  }

  private static Remedy refund(long cents) {
    return new Remedy(Remedy.Way.REFUND, cents, "");
  }

  /** The lower price was another's by right: what was paid above one's own is owed, no more. */
  @Test
  void aPriceThatIsExplainedIsNotOwedBesides() {
    assertThat(proposed(facts("M3", 24900, 21900, Where.MEMBER)))
        .as("above the book, and the other has a higher tier")
        .contains(refund(1000));
    assertThat(proposed(facts("M3", 24900, 20000, Where.MEMBER).with(Fact.SEEN_WITH, "coupon")))
        .as("above the book, and the other had a coupon")
        .contains(refund(1000));
    assertThat(proposed(facts("M3", 24900, 20900, Where.MEMBER)))
        .as("above the book, and nothing explains the other price")
        .contains(refund(4000));
  }

  @Test
  void aCorrectionIsOwedAndNotTheHigherTiersPrice() {
    Bill bill =
        Bill.of(
            facts("M3", 23900, 21900, Where.MEMBER),
            new PastBook(null, null, "mama", 1, BOOK),
            Instant.parse("2026-11-02T06:00:00Z"));
    Bill corrected =
        new Bill(
            bill.version(),
            bill.name(),
            bill.paid(),
            bill.pieces(),
            bill.bought(),
            bill.channel(),
            bill.tier(),
            bill.tierBy(),
            bill.seen(),
            bill.seenPieces(),
            bill.where(),
            bill.withCoupon(),
            bill.asked(),
            bill.tiers(),
            bill.lines(),
            new Bill.Correction(2, bill.asked(), 22900L));
    Receipt receipt = Receipt.of(corrected);
    expect(receipt, Receipt.Verdict.EXPLAINED, Receipt.Why.TIER);
    assertThat(RemedyRule.propose(receipt, Shop.desk("words: [买贵了]\n"))).contains(refund(1000));
  }

  @Test
  void aTierIsNotGuessedWhereOnlyAHigherOneHasAPrice() {
    Prices desk =
        Shop.desk("words: [买贵了]\n", Shop.BOOK + "VIP,小禾礼盒,,svip,399,2026-01-01 00:00,,group,日常\n");
    assertThat(Questions.filled(bought("VIP"), desk(desk), BOUGHT).get(Fact.TIER)).isNull();
    assertThat(Questions.filled(bought("M2"), desk(desk), BOUGHT).get(Fact.TIER))
        .as("one price for all: nobody is given a tier")
        .isEmpty();
  }

  private static Facts bought(String sku) {
    return Facts.NONE.with(Fact.SKU, sku).with(Fact.BOUGHT, BOUGHT.toEpochMilli());
  }

  private static Desk desk(Prices prices) {
    ZoneId zone = ZoneId.of("Asia/Shanghai");
    return new Desk(
        "mama",
        1,
        prices,
        new PastBook(null, null, "mama", 1, prices.book()),
        Language.ZH,
        zone,
        true,
        new BusinessHours(prices.opens(), prices.closes(), prices.workdays(), zone, Holidays.NONE));
  }

  /** The page sends whatever a browser sends. */
  @Test
  void aButtonThatWasNeverShownIsNoProduct() {
    Prices prices = Shop.desk("words: [买贵了]\n");
    assertThat(Answers.chosen(Fact.PRODUCT, "call-13800000000", Facts.NONE, desk(prices), BOUGHT))
        .isInstanceOf(Answers.Answer.Unclear.class);
    assertThat(Answers.chosen(Fact.PRODUCT, "M3", Facts.NONE, desk(prices), BOUGHT))
        .isEqualTo(new Answers.Answer.Known(Facts.NONE.with(Fact.SKU, "M3")));
    assertThat(Answers.chosen(Fact.PAID, "0/1", Facts.NONE, desk(prices), BOUGHT))
        .isInstanceOf(Answers.Answer.Unclear.class);
  }

  @ParameterizedTest
  @CsvSource({
    "今早, 2026-11-02",
    "今天上午, 2026-11-02",
    "昨天下午, 2026-11-01",
    "昨晚, 2026-11-01",
    "昨儿, 2026-11-01",
    "前天晚上, 2026-10-31",
    "3天前, 2026-10-30",
    "10.28, 2026-10-28",
    "2025年12月1日, 2025-12-01"
  })
  void aDayIsReadAsPeopleSayIt(String said, String day) {
    Desk desk = desk(Shop.desk("words: [买贵了]\n"));
    assertThat(new DayAnswer(Facts.NONE, desk, BOUGHT).said(said))
        .isInstanceOfSatisfying(
            Answers.Answer.Known.class,
            known ->
                assertThat(
                        Objects.requireNonNull(known.facts().time(Fact.BOUGHT))
                            .atZone(desk.zone())
                            .toLocalDate())
                    .isEqualTo(day));
  }

  @ParameterizedTest
  @ValueSource(strings = {"明天", "上周", "2月30日", "前", "下周五"})
  void whatIsNoDayIsAskedAgain(String said) {
    assertThat(new DayAnswer(Facts.NONE, desk(Shop.desk("words: [买贵了]\n")), BOUGHT).said(said))
        .isInstanceOf(Answers.Answer.Unclear.class);
  }
}
