package dev.steward.engine.prices.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What people write, and what is read in it: a table in {@code spoken.txt}. */
class SpokenPricesTest {
  static Stream<String> lines() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(SpokenPricesTest.class.getResourceAsStream("spoken.txt"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("lines")
  void isReadAsThePeopleMeanIt(String line) {
    int bar = line.lastIndexOf(" | ");
    String text = line.substring(0, bar);
    String found =
        PriceReader.read(text).quotes().stream()
            .map(quote -> written(text, quote))
            .collect(Collectors.joining("; "));
    assertThat(found.isEmpty() ? "-" : found).isEqualTo(line.substring(bar + 3));
  }

  private static String written(String text, Quote quote) {
    StringBuilder written =
        new StringBuilder(text.substring(quote.start(), quote.end()))
            .append('=')
            .append(quote.amountAsTyped(text));
    quote.otherCents().forEach(other -> written.append(" or/").append(yuan(other)));
    if (quote.upToCents() != null) {
      written.append(" ~").append(yuan(quote.upToCents()));
    }
    written.append(' ').append(quote.kind().name().toLowerCase(Locale.ROOT));
    if (quote.quantity() != null) {
      written.append(" x").append(quote.quantity());
      assertThat(quote.unitCents()).isEqualTo(Quote.unitCents(quote.cents(), quote.quantity()));
    }
    return written.append(quote.ambiguous() ? " ?" : "").toString();
  }

  private static String yuan(long cents) {
    return BigDecimal.valueOf(cents, 2).stripTrailingZeros().toPlainString();
  }
}
