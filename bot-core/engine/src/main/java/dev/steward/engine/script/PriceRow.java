package dev.steward.engine.script;

import java.time.Instant;

/**
 * One line of the price book.
 *
 * @param sku the product
 * @param tier for whom; those of a higher tier get it too
 * @param cents the price in fen (1/100 CNY)
 * @param from the first moment
 * @param until the first moment after
 * @param channel where it is sold; {@link PriceBook#ALL} for everywhere
 * @param campaign whether it is a campaign, which beats what is usual
 * @param note for people; may be empty
 * @param mark where it stands
 */
public record PriceRow(
    String sku,
    String tier,
    long cents,
    Instant from,
    Instant until,
    String channel,
    boolean campaign,
    String note,
    SourceMark mark) {
  /** The beginning of what has none. */
  public static final Instant ALWAYS = Instant.EPOCH;

  /** The end of what has none. */
  public static final Instant EVER = Instant.parse("9999-01-01T00:00:00Z");

  /** Whether it holds at a moment. */
  public boolean at(Instant time) {
    return !time.isBefore(from) && time.isBefore(until);
  }

  /** Whether it holds in a channel. */
  public boolean in(String where) {
    return channel.equals(PriceBook.ALL) || channel.equals(where);
  }

  boolean overlaps(PriceRow other) {
    return from.isBefore(other.until) && other.from.isBefore(until);
  }
}
