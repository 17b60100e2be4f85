/**
 * How well a pack's rules tell violations from ordinary talk, by messages that people labelled: the
 * file of messages, and the figures.
 *
 * <p>Start here: {@link dev.steward.server.rules.DetectionScore}.
 */
@NullMarked
package dev.steward.server.rules;

import org.jspecify.annotations.NullMarked;
