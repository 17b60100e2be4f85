/**
 * What an installation keeps: the locked data folder, copies of it, and forgetting in time.
 *
 * <p>Start here: {@link dev.steward.server.data.DataFolder}.
 */
@NullMarked
package dev.steward.server.data;

import org.jspecify.annotations.NullMarked;
