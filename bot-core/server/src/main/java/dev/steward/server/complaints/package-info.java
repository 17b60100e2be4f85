/**
 * Complaints as files.
 *
 * <p>Start here: {@link dev.steward.server.complaints.ComplaintExport}.
 */
@NullMarked
package dev.steward.server.complaints;

import org.jspecify.annotations.NullMarked;
