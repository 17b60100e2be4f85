package dev.steward.engine.prices;

import dev.steward.engine.flow.Spoken;
import dev.steward.engine.prices.reading.PriceReader;
import dev.steward.engine.prices.reading.Quote;
import dev.steward.engine.script.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads how much money a member speaks of; what can be read two ways is asked. */
final class MoneyAnswer {
  private static final Pattern BARE =
      Pattern.compile("[¥￥]?\\s*([0-9]{1,6})(?:\\.([0-9]{1,2}))?\\s*(?:元|块|块钱|rmb|cny|yuan)?");

  /** What staff may put around an amount. */
  private static final Pattern NAMED =
      Pattern.compile("(?:退差价|退差價|退款|退还|退|补差价|補差價|补偿|補償|补|補|refund|pay)?\\s*(.+?)\\s*[。.!！]?");

  /** Numbers in words; 十分 and 千万 are none. */
  private static final Pattern NUMBER = Pattern.compile("[二三四五六七八九百两兩]|十(?!分)|千(?!万)");

  private static final Pattern UNIT = Pattern.compile("元|块|塊|rmb|cny|yuan|[¥￥]");

  private final Facts facts;
  private final Desk desk;

  MoneyAnswer(Facts facts, Desk desk) {
    this.facts = facts;
    this.desk = desk;
  }

  /**
   * Reads an answer in words.
   *
   * @param fact {@link Fact#PAID} or {@link Fact#SEEN}
   */
  Answers.Answer said(String text, Fact fact) {
    Matcher bare = BARE.matcher(text.toLowerCase(Locale.ROOT));
    if (bare.matches()) {
      return settled(fact, cents(bare), 1, null);
    }
    List<Quote> quotes = PriceReader.read(text).quotes();
    if (quotes.size() > 1) {
      quotes =
          quotes.stream()
              .filter(quote -> (quote.kind() == Quote.Kind.PAID) == (fact == Fact.PAID))
              .toList();
    }
    if (quotes.size() != 1 || quotes.getFirst().upToCents() != null) {
      return new Answers.Answer.Unclear();
    }
    Quote quote = quotes.getFirst();
    int pieces = quote.quantity() == null ? 1 : Math.max(1, quote.quantity());
    if (!quote.ambiguous() && quote.otherCents().isEmpty()) {
      return settled(fact, quote.cents(), pieces, quote.kind());
    }
    return new Answers.Answer.Which(facts, readings(quote, pieces));
  }

  /**
   * The amount that staff name in so many words and nothing else, such as {@code 20}, {@code 退20块},
   * {@code 1,299} or {@code 二十}; in fen, empty when it is none or can be read two ways.
   */
  static Optional<Long> alone(String note) {
    Matcher named = NAMED.matcher(Spoken.plain(note));
    if (!named.matches()) {
      return Optional.empty();
    }
    String amount = named.group(1).replaceAll("(?<=[0-9])[,，](?=[0-9]{3}(?![0-9]))", "");
    Matcher bare = BARE.matcher(amount);
    if (bare.matches()) {
      return Optional.of(cents(bare)).filter(cents -> cents > 0);
    }
    String money = UNIT.matcher(amount).find() ? amount : amount + "元";
    return PriceReader.read(money).quotes().stream()
        .filter(quote -> quote.start() == 0)
        .filter(quote -> quote.end() == money.codePointCount(0, money.length()))
        .filter(quote -> !quote.ambiguous() && quote.otherCents().isEmpty())
        .filter(quote -> quote.upToCents() == null && quote.quantity() == null)
        .map(Quote::cents)
        .findFirst();
  }

  private static long cents(Matcher bare) {
    String fen = ((bare.group(2) == null ? "" : bare.group(2)) + "00").substring(0, 2);
    return Long.parseLong(bare.group(1)) * 100 + Long.parseLong(fen);
  }

  /** Whether a number stands in a note, in figures or in words. */
  static boolean numbered(String note) {
    return note.codePoints().anyMatch(Character::isDigit) || NUMBER.matcher(note).find();
  }

  /** All that the same words can mean. */
  private List<Asking.Option> readings(Quote quote, int pieces) {
    List<Asking.Option> options = new ArrayList<>();
    List<Long> all = new ArrayList<>(List.of(quote.cents()));
    all.addAll(quote.otherCents());
    for (long cents : all.stream().distinct().limit(Answers.MOST_PROPOSED).toList()) {
      options.add(
          new Asking.Option(
              Money.yuan(cents)
                  + desk.say(" 元", " CNY")
                  + (pieces == 1 ? "" : desk.say("，一共 " + pieces + " 件", " for " + pieces)),
              cents + "/" + pieces));
    }
    if (pieces > 1 && quote.otherCents().isEmpty()) {
      options.add(
          new Asking.Option(
              desk.say(
                  "每件 " + Money.yuan(quote.cents()) + " 元，" + pieces + " 件",
                  Money.yuan(quote.cents()) + " CNY each, " + pieces + " of them"),
              quote.cents() * pieces + "/" + pieces));
    }
    return options;
  }

  private Answers.Answer settled(Fact fact, long cents, int pieces, Quote.@Nullable Kind kind) {
    if (cents <= 0) {
      return new Answers.Answer.Unclear();
    }
    if (fact == Fact.PAID) {
      return Answers.known(facts.with(Fact.PAID, cents).with(Fact.PIECES, pieces));
    }
    Facts seen = facts.with(Fact.SEEN, cents).with(Fact.SEEN_PIECES, pieces);
    if (kind == Quote.Kind.COUPON) {
      seen = seen.with(Fact.SEEN_WITH, "coupon");
    }
    if (kind == Quote.Kind.LIVE && !seen.has(Fact.WHERE)) {
      seen = seen.with(Fact.WHERE, Where.LIVE.code());
    }
    return Answers.known(seen);
  }
}
