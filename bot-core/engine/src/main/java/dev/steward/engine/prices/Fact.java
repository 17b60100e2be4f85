package dev.steward.engine.prices;

/** One thing to know about a complaint. */
enum Fact {
  /** The product in the member's words. */
  PRODUCT,
  /** The product's number in the price book. */
  SKU,
  /** What was paid for all pieces, in fen. */
  PAID,
  /** How many pieces that was for. */
  PIECES,
  /** When it was bought, in milliseconds. */
  BOUGHT,
  /** In which channel of the price book. */
  CHANNEL,
  /** The member's tier then; empty when they don't know it. */
  TIER,
  /** Who says what tier it was: {@code staff} when it was written down before. */
  TIER_BY,
  /** The lower price, in fen; empty when the member can't tell it. */
  SEEN,
  /** How many pieces the lower price is for. */
  SEEN_PIECES,
  /** A {@link Where}; empty when no lower price is known. */
  WHERE,
  /** Whether the lower price was after a coupon: {@code coupon}. */
  SEEN_WITH,
  /** An order's number; empty when the member has none at hand. */
  ORDER,
  /** What happened, in the member's words. */
  STORY,
  /** That the member has confirmed the amounts as Steward wrote them down. */
  CONFIRMED,
  /** What staff asked besides, and what the member answered. */
  MORE;

  /** Whether it holds the member's own words, which are erased with them. */
  boolean words() {
    return this == PRODUCT || this == ORDER || this == STORY || this == MORE;
  }
}
