/**
 * The settings of an installation: {@code config/steward.yaml}.
 *
 * <p>Start here: {@link dev.steward.server.config.ConfigReader}, which names every key with its
 * default.
 */
@NullMarked
package dev.steward.server.config;

import org.jspecify.annotations.NullMarked;
