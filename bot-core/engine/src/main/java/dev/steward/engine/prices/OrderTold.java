package dev.steward.engine.prices;

import dev.steward.engine.flow.Letter;

/** What became of a {@link ComplaintOrder}; sent back to the group's key. */
record OrderTold(String zh, String en) implements Letter {}
