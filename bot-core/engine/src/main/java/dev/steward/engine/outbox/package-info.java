/**
 * From the commit to the platform: who goes when within a key, rate limits per account, retries,
 * and honest outcomes.
 *
 * <p>Start here: {@link dev.steward.engine.outbox.Outbox}. Nothing else in Steward calls an
 * adapter's {@code perform}.
 */
@NullMarked
package dev.steward.engine.outbox;

import org.jspecify.annotations.NullMarked;
