package dev.steward.engine.prices;

import dev.steward.engine.script.PriceBook;
import dev.steward.engine.script.PriceRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a product cost at each moment, as it was published then: each edition counts from when it
 * was published until the next one was, the first one also for what was before. So a price that is
 * corrected later does not change what was asked of somebody then. Pure.
 */
final class Timeline {
  private final List<PriceEdition> editions;

  /**
   * Makes one.
   *
   * @param editions oldest first, at least one
   */
  Timeline(List<PriceEdition> editions) {
    if (editions.isEmpty()) {
      throw new IllegalArgumentException("editions: none (expected: at least one)");
    }
    this.editions = List.copyOf(editions);
  }

  /** The edition in force at a moment. */
  PriceEdition at(Instant time) {
    PriceEdition found = editions.getFirst();
    for (PriceEdition edition : editions) {
      if (edition.published() <= time.toEpochMilli()) {
        found = edition;
      }
    }
    return found;
  }

  /** The tiers at a moment, lowest first, and behind them those that came or went. */
  List<String> tiers(Instant time) {
    Set<String> tiers = new LinkedHashSet<>(at(time).tiers());
    editions.forEach(edition -> tiers.addAll(edition.tiers()));
    return List.copyOf(tiers);
  }

  /** Every line, for as long as it was published. */
  List<Bill.Line> lines() {
    List<Bill.Line> all = new ArrayList<>();
    for (int i = 0; i < editions.size(); i++) {
      long begin = i == 0 ? Long.MIN_VALUE : editions.get(i).published();
      long end = i + 1 == editions.size() ? Long.MAX_VALUE : editions.get(i + 1).published();
      for (Bill.Line line : editions.get(i).lines()) {
        long from = Math.max(begin, line.from());
        long until = Math.min(end, line.until());
        if (from < until) {
          add(all, line.during(from, until));
        }
      }
    }
    return all;
  }

  /** A line that the next edition has as well is one. */
  private static void add(List<Bill.Line> all, Bill.Line line) {
    for (int i = 0; i < all.size(); i++) {
      Bill.Line before = all.get(i);
      if (before.until() == line.from()
          && before.equals(line.during(before.from(), before.until()))) {
        all.set(i, before.during(before.from(), line.until()));
        return;
      }
    }
    all.add(line);
  }

  /** A book with this product alone, under {@link Bill#SKU}, as it was published at each moment. */
  PriceBook book(Instant time) {
    return Bill.book(editions.getLast().name(), tiers(time), lines());
  }

  /**
   * What the latest edition says of a moment, if that is something else than was published then.
   */
  Optional<Bill.Correction> correction(String tier, String channel, Instant time) {
    PriceEdition latest = editions.getLast();
    if (latest.equals(at(time))) {
      return Optional.empty();
    }
    Optional<PriceRow> then = book(time).price(Bill.SKU, tier, channel, time);
    Optional<PriceRow> now = latest.book().price(Bill.SKU, tier, channel, time);
    return now.map(PriceRow::cents).equals(then.map(PriceRow::cents))
        ? Optional.empty()
        : Optional.of(
            new Bill.Correction(
                latest.version(), latest.published(), now.map(PriceRow::cents).orElse(null)));
  }
}
