/**
 * When something is due: pure computations, and who is woken for it.
 *
 * <p>Start here: {@link dev.steward.engine.schedule.Timetable}.
 */
@NullMarked
package dev.steward.engine.schedule;

import org.jspecify.annotations.NullMarked;
