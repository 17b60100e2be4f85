/**
 * What adapters share about connections: the way in ({@link dev.steward.wire.Intake}, {@link
 * dev.steward.wire.GroupOrder}), connecting again ({@link dev.steward.wire.Redial}), answers that
 * are waited for ({@link dev.steward.wire.Awaited}), and clients that no server can hurt ({@link
 * dev.steward.wire.WebSocketLine}, {@link dev.steward.wire.HttpCaller}).
 *
 * <p>Start here: {@link dev.steward.wire.Intake}. Time-outs and pauses run on the host's timers, so
 * that tests move them with a manual clock.
 */
@NullMarked
package dev.steward.wire;

import org.jspecify.annotations.NullMarked;
