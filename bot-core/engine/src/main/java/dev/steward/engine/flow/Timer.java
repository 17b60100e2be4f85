package dev.steward.engine.flow;

import dev.steward.chat.Key;
import java.time.Instant;

/**
 * A timer that a turn has set.
 *
 * @param id unique; setting the same id again moves it
 * @param key whose turn it will be
 * @param feature who set it
 * @param payload the feature's own JSON
 * @param due when; after a downtime it comes late, never not
 */
public record Timer(String id, Key key, String feature, String payload, Instant due) {}
