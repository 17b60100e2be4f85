/**
 * What prices stand in a chat message: pure functions, no clock, no database, linear time.
 *
 * <p>People write 9块9, 1w2, 两百五, ￥1,299.00, 八九十块; they also write telephone numbers, sizes, ages,
 * milk stages, differences (便宜20) and thresholds (满300减40), which are no prices. So a text goes
 * through steps, each a class: its numerals are found ({@link
 * dev.steward.engine.prices.reading.NumeralScanner}); the rules of promotions are set apart ({@link
 * dev.steward.engine.prices.reading.PromoFinder}); what counts, measures, names or is money of
 * another sort is refused ({@link dev.steward.engine.prices.reading.Refusals}); a bare number must
 * be vouched for by the words around it ({@link dev.steward.engine.prices.reading.Evidence}); then
 * come the pieces it is for ({@link dev.steward.engine.prices.reading.QuantityFinder}) and the kind
 * of price ({@link dev.steward.engine.prices.reading.KindJudge}).
 *
 * <p>Where words can be read in two ways, all readings are kept and the quote is marked. Money is
 * never settled on a reading that nobody confirmed.
 *
 * <p>Start here: {@link dev.steward.engine.prices.reading.PriceReader}.
 */
@NullMarked
package dev.steward.engine.prices.reading;

import org.jspecify.annotations.NullMarked;
