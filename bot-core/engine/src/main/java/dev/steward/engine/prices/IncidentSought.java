package dev.steward.engine.prices;

import dev.steward.engine.flow.Letter;

/**
 * A complaint about a price is complete, or its figures are others now; sent to the brand's key, to
 * be joined with others of the same cause.
 *
 * @param cents the lower price of one piece, in fen
 * @param day by the pack's calendar, in days since 1970-01-01
 */
record IncidentSought(
    long complaint, String person, String sku, String channel, long cents, long day)
    implements Letter {
  /** What is the same for complaints of one cause. */
  String subject() {
    return sku + " " + channel + " " + cents + " " + day;
  }
}
