/**
 * What staff do to groups, in the chat or in the console: go live, observe, pause, bind a pack,
 * make themselves known.
 *
 * <p>Start here: {@link dev.steward.engine.staff.StaffFeature}.
 */
@NullMarked
package dev.steward.engine.staff;

import org.jspecify.annotations.NullMarked;
