package dev.steward.engine.prices;

import dev.steward.engine.script.Language;
import dev.steward.engine.script.Money;
import dev.steward.engine.script.PriceRow;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Prints a receipt, so that whoever reads it can do the sum again. */
final class ReceiptText {
  private final Receipt receipt;
  private final Bill bill;
  private final Language language;
  private final ZoneId zone;

  private ReceiptText(Receipt receipt, Language language, ZoneId zone) {
    this.receipt = receipt;
    this.bill = receipt.bill();
    this.language = language;
    this.zone = zone;
  }

  /** The whole receipt, a line each. */
  static String of(long number, String product, Receipt receipt, Language language, ZoneId zone) {
    ReceiptText text = new ReceiptText(receipt, language, zone);
    List<String> lines = new ArrayList<>();
    lines.add(text.say("【价格核对单 #" + number + "】", "Price receipt #" + number));
    lines.add(text.say("商品：", "Product: ") + product);
    text.amounts(lines);
    text.gap(lines);
    lines.add(text.say("结论：", "Verdict: ") + text.verdict());
    return String.join("\n", lines);
  }

  /** The verdict in a sentence. */
  static String verdict(Receipt receipt, Language language, ZoneId zone) {
    return new ReceiptText(receipt, language, zone).verdict();
  }

  private String say(String zh, String en) {
    return language.pick(zh, en);
  }

  private String yuan(long cents) {
    return say(Money.yuan(cents) + " 元", "CNY " + Money.yuan(cents));
  }

  private void amounts(List<String> lines) {
    if (bill.paid() != null && receipt.paidEach() != null) {
      lines.add(
          say("付的：", "Paid: ")
              + each(bill.paid(), bill.pieces(), receipt.paidEach())
              + (bill.bought() == null ? "" : aside(bought(bill.bought()))));
    }
    if (bill.seen() != null && receipt.seenEach() != null) {
      lines.add(
          say("看到的：", "Seen: ")
              + each(bill.seen(), bill.seenPieces(), receipt.seenEach())
              + (bill.where() == null ? "" : aside(bill.where().label(language))));
    }
    published(lines);
  }

  /** What the price book asked then, with the version that said so; for all tiers if need be. */
  private void published(List<String> lines) {
    Long bought = bill.bought();
    Long book = receipt.book();
    String where =
        PriceTable.channel(bill.channel(), language)
            + (bill.version() == 0 ? "" : say("，v", ", v") + bill.version());
    if (book != null) {
      String tier = bill.tier() == null ? say("各等级都是", "all tiers") : tier(bill.tier());
      lines.add(
          say("当时的价格本：", "The price book then: ")
              + yuan(book)
              + aside(tier + say("，", ", ") + where));
    } else if (bought != null && bill.tier() == null && bill.most().isPresent()) {
      Instant at = Instant.ofEpochMilli(bought);
      String all =
          bill.tiers().stream()
              .flatMap(
                  tier ->
                      bill.price(tier, bill.channel(), at).stream()
                          .map(row -> PriceTable.tier(tier, language) + " " + yuan(row.cents())))
              .collect(Collectors.joining(say("，", ", ")));
      lines.add(
          say("当时的价格本：", "The price book then: ")
              + all
              + aside(where + say("，等级不清楚", ", tier not known")));
    }
    Bill.Correction later = bill.later();
    if (later != null) {
      String says =
          later.cents() == null
              ? say("不再有这个价格", "has no such price any more")
              : say("把当时的价格改成 " + yuan(later.cents()), "says it was " + yuan(later.cents()));
      lines.add(
          say("后来的更正：", "Corrected later: ")
              + "v"
              + later.version()
              + aside(day(later.published()))
              + say("", " ")
              + says);
    }
  }

  private String tier(String tier) {
    return PriceTable.tier(tier, language)
        + (Bill.STAFF.equals(bill.tierBy()) ? say("·已登记", ", on file") : "");
  }

  private String each(long cents, int pieces, long each) {
    return pieces == 1
        ? yuan(cents)
        : yuan(cents)
            + say(" ÷ " + pieces + " 件", " / " + pieces)
            + equal(cents % pieces == 0)
            + yuan(each)
            + say("/件", " each");
  }

  private void gap(List<String> lines) {
    if (receipt.gapEach() == null
        || receipt.gap() == null
        || receipt.paidEach() == null
        || receipt.seenEach() == null) {
      return;
    }
    String sum =
        Money.yuan(receipt.paidEach())
            + " − "
            + Money.yuan(receipt.seenEach())
            + " = "
            + yuan(receipt.gapEach());
    String all =
        bill.pieces() == 1
            ? ""
            : say("，", "; ")
                + say(bill.pieces() + " 件一共：", "for " + bill.pieces() + ": ")
                + Money.yuan(Objects.requireNonNull(bill.paid()))
                + " − "
                + seenForAll()
                + yuan(receipt.gap());
    lines.add(say("差价：", "Gap: ") + sum + say(bill.pieces() == 1 ? "" : "/件", "") + all);
  }

