package dev.steward.chat;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened and goes down the one path: a message, a join, a timer, a click in the
 * console, a helper's answer. Immutable. Arrival order within a key is the truth; {@link #at} is
 * only what the platform's clock said.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Event.MessagePosted.class, name = "message-posted"),
  @JsonSubTypes.Type(value = Event.MessageEdited.class, name = "message-edited"),
  @JsonSubTypes.Type(value = Event.MessageRecalled.class, name = "message-recalled"),
  @JsonSubTypes.Type(value = Event.MemberJoined.class, name = "member-joined"),
  @JsonSubTypes.Type(value = Event.MemberLeft.class, name = "member-left"),
  @JsonSubTypes.Type(value = Event.MemberRenamed.class, name = "member-renamed"),
  @JsonSubTypes.Type(value = Event.JoinRequested.class, name = "join-requested"),
  @JsonSubTypes.Type(value = Event.RoleChanged.class, name = "role-changed"),
  @JsonSubTypes.Type(value = Event.MuteChanged.class, name = "mute-changed"),
  @JsonSubTypes.Type(value = Event.GroupSeen.class, name = "group-seen"),
  @JsonSubTypes.Type(value = Event.GroupLost.class, name = "group-lost"),
  @JsonSubTypes.Type(value = Event.PrivateMessagePosted.class, name = "private-message-posted"),
  @JsonSubTypes.Type(value = Event.ButtonPressed.class, name = "button-pressed"),
  @JsonSubTypes.Type(value = Event.PollVoted.class, name = "poll-voted"),
  @JsonSubTypes.Type(value = Event.TimerDue.class, name = "timer-due"),
  @JsonSubTypes.Type(value = Event.StaffCommand.class, name = "staff-command"),
  @JsonSubTypes.Type(value = Event.HelperAnswered.class, name = "helper-answered"),
})
public sealed interface Event {
  /**
   * What makes the event the same when it is delivered twice: unique among the events of one source
   * (an account, the timers, the console).
   */
  @JsonIgnore
  String dedupeId();

  /** When it happened, by the clock of whoever reports it. */
  Instant at();

  /** How many characters its words have: what it takes to keep it. */
  default long characters() {
    return 0;
  }

  /** The same without what is beyond {@link Content#LONGEST} characters of a message. */
  default Event cut() {
    return this;
  }

  /** An event of one group, heard by one of our accounts there. */
  sealed interface InGroup extends Event {
    /** The account that heard it. */
    AccountId account();

    GroupId group();
  }

  /**
   * A member posted a message; {@code instance} tells apart those to which the platform gave one
   * id, and is null where it never does.
   */
  record MessagePosted(
      AccountId account,
      GroupId group,
      String messageId,
      Sender sender,
      Content content,
      Instant at,
      @Nullable String instance)
      implements InGroup {
    /** On a platform that gives each message an id of its own. */
    public MessagePosted(
        AccountId account,
        GroupId group,
        String messageId,
        Sender sender,
        Content content,
        Instant at) {
      this(account, group, messageId, sender, content, at, null);
    }

    @Override
    public String dedupeId() {
      return instance == null ? "m:" + messageId : "m:" + messageId + ":" + instance;
    }

    @Override
    public long characters() {
      return sender.name().length() + content.characters();
    }

    @Override
    public Event cut() {
      return content.characters() <= Content.LONGEST
          ? this
          : new MessagePosted(account, group, messageId, sender, content.cut(), at, instance);
    }
  }

  /** A message has new content; {@code revision} tells edits of one message apart. */
  record MessageEdited(
      AccountId account,
      GroupId group,
      String messageId,
      String revision,
      Sender sender,
      Content content,
      Instant at)
      implements InGroup {
    @Override
    public String dedupeId() {
      return "e:" + messageId + ":" + revision;
    }

    @Override
    public long characters() {
      return sender.name().length() + content.characters();
    }

    @Override
    public Event cut() {
      return content.characters() <= Content.LONGEST
          ? this
          : new MessageEdited(account, group, messageId, revision, sender, content.cut(), at);
    }
  }

  /** A message was taken back, by its sender or by somebody who may. */
  record MessageRecalled(
      AccountId account, GroupId group, String messageId, @Nullable UserId by, Instant at)
      implements InGroup {
    @Override
    public String dedupeId() {
      return "r:" + messageId;
    }
  }

  /**
   * Somebody is in the group now. {@code eventId} is the platform's id of the notice, or made from
   * user and time.
   */
  record MemberJoined(
      AccountId account,
      GroupId group,
      String eventId,
      Sender member,
      @Nullable UserId inviter,
      Instant at)
      implements InGroup {
    @Override
    public String dedupeId() {
      return "j:" + eventId;
    }

    @Override
    public long characters() {
      return member.name().length();
    }
  }

