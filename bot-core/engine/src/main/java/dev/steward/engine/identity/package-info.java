/**
 * Who is behind which login.
 *
 * <p>Start here: {@link dev.steward.engine.identity.Persons}.
 */
@NullMarked
package dev.steward.engine.identity;

import org.jspecify.annotations.NullMarked;
