/**
 * A simulated chat around a real engine: tests read like a script. Start here: {@link
 * dev.steward.engine.sim.Sim}.
 */
@NullMarked
package dev.steward.engine.sim;

import org.jspecify.annotations.NullMarked;
