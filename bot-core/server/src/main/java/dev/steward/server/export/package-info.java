/**
 * Files for people and programs: CSV that Excel opens, XLSX, JSON Lines. Tables are written row by
 * row, so that a million rows need no more memory than a thousand.
 *
 * <p>Start here: {@link dev.steward.server.export.Format}.
 */
@NullMarked
package dev.steward.server.export;

import org.jspecify.annotations.NullMarked;
