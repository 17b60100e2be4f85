package dev.steward.chat;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that Steward does on a platform. Immutable; performed by an adapter, asked for by the
 * outbox only.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Action.SendMessage.class, name = "send"),
  @JsonSubTypes.Type(value = Action.SendPrivate.class, name = "private"),
  @JsonSubTypes.Type(value = Action.AskPoll.class, name = "ask-poll"),
  @JsonSubTypes.Type(value = Action.EndPoll.class, name = "end-poll"),
  @JsonSubTypes.Type(value = Action.DeleteMessage.class, name = "delete"),
  @JsonSubTypes.Type(value = Action.MuteMember.class, name = "mute"),
  @JsonSubTypes.Type(value = Action.UnmuteMember.class, name = "unmute"),
  @JsonSubTypes.Type(value = Action.MuteAll.class, name = "mute-all"),
  @JsonSubTypes.Type(value = Action.KickMember.class, name = "kick"),
  @JsonSubTypes.Type(value = Action.BanMember.class, name = "ban"),
  @JsonSubTypes.Type(value = Action.UnbanMember.class, name = "unban"),
  @JsonSubTypes.Type(value = Action.ApproveJoin.class, name = "approve-join"),
  @JsonSubTypes.Type(value = Action.DenyJoin.class, name = "deny-join"),
  @JsonSubTypes.Type(value = Action.SetMemberCard.class, name = "set-card"),
  @JsonSubTypes.Type(value = Action.SetNotice.class, name = "set-notice"),
})
public sealed interface Action {
  /** The group it happens in, or that it is about; null only for a private message without one. */
  @Nullable GroupId group();

  /** What an adapter must be able to do to perform this. */
  @JsonIgnore
  default Capability needs() {
    return switch (this) {
      case SendMessage send -> send.replyTo() == null ? Capability.SEND : Capability.REPLY;
      case SendPrivate _ -> Capability.PRIVATE;
      case AskPoll _, EndPoll _ -> Capability.POLLS;
      case DeleteMessage _ -> Capability.DELETE;
      case MuteMember _, UnmuteMember _ -> Capability.MUTE;
      case MuteAll _ -> Capability.MUTE_ALL;
      case KickMember _ -> Capability.KICK;
      case BanMember _, UnbanMember _ -> Capability.BAN;
      case ApproveJoin _, DenyJoin _ -> Capability.ANSWER_JOINS;
      case SetMemberCard _ -> Capability.SET_CARD;
      case SetNotice _ -> Capability.SET_NOTICE;
    };
  }

  /**
   * Whether doing it twice does no more than doing it once. What members read is never said twice.
   */
  @JsonIgnore
  default boolean repeatable() {
    return !(this instanceof SendMessage || this instanceof SendPrivate || this instanceof AskPoll);
  }

  /**
   * Says something in a group.
   *
   * @param replyTo the native id of the message answered, or null
   * @param buttons may be empty; a platform without buttons shows the labels as numbered lines
   */
  record SendMessage(GroupId group, Content content, @Nullable String replyTo, List<Button> buttons)
      implements Action {
    public SendMessage {
      buttons = List.copyOf(buttons);
    }

    public static SendMessage of(GroupId group, String text) {
      return new SendMessage(group, Content.of(text), null, List.of());
    }
  }

  /**
   * Says something to one person alone.
   *
   * @param group the group that they share with us, for platforms that need one; null when unknown
   */
  record SendPrivate(@Nullable GroupId group, UserId user, Content content, List<Button> buttons)
      implements Action {
    public SendPrivate {
      buttons = List.copyOf(buttons);
    }
  }

  /**
   * Asks a group a question as a poll of the platform's own, which shows its votes to all and names
   * who gave them. Votes arrive as {@link Event.PollVoted}.
   *
   * @param question on one line, at most {@link #LONGEST_QUESTION} characters
   * @param options 2 to {@link #MOST_OPTIONS}, at most {@link #LONGEST_OPTION} characters each
   * @param several whether one member may choose any number of them
   */
  record AskPoll(GroupId group, String question, List<Button> options, boolean several)
      implements Action {
    /** The tightest limits of the platforms, in UTF-16 units. */
    public static final int LONGEST_QUESTION = 300;

    public static final int LONGEST_OPTION = 100;
    public static final int MOST_OPTIONS = 10;

    public AskPoll {
      options = List.copyOf(options);
    }
  }

  /** Takes no more votes in a poll of the platform's own; {@code messageId} is the native id. */
  record EndPoll(GroupId group, String messageId) implements Action {}

  /** Takes a message away; {@code messageId} is the native id. */
  record DeleteMessage(GroupId group, String messageId) implements Action {}

  /**
   * Silences a member until an absolute time, and never longer. Where the platform can't hold it
   * for so long it holds for as long as it can, and the outcome is {@link Outcome.NeedsHuman},
   * which tells when it has to be done again; what is over already, or can't be done as asked,
   * fails.
   */
  record MuteMember(GroupId group, UserId user, Instant until) implements Action {}

  /** Lets a member speak again. */
  record UnmuteMember(GroupId group, UserId user) implements Action {}

  /** Silences everybody but those who run the group, or lifts that. */
  record MuteAll(GroupId group, boolean on) implements Action {}

  /** Removes a member, who may come back. */
  record KickMember(GroupId group, UserId user) implements Action {}

  /** Removes a member, who may not come back. */
  record BanMember(GroupId group, UserId user) implements Action {}

  /** Lets a banned person come back. */
  record UnbanMember(GroupId group, UserId user) implements Action {}

  /** Lets in somebody who asked. */
  record ApproveJoin(GroupId group, String requestId, UserId user) implements Action {}

  /** Turns away somebody who asked. */
  record DenyJoin(GroupId group, String requestId, UserId user, String reason) implements Action {}

  /** Sets the name that a group sees. */
  record SetMemberCard(GroupId group, UserId user, String card) implements Action {}

  /** Sets the group's pinned notice. */
  record SetNotice(GroupId group, String text) implements Action {}
}
