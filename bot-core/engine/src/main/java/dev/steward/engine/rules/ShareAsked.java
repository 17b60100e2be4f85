package dev.steward.engine.rules;

import dev.steward.chat.GroupId;
import dev.steward.engine.flow.Letter;
import org.jspecify.annotations.Nullable;

/**
 * Staff want something of a shared ban; the brand's key sees to it.
 *
 * @param reason in staff's words; empty where none is needed
 * @param from the group where it was asked, which hears the answer; null when it was asked in the
 *     console
 */
record ShareAsked(What what, long caseNumber, String reason, String staff, @Nullable GroupId from)
    implements Letter {
  /** What they want. */
  enum What {
    /** To see which groups would hear of it. */
    PREVIEW,
    SHARE,
    WITHDRAW
  }
}
