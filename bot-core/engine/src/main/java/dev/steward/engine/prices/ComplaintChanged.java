package dev.steward.engine.prices;

import dev.steward.engine.flow.Letter;

/**
 * A complaint was opened or changed; sent to the brand's key, where all changes get their numbers,
 * so that a reader of the feed misses none whatever lanes they come from.
 *
 * @param what {@code opened} or {@code changed}
 * @param over whether it is settled now
 */
record ComplaintChanged(long number, String what, boolean over) implements Letter {}
