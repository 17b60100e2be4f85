/**
 * The one path: an event becomes a turn, features decide, and everything that follows is one
 * transaction.
 *
 * <p>Start here: {@link dev.steward.engine.flow.GroupFlow}, the whole path on one page. Then {@link
 * dev.steward.engine.flow.Feature} (what decides) and {@link dev.steward.engine.flow.Turn} (what it
 * may do). Everything here belongs to one lane and is used by its thread only, unless a type says
 * otherwise.
 */
@NullMarked
package dev.steward.engine.flow;

import org.jspecify.annotations.NullMarked;
