/**
 * What people touch: the command line, the HTTP port, and the wiring of everything by hand.
 *
 * <p>Start here: {@link dev.steward.server.Main}, then {@link dev.steward.server.Steward}, which
 * puts the running server together.
 */
@NullMarked
package dev.steward.server;

import org.jspecify.annotations.NullMarked;
