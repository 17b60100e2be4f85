/**
 * The settings file: every key, every default, every mistake.
 *
 * <p>Start here: {@link dev.steward.server.config.ConfigTest}.
 */
@NullMarked
package dev.steward.server.config;

import org.jspecify.annotations.NullMarked;
