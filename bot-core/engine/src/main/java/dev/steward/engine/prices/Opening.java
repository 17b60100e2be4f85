package dev.steward.engine.prices;

import dev.steward.engine.flow.Spoken;
import dev.steward.engine.prices.reading.PriceReader;
import dev.steward.engine.prices.reading.Quote;
import dev.steward.engine.script.PriceBook;
import dev.steward.engine.script.Prices;
import dev.steward.engine.script.Product;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the words that open a complaint say already, so that it need not be asked. */
final class Opening {
  private static final int LONGEST_STORY = 500;
  private static final int LONGEST_NAME = 60;

  private Opening() {}

  /**
   * The facts of an opening message. Amounts that can be read two ways are left out; all are shown
   * to the member for a yes before they count.
   *
   * @param said all that was said: the message, and what it quotes
   */
  static Facts facts(Opened opened, String said, Prices desk) {
    Facts facts = product(said, desk.book());
    if (opened.kind() != Kind.PRICE) {
      String story = shortened(opened.story(), LONGEST_STORY);
      return story.isEmpty() ? facts : facts.with(Fact.STORY, story);
    }
    return facts.or(amounts(said));
  }

  /** Whether something is said of money. */
  static boolean tells(String said) {
    return !PriceReader.read(said).quotes().isEmpty();
  }

  /** What was paid, and the one lower price beside it, where both can be read one way only. */
  static Facts amounts(String said) {
    Facts facts = Facts.NONE;
    List<Quote> sure =
        PriceReader.read(said).quotes().stream()
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

  /**
   * With what staff filled in besides: {@code product} in words, {@code paid} and {@code seen} in
   * fen, {@code pieces}.
   */
  static Facts told(Facts facts, Map<String, String> arguments, Prices desk) {
    Facts told = facts;
    String name = arguments.getOrDefault("product", "").strip();
    if (!name.isEmpty()) {
      List<Product> called = desk.book().called(name);
      told = told.with(Fact.PRODUCT, shortened(name, LONGEST_NAME));
      told = called.size() == 1 ? told.with(Fact.SKU, called.getFirst().sku()) : told;
    }
    Optional<Long> pieces = amount(arguments, "pieces");
    Optional<Long> paid = amount(arguments, "paid");
    if (paid.isPresent()) {
      told = told.with(Fact.PAID, paid.get()).with(Fact.PIECES, pieces.orElse(1L));
    }
    Optional<Long> seen = amount(arguments, "seen");
    return seen.isPresent() ? told.with(Fact.SEEN, seen.get()).with(Fact.SEEN_PIECES, 1) : told;
  }

  private static Optional<Long> amount(Map<String, String> arguments, String name) {
    return Spoken.number(arguments.getOrDefault(name, "")).filter(number -> number > 0);
  }

  private static Facts product(String text, PriceBook book) {
    List<Product> named =
        book.in(text).stream().map(PriceBook.Mention::product).distinct().toList();
    return named.size() == 1 ? Facts.NONE.with(Fact.SKU, named.getFirst().sku()) : Facts.NONE;
  }

  private static int pieces(Quote quote) {
    return quote.quantity() == null ? 1 : Math.max(1, quote.quantity());
  }

  private static long each(Quote quote) {
    return Quote.unitCents(quote.cents(), pieces(quote));
  }

  private static String shortened(String text, int most) {
    return text.codePointCount(0, text.length()) <= most
        ? text
        : text.substring(0, text.offsetByCodePoints(0, most));
  }
}
