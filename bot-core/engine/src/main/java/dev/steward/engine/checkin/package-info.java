/**
 * Check-in: a day counts once per person; streaks are counted from the ledger of days.
 *
 * <p>Start here: {@link dev.steward.engine.checkin.CheckInFeature}.
 */
@NullMarked
package dev.steward.engine.checkin;

import org.jspecify.annotations.NullMarked;
