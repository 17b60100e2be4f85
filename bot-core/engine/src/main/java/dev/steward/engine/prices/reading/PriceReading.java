package dev.steward.engine.prices.reading;

import java.util.List;

/** What was read in a text: prices and rules of promotions, each in order of place. Immutable. */
public record PriceReading(List<Quote> quotes, List<Promo> promos) {
  static final PriceReading NOTHING = new PriceReading(List.of(), List.of());

  public PriceReading {
    quotes = List.copyOf(quotes);
    promos = List.copyOf(promos);
  }
}
