/**
 * Tells members what they may ask.
 *
 * <p>Start here: {@link dev.steward.engine.help.HelpFeature}.
 */
@NullMarked
package dev.steward.engine.help;

import org.jspecify.annotations.NullMarked;
