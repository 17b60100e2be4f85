/**
 * Tells another system what waits for a person.
 *
 * <p>Start here: {@link dev.steward.server.webhook.TodoWebhook}.
 */
@NullMarked
package dev.steward.server.webhook;

import org.jspecify.annotations.NullMarked;
