/** Tests of the running server. Start here: {@link dev.steward.server.StewardTest}. */
@NullMarked
package dev.steward.server;

import org.jspecify.annotations.NullMarked;
