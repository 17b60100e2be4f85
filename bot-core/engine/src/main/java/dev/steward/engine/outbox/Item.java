package dev.steward.engine.outbox;

import dev.steward.chat.Action;
import dev.steward.chat.GroupId;
import dev.steward.chat.Order;
import dev.steward.engine.flow.Post;
import org.jspecify.annotations.Nullable;

/** A post with what is known of it in the outbox. Used by the outbox's thread alone. */
final class Item {
  final Post post;
  final @Nullable Target target;
  State state = State.WAITING;
  int attempts;

  /** How often in a row it could not be tried. */
  int untried;

  /** Whether it may have been said: the database knows that it was begun. */
  boolean claimed;

  /** How far it has come. */
  enum State {
    /** For its turn. */
    WAITING,

    /** It has had its turn, and waits for a line, the end of a pause or its account's pace. */
    DELAYED,

    /** It is being done. */
    UNDER_WAY,

    /** It was tried in vain, and is tried again after a pause. */
    PAUSING
  }

  Item(Post post, boolean claimed) {
    this.post = post;
    this.target = Target.of(post.action());
    this.attempts = post.attempts();
    this.claimed = claimed;
  }

  /** Whether people read it: some platforms say a notice as they say everything. */
  boolean speaks() {
    return !post.action().repeatable() || post.action() instanceof Action.SetNotice;
  }

  /**
   * What an action is done to, or what talk needs to find there: deeds keep their order with all
   * that has the same.
   *
   * @param what a message's native id, a {@link dev.steward.chat.UserId}, or a kind of action that
   *     is done to all members
   */
  record Target(@Nullable GroupId group, Object what) {
    /** Null for talk that needs nothing but the group. */
    static @Nullable Target of(Action action) {
      return switch (action) {
        case Action.DeleteMessage delete -> new Target(delete.group(), delete.messageId());
        case Action.EndPoll end -> new Target(end.group(), end.messageId());
        case Action.MuteMember mute -> new Target(mute.group(), mute.user());
        case Action.UnmuteMember unmute -> new Target(unmute.group(), unmute.user());
        case Action.KickMember kick -> new Target(kick.group(), kick.user());
        case Action.BanMember ban -> new Target(ban.group(), ban.user());
        case Action.UnbanMember unban -> new Target(unban.group(), unban.user());
        case Action.ApproveJoin approve -> new Target(approve.group(), approve.user());
        case Action.DenyJoin deny -> new Target(deny.group(), deny.user());
        case Action.SetMemberCard card -> new Target(card.group(), card.user());
        case Action.MuteAll all -> new Target(all.group(), Action.MuteAll.class);
        // A message that is answered must still be there, and who is written to, too.
        case Action.SendMessage send when send.replyTo() != null ->
            new Target(send.group(), send.replyTo());
        case Action.SendPrivate whisper -> new Target(whisper.group(), whisper.user());
        case Action.SetNotice _, Action.SendMessage _, Action.AskPoll _ -> null;
      };
    }
  }

  Order order() {
    return new Order(post.id(), post.account(), post.action(), attempts);
  }
}
