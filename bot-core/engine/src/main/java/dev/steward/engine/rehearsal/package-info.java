/**
 * Rehearsal: the real engine by a virtual clock, over a throw-away database, in a simulated chat.
 * Nothing in it knows that it is rehearsed; only the last wire is cut.
 *
 * <p>Start here: {@link dev.steward.engine.rehearsal.Stage}, the engine on stage; then {@link
 * dev.steward.engine.rehearsal.VirtualTime} and {@link dev.steward.engine.rehearsal.SimulatedChat},
 * what it stands on.
 */
@NullMarked
package dev.steward.engine.rehearsal;

import org.jspecify.annotations.NullMarked;
