/**
 * What Steward says by itself, at its times.
 *
 * <p>Start here: {@link dev.steward.engine.topics.TopicsFeature}.
 */
@NullMarked
package dev.steward.engine.topics;

import org.jspecify.annotations.NullMarked;