  /** Somebody left, or was removed when {@code by} is another. */
  record MemberLeft(
      AccountId account,
      GroupId group,
      String eventId,
      UserId user,
      @Nullable UserId by,
      Instant at)
      implements InGroup {
    @Override
    public String dedupeId() {
      return "l:" + eventId;
    }
  }

  /** The name that the group sees has changed. */
  record MemberRenamed(
      AccountId account, GroupId group, String eventId, UserId user, String name, Instant at)
      implements InGroup {
    @Override
    public String dedupeId() {
      return "n:" + eventId;
    }

    @Override
    public long characters() {
      return name.length();
    }
  }

  /** Somebody asks to be let in; {@code requestId} is what an approval names. */
  record JoinRequested(
      AccountId account,
      GroupId group,
      String requestId,
      UserId user,
      String name,
      String comment,
      Instant at)
      implements InGroup {
    @Override
    public String dedupeId() {
      return "q:" + requestId;
    }

    @Override
    public long characters() {
      return (long) name.length() + comment.length();
    }
  }

  /** A member's role on the platform changed. */
  record RoleChanged(
      AccountId account, GroupId group, String eventId, UserId user, Role role, Instant at)
      implements InGroup {
    @Override
    public String dedupeId() {
      return "o:" + eventId;
    }
  }

  /**
   * A member was muted until a time, or unmuted when {@code until} is null, by Steward or by
   * anybody else.
   */
  record MuteChanged(
      AccountId account,
      GroupId group,
      String eventId,
      UserId user,
      @Nullable Instant until,
      @Nullable UserId by,
      Instant at)
      implements InGroup {
    @Override
    public String dedupeId() {
      return "u:" + eventId;
    }
  }

  /**
   * Our account is in this group: said at each connect, and when the title or what the account may
   * do changed.
   */
  record GroupSeen(
      AccountId account,
      GroupId group,
      String eventId,
      String title,
      Set<Capability> capabilities,
      Instant at)
      implements InGroup {
    public GroupSeen {
      capabilities = Set.copyOf(capabilities);
    }

    @Override
    public String dedupeId() {
      return "g:" + eventId;
    }

    @Override
    public long characters() {
      return title.length();
    }
  }

  /** Our account is no longer in this group. */
  record GroupLost(AccountId account, GroupId group, String eventId, Instant at)
      implements InGroup {
    @Override
    public String dedupeId() {
      return "x:" + eventId;
    }
  }

  /** Somebody wrote to one of our accounts in private. */
  record PrivateMessagePosted(
      AccountId account, String messageId, Sender sender, Content content, Instant at)
      implements Event {
    @Override
    public String dedupeId() {
      return "p:" + messageId;
    }

    @Override
    public long characters() {
      return sender.name().length() + content.characters();
    }

    @Override
    public Event cut() {
      return content.characters() <= Content.LONGEST
          ? this
          : new PrivateMessagePosted(account, messageId, sender, content.cut(), at);
    }
  }

  /**
   * A button under one of our messages was pressed; {@code group} is null in private, {@code value}
   * is the button's value as it was sent.
   */
  record ButtonPressed(
      AccountId account,
      @Nullable GroupId group,
      String eventId,
      String messageId,
      Sender sender,
      String value,
      Instant at)
      implements Event {
    @Override
    public String dedupeId() {
      return "b:" + eventId;
    }

    @Override
    public long characters() {
      return (long) sender.name().length() + value.length();
    }
  }

  /**
   * A member voted in a poll of the platform's own, which {@link Action.AskPoll} asked.
   *
   * @param values all that they have chosen now, as the options' values were sent; empty when they
   *     took their vote back
   */
  record PollVoted(
      AccountId account,
      GroupId group,
      String eventId,
      String messageId,
      Sender sender,
      List<String> values,
      Instant at)
      implements InGroup {
    public PollVoted {
      values = List.copyOf(values);
    }

    @Override
    public String dedupeId() {
      return "v:" + eventId;
    }
  }

  /**
   * A timer that a turn set is due, or a time that the script plans has come; {@code payload} is
   * the JSON that {@code feature} wrote for it. One timer is due once.
   */
  record TimerDue(String timerId, Key key, String feature, String payload, Instant at)
      implements Event {
    @Override
    public String dedupeId() {
      return "t:" + timerId + ":" + at.toEpochMilli();
    }
  }

  /**
   * Staff asked for something in the console or on the command line; {@code staff} is their login.
   * Commands typed in a chat arrive as messages.
   */
  record StaffCommand(
      String commandId,
      Key key,
      String staff,
      String name,
      Map<String, String> arguments,
      Instant at)
      implements Event {
    public StaffCommand {
      arguments = Map.copyOf(arguments);
    }

    @Override
    public String dedupeId() {
      return "c:" + commandId;
    }
  }

  /** Slow work that a turn asked for has an answer; {@code payload} is the feature's own JSON. */
  record HelperAnswered(String requestId, Key key, String feature, String payload, Instant at)
      implements Event {
    @Override
    public String dedupeId() {
      return "h:" + requestId;
    }
  }
}
