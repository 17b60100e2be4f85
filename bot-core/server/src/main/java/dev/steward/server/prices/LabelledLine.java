package dev.steward.server.prices;

import java.math.BigDecimal;
import java.util.List;

/**
 * A line of chat with the prices that people found in it.
 *
 * @param ambiguous whether they found that something in it can be read in two ways
 */
public record LabelledLine(String text, List<Price> prices, boolean ambiguous) {
  /**
   * A price of a line.
   *
   * @param amounts the amount meant, then what else the words can mean
   * @param kind in small letters, as the reader's kinds
   */
  public record Price(int start, int end, List<BigDecimal> amounts, String kind) {}
}
