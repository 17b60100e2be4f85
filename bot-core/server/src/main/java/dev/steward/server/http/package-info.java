/**
 * The one HTTP port, on Armeria: mounts of adapters, health, metrics, and what every answer
 * carries.
 *
 * <p>Start here: {@link dev.steward.server.http.HttpPort}.
 */
@NullMarked
package dev.steward.server.http;

import org.jspecify.annotations.NullMarked;
