package dev.steward.engine.script;

import java.util.List;

/**
 * Something that is sold.
 *
 * @param sku its number, in letters, digits and {@code . _ -}
 * @param name what it is called
 * @param aliases what members call it
 * @param rows its lines in the price book
 */
public record Product(String sku, String name, List<String> aliases, List<PriceRow> rows) {
  public Product {
    aliases = List.copyOf(aliases);
    rows = List.copyOf(rows);
  }
}
