package dev.steward.engine.prices.reading;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/**
 * The same as {@link PriceFuzzTest}, for Jazzer: a plain build reads what is in {@code
 * PriceJazzerTestInputs}; with JAZZER_FUZZ=1, Jazzer makes its own.
 */
final class PriceJazzerTest {
  @FuzzTest
  void anyText(byte[] bytes) {
    AnyText.isRead(new String(bytes, StandardCharsets.UTF_8));
  }
}
