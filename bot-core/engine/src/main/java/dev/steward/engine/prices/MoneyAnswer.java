package dev.steward.engine.prices;

import dev.steward.engine.prices.reading.PriceReader;
import dev.steward.engine.prices.reading.Quote;
import dev.steward.engine.script.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads how much money a member speaks of; what can be read two ways is asked. */
final class MoneyAnswer {
  private static final Pattern BARE =
      Pattern.compile("[¥￥]?\\s*([0-9]{1,6})(?:\\.([0-9]{1,2}))?\\s*(?:元|块|块钱|rmb|cny|yuan)?");

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
      String fen = ((bare.group(2) == null ? "" : bare.group(2)) + "00").substring(0, 2);
      return settled(fact, Long.parseLong(bare.group(1)) * 100 + Long.parseLong(fen), 1, null);
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
    return new Answers.Answer.Which(readings(quote, pieces));
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
