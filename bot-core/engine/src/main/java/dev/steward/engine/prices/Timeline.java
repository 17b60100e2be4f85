package dev.steward.engine.prices;

import dev.steward.engine.script.PriceBook;
import dev.steward.engine.script.PriceRow;
import dev.steward.engine.script.Product;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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

  /** The same, as it was known at a moment. */
  Timeline until(Instant time) {
    List<PriceEdition> known =
        editions.stream().filter(one -> one.published() <= time.toEpochMilli()).toList();
    return new Timeline(known.isEmpty() ? editions.subList(0, 1) : known);
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

  /** Whether another says the same of a moment: for every tier in every channel. */
  boolean agrees(Timeline other, Instant time) {
    return rows(time).equals(other.rows(time));
  }

  private Set<Bill.Line> rows(Instant time) {
    return book(time).product(Bill.SKU).map(Product::rows).orElse(List.of()).stream()
        .filter(row -> row.at(time))
        .map(row -> Bill.Line.of(row).during(0, 1))
        .collect(Collectors.toSet());
  }

  /**
   * What the latest edition says of a moment, if that is something else than was published then.
   *
   * @param tier null when it is not known: then only what holds for every tier counts
   */
  Optional<Bill.Correction> correction(@Nullable String tier, String channel, Instant time) {
    PriceEdition latest = editions.getLast();
    if (latest.equals(at(time))) {
      return Optional.empty();
    }
    List<Optional<Long>> then = cents(book(time), tier, channel, time);
    List<Optional<Long>> now = cents(latest.book(), tier, channel, time);
    return then.size() > 1 || now.size() > 1 || now.equals(then)
        ? Optional.empty()
        : Optional.of(
            new Bill.Correction(latest.version(), latest.published(), now.getFirst().orElse(null)));
  }

  /** The different prices that a member may pay: one when the tier is known, or none matters. */
  private static List<Optional<Long>> cents(
      PriceBook book, @Nullable String tier, String channel, Instant time) {
    return (tier == null ? book.tiers() : List.of(tier))
        .stream()
            .map(one -> book.price(Bill.SKU, one, channel, time).map(PriceRow::cents))
            .distinct()
            .toList();
  }
}
