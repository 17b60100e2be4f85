/**
 * Lanes: one thread, one connection and the keys it owns. A lane takes its inbox in batches and
 * commits a batch once.
 *
 * <p>Start here: {@link dev.steward.engine.lane.Lane}; {@link dev.steward.engine.lane.Lanes} is the
 * inbox in front of them.
 */
@NullMarked
package dev.steward.engine.lane;

import org.jspecify.annotations.NullMarked;
