package dev.steward.engine.prices;

import dev.steward.engine.flow.Letter;
import org.jspecify.annotations.Nullable;

/**
 * Staff took a complaint in the list of todos, or handed it over; sent to the person's key.
 *
 * @param to who takes care of it now; null for nobody
 */
record ComplaintHeld(long number, String staff, @Nullable String to) implements Letter {}
