package dev.steward.engine.prices;

import dev.steward.engine.flow.Letter;

/**
 * Staff have settled an incident; sent to the key of each person in it.
 *
 * @param command {@code approve}: each gets what was proposed; {@code explain}: each is told
 * @param note what they are told
 */
record IncidentSettled(long complaint, long incident, String staff, String command, String note)
    implements Letter {}
