package dev.steward.engine.prices;

import dev.steward.engine.script.PriceBook;
import dev.steward.engine.script.Product;
import dev.steward.engine.store.Json;
import java.time.Instant;
import java.util.List;

/**
 * What a published version of the price book says of one product.
 *
 * @param version of the pack; the first that says so
 * @param published when, in milliseconds
 * @param tiers lowest first
 * @param lines as they stand in the book; none when it is no longer sold
 */
record PriceEdition(
    int version, long published, String name, List<String> tiers, List<Bill.Line> lines) {
  PriceEdition {
    tiers = List.copyOf(tiers);
    lines = List.copyOf(lines);
  }

  /** As it stands in the table, without when. */
  private record Body(String name, List<String> tiers, List<Bill.Line> lines) {}

  static PriceEdition of(Product product, List<String> tiers, int version, Instant published) {
    return new PriceEdition(
        version,
        published.toEpochMilli(),
        product.name(),
        tiers,
        product.rows().stream().map(Bill.Line::of).toList());
  }

  static PriceEdition read(int version, Instant published, String json) {
    Body body = Json.read(json, Body.class);
    return new PriceEdition(version, published.toEpochMilli(), body.name, body.tiers, body.lines);
  }

  /** What it says, whenever that was published. */
  String json() {
    return Json.write(new Body(name, tiers, lines));
  }

  /** A book with this product alone, under {@link Bill#SKU}. */
  PriceBook book() {
    return Bill.book(name, tiers, lines);
  }
}
