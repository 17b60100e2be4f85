package dev.steward.engine.prices;

import dev.steward.engine.script.PriceBook;
import dev.steward.engine.script.Product;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges a talk: two prices of one product, nobody who knows why, and somebody who wonders. Rather
 * silent than wrong. Pure.
 */
final class Suspicion {
  /** How long a talk stays with the product that was named last. In milliseconds. */
  static final long TOPIC = 15 * 60_000L;

  private Suspicion() {}

  /** Somebody's price in the talk. */
  record Claim(int index, String user, long cents, boolean paid, Where place) {}

  /**
   * What is suspected.
   *
   * @param reporter who is worse off and speaks of their own price
   * @param paid their price for one piece, in fen
   * @param seen the lowest other price
   * @param by who said that
   * @param where where it is
   * @param claims all prices of the product in the talk, in order
   * @param explained whether somebody has said why
   */
  record Suspect(
      Product product,
      String reporter,
      long paid,
      long seen,
      String by,
      Where where,
      List<Claim> claims,
      boolean explained) {}

  /** What a talk, oldest first, makes suspect now; by its last message, or by any of them. */
  static Optional<Suspect> of(List<Utterance> talk, PriceBook book) {
    if (talk.stream().noneMatch(Utterance::wonders)) {
      return Optional.empty();
    }
    Set<String> skus = new HashSet<>();
    talk.forEach(one -> skus.addAll(one.skus()));
    return skus.stream()
        .map(book::product)
        .flatMap(Optional::stream)
        .map(product -> about(product, talk))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** The same about one product. */
  static Optional<Suspect> about(Product product, List<Utterance> talk) {
    List<Claim> claims = new ArrayList<>();
    Set<String> wonderers = new HashSet<>();
    boolean wonders = false;
    boolean explained = false;
    @Nullable String topic = null;
    long since = 0;
    for (int i = 0; i < talk.size(); i++) {
      Utterance one = talk.get(i);
      if (!one.skus().isEmpty()) {
        topic = one.skus().size() == 1 ? one.skus().getFirst() : null;
        since = one.at();
      }
      if (!product.sku().equals(topic) || one.at() - since > TOPIC) {
        continue;
      }
      if (one.content()) {
        continue;
      }
      for (Utterance.Amount amount : one.about(product)) {
        claims.add(new Claim(i, one.user(), amount.cents(), amount.paid(), one.place()));
      }
      if (one.wonders()) {
        wonderers.add(one.user());
        wonders |= !claims.isEmpty();
      }
      explained |= one.explains() && !claims.isEmpty();
    }
    return wonders ? suspect(product, claims, explained, talk, wonderers) : Optional.empty();
  }

  private static Optional<Suspect> suspect(
      Product product,
      List<Claim> claims,
      boolean explained,
      List<Utterance> talk,
      Set<String> wonderers) {
    long least = claims.stream().mapToLong(Claim::cents).min().orElse(0);
    Optional<Claim> lowest = claims.stream().filter(c -> c.cents() == least).findFirst();
    Optional<Claim> worse =
        claims.stream()
            .filter(c -> c.cents() - least >= 100 || c.cents() * 100 >= least * 103)
            .filter(c -> c.cents() > least)
            .filter(
                c ->
                    wonderers.contains(c.user())
                        || talk.get(c.index()).own()
                        || c.paid()
                        || claims.size() == 2)
            .findFirst();
    if (lowest.isEmpty() || worse.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Suspect(
            product,
            worse.get().user(),
            worse.get().cents(),
            least,
            lowest.get().user(),
            lowest.get().place(),
            claims,
            explained));
  }
}
