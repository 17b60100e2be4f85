/**
 * The packs in force: published versions, folders being written, and which groups they serve.
 *
 * <p>Start here: {@link dev.steward.server.packs.Packs}.
 */
@NullMarked
package dev.steward.server.packs;

import org.jspecify.annotations.NullMarked;
