package dev.steward.engine.rules;

import dev.steward.engine.flow.Letter;
import java.util.List;

/**
 * Tells a group what staff decided about a campaign.
 *
 * @param right whether it was one
 * @param messages what stands there still and is to go, where it was one; else what was taken away
 * @param text what was said; empty when it was forgotten
 * @param left how many stood still over all groups, where it was one
 * @param asked whether it was asked there
 */
record CampaignEnded(
    long number,
    boolean right,
    String staff,
    List<String> messages,
    String text,
    int left,
    boolean asked)
    implements Letter {
  CampaignEnded {
    messages = List.copyOf(messages);
  }
}
