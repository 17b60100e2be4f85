/**
 * The pull API for product teams: polls, complaints and incidents as JSON, below {@code /api/v1}.
 * Tokens with scopes, rates and an account of every use; change sequences that are read with
 * cursors.
 *
 * <p>Start here: {@link dev.steward.server.api.PullApi}; what can be asked is the table in {@link
 * dev.steward.server.api.ApiRoutes}.
 */
@NullMarked
package dev.steward.server.api;

import org.jspecify.annotations.NullMarked;
