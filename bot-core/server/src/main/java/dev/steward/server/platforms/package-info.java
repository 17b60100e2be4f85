/**
 * The platforms at work: adapters found, started, and asked to act.
 *
 * <p>Start here: {@link dev.steward.server.platforms.Connections}.
 */
@NullMarked
package dev.steward.server.platforms;

import org.jspecify.annotations.NullMarked;
