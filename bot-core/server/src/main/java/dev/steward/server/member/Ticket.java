package dev.steward.server.member;

import dev.steward.chat.GroupId;
import dev.steward.chat.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a link or a cookie of the member page says, under our signature.
 *
 * @param group for which it is good
 * @param user who opens it; null for a link that everybody in the group may have
 */
record Ticket(Use use, Instant expires, GroupId group, @Nullable UserId user) {
  /** What a ticket is for: one can't be used as another. */
  enum Use {
    /** In a message for the whole group. */
    GROUP('g'),
    /** In a message for one member. */
    MEMBER('m'),
    /** In the browser of a member who came by such a link. */
    COOKIE('c');

    final char letter;

    Use(char letter) {
      this.letter = letter;
    }
  }
}
