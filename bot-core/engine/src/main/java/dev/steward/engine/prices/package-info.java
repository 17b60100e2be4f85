/**
 * The price desk: what is sold for how much, and complaints about it from the first word to the
 * end.
 *
 * <p>Start here: {@link dev.steward.engine.prices.PricesFeature} hears the group.
 */
@NullMarked
package dev.steward.engine.prices;

import org.jspecify.annotations.NullMarked;
