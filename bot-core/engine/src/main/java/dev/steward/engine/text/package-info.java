/**
 * What Steward reads out of a message before any rule judges it.
 *
 * <p>Members who want to be overlooked dress their words: 加*微*信, ｗｘ, 賭博, a zero-width space in the
 * middle. So a message is folded first ({@link dev.steward.engine.text.Normaliser}), words are
 * found in the folded form ({@link dev.steward.engine.text.WordMatcher}), and every hit is told in
 * places of the original, so that a decision can be shown to the member it concerns. Links ({@link
 * dev.steward.engine.text.LinkFinder}) and a manager's few patterns ({@link
 * dev.steward.engine.text.PatternSet}) report the same kind of places. {@link
 * dev.steward.engine.text.Fingerprint} and {@link dev.steward.engine.text.SimilarText} serve the
 * rules about repetition, {@link dev.steward.engine.text.TextLikeness} those about what a whole
 * text reads like, {@link dev.steward.engine.text.Masking} the public warning.
 *
 * <p>Everything here is pure: no clock, no I/O except tables on the class path, linear time on any
 * input. Offsets are code points of the original text, end exclusive.
 *
 * <p>Start here: {@link dev.steward.engine.text.WordMatcher}.
 */
@NullMarked
package dev.steward.engine.text;

import org.jspecify.annotations.NullMarked;
