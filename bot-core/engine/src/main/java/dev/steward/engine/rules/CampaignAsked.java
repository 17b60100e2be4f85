package dev.steward.engine.rules;

import dev.steward.chat.GroupId;
import dev.steward.engine.flow.Letter;
import org.jspecify.annotations.Nullable;

/**
 * Staff say what they think of a campaign; sent to {@link dev.steward.chat.Key#BRAND}.
 *
 * @param right whether it was one: then what is left of it goes too, and else it is said again
 * @param from the group where they said so, which hears the answer; null for the console
 */
record CampaignAsked(long number, boolean right, String staff, @Nullable GroupId from)
    implements Letter {}