  /** What all the pieces cost at the price that was seen, as it is reckoned; with the sign. */
  private String seenForAll() {
    long seen = Objects.requireNonNull(bill.seen());
    String each =
        bill.seenPieces() == 1 ? "" : say(" ÷ " + bill.seenPieces(), " / " + bill.seenPieces());
    return Money.yuan(seen)
        + (bill.seenPieces() == bill.pieces() ? "" : each + " × " + bill.pieces())
        + equal(seen * bill.pieces() % bill.seenPieces() == 0);
  }

  /** Whether the sum comes out, or was rounded to the fen. */
  private static String equal(boolean exactly) {
    return exactly ? " = " : " ≈ ";
  }

  private String aside(String text) {
    return say("（" + text + "）", " (" + text + ")");
  }

  /**
   * A purchase of which only the day was said is kept as noon: that is no time to print, unless the
   * price changed at noon and it was asked for.
   */
  private String bought(long millis) {
    ZonedDateTime at = Instant.ofEpochMilli(millis).atZone(zone);
    boolean changed = bill.lines().stream().anyMatch(line -> line.from() == millis);
    return at.toLocalTime().equals(LocalTime.NOON) && !changed
        ? at.format(
            language == Language.ZH
                ? DateTimeFormatter.ofPattern("M月d日")
                : DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH))
        : day(millis);
  }

  private String day(long millis) {
    return Instant.ofEpochMilli(millis)
        .atZone(zone)
        .format(
            language == Language.ZH
                ? DateTimeFormatter.ofPattern("M月d日 HH:mm")
                : DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH));
  }

  private String verdict() {
    return switch (receipt.verdict()) {
      case CONSISTENT -> say("价格一致，没有多付", "the prices agree: nothing was overpaid");
      case NOT_ENOUGH ->
          say(
              "还不能确定，" + unknown() + "，由工作人员核对",
              "not enough is known (" + unknown() + "): the staff will check");
      case INCONSISTENT ->
          switch (receipt.why()) {
            case ABOVE_BOOK -> say("付的比公布的价格高", "more was paid than the published price");
            case OTHER_SHOP ->
                receipt.book() == null
                    ? say("别家平台更低", "another shop asks less")
                    : say(
                        "付的是公布的价格，别家平台更低", "the published price was paid; another shop asks less");
            case NOTHING, COUPON, TIER, PRICE_CHANGE, BUNDLE, CHANNEL, CAMPAIGN ->
                say("两个价格对不上，价格本解释不了", "the prices disagree, and the price book has no reason");
          };
      case EXPLAINED -> say("说得通：" + why(), "explained: " + why());
    };
  }

  private String unknown() {
    return receipt.unknown().stream()
        .map(
            unknown ->
                switch (unknown) {
                  case PAID -> say("不知道付了多少", "what was paid");
                  case SEEN -> say("不知道看到的价格", "the price that was seen");
                  case PRODUCT -> say("价格本里没有这个商品", "a product that the price book does not have");
                  case BOUGHT -> say("不知道什么时候买的", "when it was bought");
                  case WHERE -> say("不知道在哪里看到的", "where that price was seen");
                  case TIER -> say("不知道当时的会员等级", "the tier then");
                  case PUBLISHED ->
                      say(
                          "现在的价格本里没有那时那个渠道的价格",
                          "the price book in force has no price for there and then");
                })
        .collect(Collectors.joining(say("，", ", ")));
  }

  private String why() {
    PriceRow by = receipt.by();
    String line =
        by == null
            ? ""
            : PriceTable.tier(by.tier(), language)
                + say("，", ", ")
                + PriceTable.channel(by.channel(), language)
                + say("，", ", ")
                + yuan(by.cents());
    return switch (receipt.why()) {
      case COUPON -> say("那是用了券以后的价格", "that is the price after a coupon");
      case TIER -> say("那是更高会员等级的价格" + aside(line), "that is a higher tier's price" + aside(line));
      case PRICE_CHANGE ->
          say(
              "买了以后价格变了"
                  + (by == null ? "" : "，从 " + day(by.from().toEpochMilli()) + " 起" + aside(line)),
              "the price changed after buying"
                  + (by == null ? "" : ", from " + day(by.from().toEpochMilli()) + aside(line)));
      case BUNDLE -> say("那是一起买好几件的价格", "that is the price of several together");
      case CHANNEL ->
          say("那是另一个渠道的价格" + aside(line), "that is another channel's price" + aside(line));
      case CAMPAIGN ->
          say(
              "那是活动价" + aside(line + until(by)),
              "that is a campaign's price" + aside(line + until(by)));
      case NOTHING, ABOVE_BOOK, OTHER_SHOP -> line;
    };
  }

  private String until(@Nullable PriceRow by) {
    return by == null || by.until().equals(PriceRow.EVER)
        ? ""
        : say("，到 " + day(by.until().toEpochMilli()), ", until " + day(by.until().toEpochMilli()));
  }
}
