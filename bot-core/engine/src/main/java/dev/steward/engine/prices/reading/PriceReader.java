package dev.steward.engine.prices.reading;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the prices and the rules of promotions in a chat message, Chinese first: 9块9, 1w2, 两百五,
 * ￥1,299.00, 八九十块, 两件128. Places are code points. Stateless; time is linear in the length; never
 * throws; what is no price for sure is left out.
 */
public final class PriceReader {
  private PriceReader() {}

  /** Everything found in a text, in order of place. */
  public static PriceReading read(CharSequence text) {
    if (!mayHoldNumber(text)) {
      return PriceReading.NOTHING;
    }
    Line line = Line.of(text);
    List<Numeral> numerals = NumeralScanner.scan(line);
    if (numerals.isEmpty()) {
      return PriceReading.NOTHING;
    }
    PromoFinder promos = new PromoFinder(line, text, numerals);
    List<Numeral> prices = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < numerals.size(); i++) {
      Numeral n = numerals.get(i);
      if (!promos.spent(i)
          && !Refusals.refuses(line, n, past(prices))
          && Evidence.vouches(line, n, past(prices))) {
        prices.add(n);
        places.add(i);
      }
    }
    return prices.isEmpty() && promos.promos().isEmpty()
        ? PriceReading.NOTHING
        : new PriceReading(quotes(line, numerals, prices, places), promos.promos());
  }

  private static int past(List<Numeral> prices) {
    return prices.isEmpty() ? 0 : prices.getLast().end();
  }

  private static List<Quote> quotes(
      Line line, List<Numeral> numerals, List<Numeral> prices, List<Integer> places) {
    KindJudge kinds = new KindJudge(line, prices);
    QuantityFinder quantities = new QuantityFinder(line, numerals);
    List<Quote> quotes = new ArrayList<>();
    for (int k = 0; k < prices.size(); k++) {
      Numeral n = prices.get(k);
      int quantity = quantities.of(places.get(k), k == 0 ? 0 : prices.get(k - 1).end());
      long cents = cents(n.low());
      boolean ambiguous =
          n.vague()
              || n.other() >= 0
              || quantities.setBehind(places.get(k))
              || Bounds.around(line, n);
      quotes.add(
          new Quote(
              n.start(),
              n.end(),
              cents,
              n.other() < 0 ? List.of() : List.of(cents(n.other())),
              n.high() < 0 || n.high() <= n.low() ? null : Long.valueOf(cents(n.high())),
              kinds.of(k),
              quantity == 0 ? null : Integer.valueOf(quantity),
              unit(cents, quantity),
              ambiguous));
    }
    return quotes;
  }

  private static @Nullable Long unit(long cents, int quantity) {
    return quantity == 0 ? null : Long.valueOf(Quote.unitCents(cents, quantity));
  }

  private static long cents(long amount) {
    return (amount + 50) / 100;
  }

  /** Most messages have no numeral, or only 一 in a word; they cost a look at each character. */
  private static boolean mayHoldNumber(CharSequence text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c >= '0' && c <= '9')
          || (c >= '０' && c <= '９')
          || (c >= '\u4E00' && (ChineseDigits.digit(Line.fold(c)) >= 0 || tens(c)))) {
        return true;
      }
    }
    return false;
  }

  private static boolean tens(char c) {
    return c == '十' || c == '百' || c == '千' || c == '拾' || c == '幾' || c == '兩';
  }
}
