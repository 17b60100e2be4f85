package dev.steward.engine.prices;

import dev.steward.engine.script.PriceBook;
import dev.steward.engine.script.Product;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the desk would suspect in talk that was written down, for measuring it: the same judges as
 * in a group.
 */
public final class TalkJudge {
  private TalkJudge() {}

  /** A message of a talk. */
  public record Line(String from, String text, Instant at) {}

  /**
   * What is suspected. Money in fen, for one piece.
   *
   * @param reporter who is worse off
   * @param by who said the lower price
   * @param where where that is, in one word
   * @param explained whether somebody said why
   */
  public record Found(
      String sku,
      String reporter,
      long paid,
      long seen,
      String by,
      String where,
      List<Integer> evidence,
      boolean explained) {
    public Found {
      evidence = List.copyOf(evidence);
    }
  }

  /** Whether a line complains by itself that one product has different prices. */
  public static boolean inconsistent(String line) {
    return LineDoubt.inconsistent(line);
  }

  /** What a whole talk makes suspect, each product once. */
  public static List<Found> incidents(List<Line> talk, PriceBook book) {
    List<Utterance> heard = new ArrayList<>();
    Map<String, Product> named = new LinkedHashMap<>();
    for (int i = 0; i < talk.size(); i++) {
      Line line = talk.get(i);
      List<Product> products =
          book.in(line.text()).stream().map(PriceBook.Mention::product).distinct().toList();
      products.forEach(product -> named.put(product.sku(), product));
      heard.add(Utterance.of(line.at().toEpochMilli(), i, "", line.from(), line.text(), products));
    }
    return named.values().stream()
        .map(product -> found(product, heard))
        .flatMap(Optional::stream)
        .toList();
  }

  /** The first moment at which the group would have been told, with what was said afterwards. */
  private static Optional<Found> found(Product product, List<Utterance> heard) {
    for (int end = 2; end <= heard.size(); end++) {
      Optional<Suspicion.Suspect> now = Suspicion.about(product, heard.subList(0, end));
      if (now.isPresent() && !now.get().explained()) {
        Suspicion.Suspect last = Suspicion.about(product, heard).orElse(now.get());
        return Optional.of(
            new Found(
                product.sku(),
                last.reporter(),
                last.paid(),
                last.seen(),
                last.by(),
                last.where().code(),
                last.claims().stream().map(Suspicion.Claim::index).distinct().toList(),
                last.explained()));
      }
    }
    return Optional.empty();
  }
}
