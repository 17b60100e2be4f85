/** Tests of the running server. Start here: {@link dev.steward.server.WholeStoryTest}. */
@NullMarked
package dev.steward.server;

import org.jspecify.annotations.NullMarked;
