package dev.steward.engine.prices;

import dev.steward.engine.prices.reading.PriceReader;
import dev.steward.engine.prices.reading.Quote;
import dev.steward.engine.script.PriceBook;
import dev.steward.engine.script.Prices;
import dev.steward.engine.script.Product;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the words that open a complaint say already, so that it need not be asked. */
final class Opening {
  private static final int LONGEST_STORY = 500;

  private Opening() {}

  /**
   * The facts of an opening message. Amounts that can be read two ways are left out; all are shown
   * to the member for a yes before they count.
   *
   * @param sku the product, when a button said it
   */
  static Facts facts(Kind kind, String text, Prices desk, @Nullable String sku) {
    Facts facts = product(Facts.NONE, text, desk.book(), sku);
    if (kind != Kind.PRICE) {
      String story = story(text);
      return story.isEmpty() ? facts : facts.with(Fact.STORY, story);
    }
    List<Quote> sure =
        PriceReader.read(text).quotes().stream()
            .filter(q -> !q.ambiguous() && q.otherCents().isEmpty() && q.upToCents() == null)
            .toList();
    List<Quote> paid = sure.stream().filter(q -> q.kind() == Quote.Kind.PAID).toList();
    List<Quote> others = sure.stream().filter(q -> q.kind() != Quote.Kind.PAID).toList();
    if (paid.size() == 1) {
      facts =
          facts.with(Fact.PAID, paid.getFirst().cents()).with(Fact.PIECES, pieces(paid.getFirst()));
      if (others.size() == 1 && each(others.getFirst()) < each(paid.getFirst())) {
        facts =
            facts
                .with(Fact.SEEN, others.getFirst().cents())
                .with(Fact.SEEN_PIECES, pieces(others.getFirst()));
        if (others.getFirst().kind() == Quote.Kind.LIVE) {
          facts = facts.with(Fact.WHERE, Where.LIVE.code());
        }
        if (others.getFirst().kind() == Quote.Kind.COUPON) {
          facts = facts.with(Fact.SEEN_WITH, "coupon");
        }
      }
    }
    return facts;
  }

  private static Facts product(Facts facts, String text, PriceBook book, @Nullable String sku) {
    if (sku != null && book.product(sku).isPresent()) {
      return facts.with(Fact.SKU, sku);
    }
    List<Product> named =
        book.in(text).stream().map(PriceBook.Mention::product).distinct().toList();
    return named.size() == 1 ? facts.with(Fact.SKU, named.getFirst().sku()) : facts;
  }

  private static int pieces(Quote quote) {
    return quote.quantity() == null ? 1 : Math.max(1, quote.quantity());
  }

  private static long each(Quote quote) {
    return Quote.unitCents(quote.cents(), pieces(quote));
  }

  /** What follows {@code 投诉 质量}. */
  private static String story(String text) {
    String[] words = text.strip().split("\\s+", 3);
    String rest = words.length < 3 ? "" : words[2];
    return rest.codePointCount(0, rest.length()) <= LONGEST_STORY
        ? rest
        : rest.substring(0, rest.offsetByCodePoints(0, LONGEST_STORY));
  }
}
