package dev.steward.engine.prices;

import dev.steward.engine.script.Pack;
import dev.steward.engine.script.PriceBook;
import dev.steward.engine.script.Prices;
import dev.steward.engine.store.Sql;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was published of each product, and when: the table {@code price_edition}. A version adds a
 * row only for products of which it says something new. Written with the version that is published,
 * in the same transaction; read by the keys that settle complaints.
 */
public final class PriceEditions {
  private static final String NO_MORE = new PriceEdition(0, 0, "", List.of(), List.of()).json();

  private final String pack;
  private final Map<String, String> books;

  private PriceEditions(String pack, Map<String, String> books) {
    this.pack = pack;
    this.books = books;
  }

  /** What a pack's price book says; to be prepared outside of the lanes, since it may be long. */
  public static PriceEditions of(Pack pack) {
    Map<String, String> books = new LinkedHashMap<>();
    Prices prices = pack.prices();
    PriceBook book = prices == null ? PriceBook.EMPTY : prices.book();
    book.products()
        .forEach(
            product ->
                books.put(
                    product.sku(),
                    PriceEdition.of(product, book.tiers(), 0, Instant.EPOCH).json()));
    return new PriceEditions(pack.name(), books);
  }

  /** Writes down what is new in it, in the transaction that publishes the version. */
  public void write(Sql sql, int version, Instant published) {
    Map<String, String> before = new HashMap<>();
    sql.list(
            "SELECT sku, book FROM price_edition WHERE pack = ? ORDER BY version",
            row -> Map.entry(row.text(1), row.text(2)),
            pack)
        .forEach(entry -> before.put(entry.getKey(), entry.getValue()));
    books.forEach(
        (sku, book) -> {
          if (!book.equals(before.remove(sku))) {
            add(sql, sku, version, published, book);
          }
        });
    before.forEach(
        (sku, book) -> {
          if (!book.equals(NO_MORE)) {
            add(sql, sku, version, published, NO_MORE);
          }
        });
  }

  private void add(Sql sql, String sku, int version, Instant published, String book) {
    sql.update(
        "INSERT INTO price_edition (pack, sku, version, published, book) VALUES (?, ?, ?, ?, ?)"
            + " ON CONFLICT (pack, sku, version) DO UPDATE SET book = excluded.book",
        pack,
        sku,
        version,
        published,
        book);
  }

  /** All that was published of a product, oldest first. */
  static List<PriceEdition> of(Sql sql, String pack, String sku) {
    return new ArrayList<>(
        sql.list(
            "SELECT version, published, book FROM price_edition WHERE pack = ? AND sku = ?"
                + " ORDER BY version",
            row -> PriceEdition.read((int) row.number(1), row.time(2), row.text(3)),
            pack,
            sku));
  }
}
