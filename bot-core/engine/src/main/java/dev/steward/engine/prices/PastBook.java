package dev.steward.engine.prices;

import dev.steward.chat.GroupId;
import dev.steward.engine.script.PriceBook;
import dev.steward.engine.store.Sql;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A pack's price book as it was published at each moment. */
final class PastBook {
  private final @Nullable Sql sql;
  private final @Nullable GroupId group;
  private final String pack;
  private final int version;
  private final PriceBook now;

  /**
   * @param sql null where nothing was published
   * @param group which it serves; null for none in particular
   * @param version in force; 0 while it is being written, when only what stands there counts
   */
  PastBook(@Nullable Sql sql, @Nullable GroupId group, String pack, int version, PriceBook now) {
    this.sql = sql;
    this.group = group;
    this.pack = pack;
    this.version = version;
    this.now = now;
  }

  /**
   * Whether it says what the group was asked at a moment: not when the group had another pack whose
   * book said otherwise. A copy of that pack says the same.
   *
   * @param timeline what it says of the product
   */
  boolean served(String sku, Timeline timeline, Instant at) {
    if (sql == null || group == null) {
      return true;
    }
    List<PriceEdition> others =
        sql.first(
                "SELECT pack FROM group_pack WHERE group_id = ? AND since < ?"
                    + " ORDER BY since DESC LIMIT 1",
                row -> row.text(1),
                group,
                at)
            .filter(other -> !other.equals(pack))
            .map(other -> PriceEditions.of(sql, other, sku))
            .orElse(List.of());
    return others.isEmpty() || timeline.agrees(new Timeline(others), at);
  }

  /** A product's prices; empty when no book ever had it. */
  Optional<Timeline> of(@Nullable String sku) {
    if (sku == null || sku.isEmpty()) {
      return Optional.empty();
    }
    List<PriceEdition> editions =
        sql == null || version == 0 ? List.of() : PriceEditions.of(sql, pack, sku);
    if (!editions.isEmpty()) {
      return Optional.of(new Timeline(editions));
    }
    return now.product(sku)
        .map(
            product ->
                new Timeline(
                    List.of(PriceEdition.of(product, now.tiers(), version, Instant.EPOCH))));
  }

  /** A book with that product alone, under {@link Bill#SKU}; an empty one when it is not known. */
  PriceBook book(@Nullable String sku, Instant at) {
    return of(sku).map(timeline -> timeline.book(at)).orElse(new PriceBook(now.tiers(), List.of()));
  }
}
