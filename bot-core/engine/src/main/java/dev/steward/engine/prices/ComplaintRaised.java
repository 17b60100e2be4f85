package dev.steward.engine.prices;

import dev.steward.chat.GroupId;
import dev.steward.chat.UserId;
import dev.steward.engine.flow.Letter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody complains in a group, or staff do for them; sent to the person's key.
 *
 * @param user who complains
 * @param facts what is known already
 * @param proofs what was said
 * @param staff the staff login that wrote it down, or null
 */
record ComplaintRaised(
    GroupId group,
    UserId user,
    Kind kind,
    Complaint.Origin origin,
    Facts facts,
    List<Proof> proofs,
    @Nullable String staff)
    implements Letter {
  ComplaintRaised {
    proofs = List.copyOf(proofs);
  }
}
