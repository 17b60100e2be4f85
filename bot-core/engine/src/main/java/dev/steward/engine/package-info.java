/**
 * What Steward does, without platforms and without HTTP. Packages by feature (rules, welcome,
 * checkin, topics, staff, members) and by mechanism (flow, lane, outbox, store, script, schedule,
 * text, casework, identity).
 *
 * <p>Start here: {@link dev.steward.engine.flow.GroupFlow}, the one path on one page; then {@link
 * dev.steward.engine.Engine}, which puts the parts together.
 */
@NullMarked
package dev.steward.engine;

import org.jspecify.annotations.NullMarked;
