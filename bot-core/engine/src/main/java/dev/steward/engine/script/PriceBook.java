package dev.steward.engine.script;

import dev.steward.engine.text.FoldBuffer;
import dev.steward.engine.text.Hit;
import dev.steward.engine.text.Looseness;
import dev.steward.engine.text.Normaliser;
import dev.steward.engine.text.Word;
import dev.steward.engine.text.WordMatcher;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is sold for how much, to whom, where and when. Immutable and thread-safe.
 *
 * <p>A member gets the lowest of what holds for their tier or a lower one, in the channel or
 * everywhere; a campaign beats what is usual, and nothing is ever added up.
 */
public final class PriceBook {
  /** The channel of what is sold everywhere at one price. */
  public static final String ALL = "all";

  /** The tiers if a pack names none, lowest first. */
  public static final List<String> USUAL_TIERS = List.of("normal", "member", "vip", "svip");

  /** A book with nothing in it. */
  public static final PriceBook EMPTY = new PriceBook(USUAL_TIERS, List.of());

  private final List<String> tiers;
  private final Map<String, Product> products = new LinkedHashMap<>();
  private final Map<String, Set<Product>> byName = new HashMap<>();
  private final WordMatcher<Product> matcher;

  /**
   * Makes a book.
   *
   * @param tiers lowest first
   */
  public PriceBook(List<String> tiers, List<Product> products) {
    this.tiers = List.copyOf(tiers);
    List<Word<Product>> words = new ArrayList<>();
    for (Product product : products) {
      this.products.put(product.sku(), product);
      for (String name : names(product)) {
        byName.computeIfAbsent(plain(name), _ -> new LinkedHashSet<>()).add(product);
        words.add(new Word<>(name, Looseness.NORMAL, product));
      }
    }
    matcher = WordMatcher.of(words);
  }

  private static Set<String> names(Product product) {
    Set<String> names = new LinkedHashSet<>(product.aliases());
    names.add(product.name());
    names.add(product.sku());
    return names;
  }

  /** Folded, without spaces. */
  private static String plain(String name) {
    return Normaliser.fold(name).text().replaceAll("\\s+", "");
  }

  public List<String> tiers() {
    return tiers;
  }

  public List<Product> products() {
    return List.copyOf(products.values());
  }

  public Optional<Product> product(String sku) {
    return Optional.ofNullable(products.get(sku));
  }

  /** The products that are called so, whole: one, or several that share the name. */
  public List<Product> called(String name) {
    return List.copyOf(byName.getOrDefault(plain(name), Set.of()));
  }

  /** A product that a text speaks of, and where. */
  public record Mention(Product product, int start, int end) {}

  /** The products that a text speaks of, in order of place; code points, end exclusive. */
  public List<Mention> in(String text) {
    List<Hit<Word<Product>>> hits = matcher.find(text);
    return hits.isEmpty() ? List.of() : mentions(hits);
  }

  private static List<Mention> mentions(List<Hit<Word<Product>>> hits) {
    // Of names that overlap the longest counts; one that several products share counts for each.
    List<Mention> found = new ArrayList<>();
    Hit.leftmostLongest(hits)
        .forEach(
            longest ->
                hits.stream()
                    .filter(h -> h.start() == longest.start() && h.end() == longest.end())
                    .map(h -> new Mention(h.entry().payload(), h.start(), h.end()))
                    .filter(mention -> !found.contains(mention))
                    .forEach(found::add));
    return found;
  }

  /** The products that the text which was folded last speaks of; for the hot path. */
  public List<Product> in(FoldBuffer folded) {
    List<Hit<Word<Product>>> hits = matcher.find(folded);
    return hits.isEmpty()
        ? List.of()
        : mentions(hits).stream().map(Mention::product).distinct().toList();
  }

  /** The products that were probably meant, likeliest first, at most {@code most}. */
  public List<Product> near(String name, int most) {
    Set<String> asked = pairs(plain(name));
    record Ranked(Product product, double likeness) {}
    return products.values().stream()
        .map(
            product ->
                new Ranked(
                    product,
                    names(product).stream()
                        .mapToDouble(known -> likeness(asked, pairs(plain(known))))
                        .max()
                        .orElse(0)))
        .filter(ranked -> ranked.likeness >= 0.3)
        .sorted(Comparator.comparingDouble(Ranked::likeness).reversed())
        .limit(most)
        .map(Ranked::product)
        .toList();
  }

  private static Set<String> pairs(String plain) {
    Set<String> pairs = new HashSet<>();
    int[] points = plain.codePoints().limit(60).toArray();
    for (int i = 0; i < points.length; i++) {
      pairs.add(new String(points, i, Math.min(2, points.length - i)));
    }
    return pairs;
  }

  /** How much of the shorter one is in the other, from 0 to 1; nothing of a name in a long talk. */
  private static double likeness(Set<String> asked, Set<String> name) {
    if (asked.isEmpty() || name.isEmpty() || asked.size() > 3 * name.size()) {
      return 0;
    }
    long both = asked.stream().filter(name::contains).count();
    return both / (double) Math.min(asked.size(), name.size());
  }

  /**
   * What a member pays.
   *
   * @param tier theirs; one that is unknown is taken as the lowest
   * @param channel where they buy
   */
  public Optional<PriceRow> price(String sku, String tier, String channel, Instant at) {
    Product product = products.get(sku);
    if (product == null) {
      return Optional.empty();
    }
    int rank = Math.max(0, tiers.indexOf(tier));
    Comparator<PriceRow> best =
        Comparator.comparing((PriceRow row) -> !row.campaign())
            .thenComparingLong(PriceRow::cents)
            .thenComparing(Comparator.comparingInt((PriceRow row) -> rank(row)).reversed());
    return product.rows().stream()
        .filter(row -> row.at(at) && row.in(channel) && rank(row) <= rank)
        .min(best);
  }

  private int rank(PriceRow row) {
    return tiers.indexOf(row.tier());
  }

  /** The channels in which a product is sold at a moment. */
  public List<String> channels(String sku, Instant at) {
    return rows(sku).filter(row -> row.at(at)).map(PriceRow::channel).distinct().toList();
  }

  /** The tiers for which a product has a price of its own at a moment, lowest first. */
  public List<String> tiers(String sku, Instant at) {
    Set<String> found = new HashSet<>();
    rows(sku).filter(row -> row.at(at)).forEach(row -> found.add(row.tier()));
    return tiers.stream().filter(found::contains).toList();
  }

  private Stream<PriceRow> rows(String sku) {
    Product product = products.get(sku);
    return product == null ? Stream.empty() : product.rows().stream();
  }

  /** How many lines it has. */
  public int size() {
    return products.values().stream().mapToInt(product -> product.rows().size()).sum();
  }

  /** The same products with the same lines. */
  @Override
  public boolean equals(Object other) {
    return other instanceof PriceBook book
        && book.tiers.equals(tiers)
        && book.products.equals(products);
  }

  @Override
  public int hashCode() {
    return products.hashCode();
  }
}
