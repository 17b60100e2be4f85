package dev.steward.engine.prices;

import dev.steward.chat.GroupId;
import dev.steward.engine.flow.Letter;

/**
 * A message that was kept for a complaint was recalled, or edited; sent to the key of the person
 * who complains.
 */
record ProofTouched(long number, GroupId group, String message, boolean recalled)
    implements Letter {}
