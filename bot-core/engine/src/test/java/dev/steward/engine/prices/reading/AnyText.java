package dev.steward.engine.prices.reading;

import static org.assertj.core.api.Assertions.assertThat;

/** What holds of the reading of any text whatever. */
final class AnyText {
  private AnyText() {}

  static void isRead(String text) {
    int length = text.codePointCount(0, text.length());
    PriceReading reading = PriceReader.read(text);
    int past = 0;
    for (Quote quote : reading.quotes()) {
      assertThat(quote.start()).isGreaterThanOrEqualTo(past).isLessThan(quote.end());
      assertThat(quote.end()).isLessThanOrEqualTo(length);
      assertThat(quote.cents()).isPositive();
      assertThat(quote.otherCents()).allMatch(other -> other > 0);
      if (quote.upToCents() != null) {
        assertThat(quote.upToCents()).isGreaterThan(quote.cents());
      }
      assertThat(quote.quantity() == null).isEqualTo(quote.unitCents() == null);
      if (quote.quantity() != null) {
        assertThat(quote.unitCents()).isEqualTo(Quote.unitCents(quote.cents(), quote.quantity()));
      }
      assertThat(quote.amountAsTyped(text)).isNotEmpty();
      past = quote.end();
    }
    for (Promo promo : reading.promos()) {
      assertThat(promo.start()).isNotNegative().isLessThan(promo.end());
      assertThat(promo.end()).isLessThanOrEqualTo(length);
      int from = text.offsetByCodePoints(0, promo.start());
      int to = text.offsetByCodePoints(0, promo.end());
      assertThat(promo.text()).isEqualTo(text.substring(from, to));
    }
  }
}
