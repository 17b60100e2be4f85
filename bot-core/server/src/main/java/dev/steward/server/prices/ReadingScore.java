package dev.steward.server.prices;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.steward.engine.prices.reading.PriceReader;
import dev.steward.engine.prices.reading.Quote;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How well prices are read, each figure from 0 to 1; null where there was nothing to count.
 *
 * @param precision of the prices we found, how many people found at exactly the same place
 * @param recall of the prices people found, how many we found at exactly the same place
 * @param f1 the harmonic mean of the two
 * @param amountAccuracy at the same places, how many amounts are one of those people allow
 * @param kindAccuracy at the same places, how many are of the same kind
 * @param cleanLines of the lines without a price, how many we found none in
 * @param ambiguousFound of the ambiguous lines with a price, in how many we marked one as ambiguous
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ReadingScore(
    @Nullable Double precision,
    @Nullable Double recall,
    @Nullable Double f1,
    @Nullable Double amountAccuracy,
    @Nullable Double kindAccuracy,
    @Nullable Double cleanLines,
    @Nullable Double ambiguousFound) {

  /** Reads all lines and compares. */
  public static ReadingScore of(List<LabelledLine> lines) {
    Count count = new Count();
    lines.forEach(count::add);
    Double precision = share(count.same, count.found);
    Double recall = share(count.same, count.wanted);
    return new ReadingScore(
        precision,
        recall,
        share(2 * count.same, count.found + count.wanted),
        share(count.amounts, count.same),
        share(count.kinds, count.same),
        share(count.clean, count.without),
        share(count.marked, count.ambiguous));
  }

  private static @Nullable Double share(int part, int whole) {
    return whole == 0 ? null : Math.round(10_000.0 * part / whole) / 10_000.0;
  }

  /** The counts that the shares are made of. */
  private static final class Count {
    private int found;
    private int wanted;
    private int same;
    private int amounts;
    private int kinds;
    private int without;
    private int clean;
    private int ambiguous;
    private int marked;

    private void add(LabelledLine line) {
      List<Quote> quotes = PriceReader.read(line.text()).quotes();
      found += quotes.size();
      wanted += line.prices().size();
      if (line.prices().isEmpty()) {
        without++;
        clean += quotes.isEmpty() ? 1 : 0;
      } else if (line.ambiguous()) {
        ambiguous++;
        marked += quotes.stream().anyMatch(Quote::ambiguous) ? 1 : 0;
      }
      for (LabelledLine.Price price : line.prices()) {
        for (Quote quote : quotes) {
          if (quote.start() == price.start() && quote.end() == price.end()) {
            same++;
            amounts += allowed(price, quote) ? 1 : 0;
            kinds += quote.kind().name().toLowerCase(Locale.ROOT).equals(price.kind()) ? 1 : 0;
          }
        }
      }
    }

    private static boolean allowed(LabelledLine.Price price, Quote quote) {
      BigDecimal read = BigDecimal.valueOf(quote.cents(), 2);
      return price.amounts().stream().anyMatch(amount -> amount.compareTo(read) == 0);
    }
  }
}
