package dev.steward.engine.rules;

import dev.steward.chat.Content;
import dev.steward.chat.GroupId;
import dev.steward.chat.Segment;
import dev.steward.chat.UserId;
import dev.steward.engine.members.Members;
import dev.steward.engine.members.StaffBook;
import dev.steward.engine.text.Fingerprint;

/**
 * The names by which a message mentions members: nobody answers for what another is called. Only
 * names that are theirs; some platforms let the sender write there.
 */
final class MentionedNames {
  /** Of so many mentions the names are looked up. */
  private static final int MOST = 20;

  private final Members members;
  private final StaffBook staff;

  MentionedNames(Members members, StaffBook staff) {
    this.members = members;
    this.staff = staff;
  }

  /** What a message says, with blanks for the names: each character stays where it is. */
  String without(GroupId group, Content content) {
    if (content.first(Segment.Mention.class).isEmpty()) {
      return content.text();
    }
    StringBuilder said = new StringBuilder();
    int mentions = 0;
    for (Segment segment : content.segments()) {
      said.append(
          segment instanceof Segment.Mention mention
                  && mentions++ < MOST
                  && isTheirs(group, mention)
              ? "@" + " ".repeat(mention.name().codePointCount(0, mention.name().length()))
              : segment.plain());
    }
    return said.toString();
  }

  /** Staff keep theirs: by it they are called. */
  private boolean isTheirs(GroupId group, Segment.Mention mention) {
    UserId user = mention.user();
    return !staff.isStaff(user)
        && (mention.name().equals(user.id())
            || members
                .find(group, user)
                .filter(member -> member.name().equals(mention.name()))
                .isPresent());
  }

  /** The reading of what is left, counted among what was said by all of the message's words. */
  static Reading counted(Reading reading, String left, String text) {
    return left.equals(text) ? reading : reading.counted(Fingerprint.of(text));
  }
}
