/**
 * The console, driven over HTTP on a real engine and a real database.
 *
 * <p>Start here: {@link dev.steward.server.console.ConsoleRig}.
 */
@NullMarked
package dev.steward.server.console;

import org.jspecify.annotations.NullMarked;
