package dev.steward.engine.prices;

import dev.steward.engine.flow.Letter;

/**
 * What became of a {@link ComplaintOrder}; sent back to the group's key.
 *
 * @param groupZh what is said where members read along
 * @param groupEn the same
 */
record OrderTold(String zh, String en, String groupZh, String groupEn) implements Letter {}
