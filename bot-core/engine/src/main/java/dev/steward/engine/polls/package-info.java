/**
 * Research polls: a question to several groups, one ballot a person, results with their
 * uncertainty.
 *
 * <p>Start here: {@link dev.steward.engine.polls.PollBook}, where polls open, ballots count and
 * results are drawn; it belongs to the brand's key. {@link dev.steward.engine.polls.BallotFeature}
 * and {@link dev.steward.engine.polls.PollFeature} are a group's side, {@link
 * dev.steward.engine.polls.PrivateBallots} a person's. {@link dev.steward.engine.polls.Seals} is
 * how an anonymous ballot stays one.
 */
@NullMarked
package dev.steward.engine.polls;

import org.jspecify.annotations.NullMarked;
