package dev.steward.engine.rules;

import dev.steward.chat.GroupId;
import dev.steward.chat.UserId;
import dev.steward.engine.flow.Letter;
import java.time.Instant;
import java.util.List;

/**
 * A group saw one more copy of what several members post; sent to {@link
 * dev.steward.chat.Key#BRAND}.
 *
 * @param wave which one
 * @param textHash the hash of the text without what makes no difference
 * @param earlier where the copies that came before it was a wave stand in the journal; empty but
 *     for the first that is told
 * @param members by how many it was posted, as far as was counted
 * @param fate what became of it
 */
record CopySeen(
    long wave,
    long textHash,
    GroupId group,
    UserId user,
    String person,
    String messageId,
    Instant at,
    String text,
    String pack,
    long version,
    String rule,
    int clause,
    String clauseText,
    List<Long> earlier,
    int members,
    Campaigns.Fate fate)
    implements Letter {
  CopySeen {
    earlier = List.copyOf(earlier);
  }

  Campaigns.Post post() {
    return new Campaigns.Post(group, messageId, user, person, at, fate);
  }

  @Override
  public boolean readsJournal() {
    return !earlier.isEmpty();
  }
}
