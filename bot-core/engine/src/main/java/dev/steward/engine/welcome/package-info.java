/**
 * Greets newcomers: one greeting for those who join together, the rules' digest, an
 * acknowledgement.
 *
 * <p>Start here: {@link dev.steward.engine.welcome.WelcomeFeature}.
 */
@NullMarked
package dev.steward.engine.welcome;

import org.jspecify.annotations.NullMarked;
