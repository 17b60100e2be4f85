package dev.steward.engine.prices;

import dev.steward.engine.flow.Letter;

/** Somebody complains about a product's price; sent to the key of the group where it began. */
record ProductComplained(String sku, long number) implements Letter {}
