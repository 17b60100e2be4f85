/**
 * How fast Steward is, measured: where the figures in its documents come from.
 *
 * <p>Each benchmark makes its own input from a seed, so that two machines measure the same work.
 *
 * <p>Start here: {@link dev.steward.bench.Bench}, the whole table.
 */
@NullMarked
package dev.steward.bench;

import org.jspecify.annotations.NullMarked;
