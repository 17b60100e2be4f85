/**
 * How well prices are read, by lines that people labelled: the file of lines, and the figures.
 *
 * <p>Start here: {@link dev.steward.server.prices.ReadingScore}.
 */
@NullMarked
package dev.steward.server.prices;

import org.jspecify.annotations.NullMarked;
