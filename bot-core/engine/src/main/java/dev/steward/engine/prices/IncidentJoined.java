package dev.steward.engine.prices;

import dev.steward.engine.flow.Letter;
import org.jspecify.annotations.Nullable;

/** A complaint belongs to an incident now, or to none any more; sent to the person's key. */
record IncidentJoined(long complaint, @Nullable Long incident) implements Letter {}
