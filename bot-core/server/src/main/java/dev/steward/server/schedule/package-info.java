/**
 * The alarm behind the schedules: Quartz wakes, and the engine's planner decides.
 *
 * <p>Start here: {@link dev.steward.server.schedule.QuartzClockwork}.
 */
@NullMarked
package dev.steward.server.schedule;

import org.jspecify.annotations.NullMarked;
