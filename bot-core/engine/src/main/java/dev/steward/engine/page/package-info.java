/**
 * The member page, as far as the chat goes: who asks for it gets a link. The page itself is the
 * server's.
 *
 * <p>Start here: {@link dev.steward.engine.page.PageFeature}.
 */
@NullMarked
package dev.steward.engine.page;

import org.jspecify.annotations.NullMarked;
