/**
 * One message to many groups (群发): drafted and previewed by staff, approved by a second person
 * above some number of groups, said in waves, and stopped or recalled when it was wrong. Start
 * here: {@link dev.steward.engine.broadcast.BroadcastFeature}.
 */
@NullMarked
package dev.steward.engine.broadcast;

import org.jspecify.annotations.NullMarked;
