/**
 * The managers' scripts: read, checked, explained, published, and bound to groups.
 *
 * <p>Start here: {@link dev.steward.engine.script.Pack}, what a folder of scripts says once it is
 * read.
 */
@NullMarked
package dev.steward.engine.script;

import org.jspecify.annotations.NullMarked;
