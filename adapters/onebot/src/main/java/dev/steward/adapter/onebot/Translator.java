package dev.steward.adapter.onebot;

import dev.steward.chat.AccountId;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Role;
import dev.steward.chat.Segment;
import dev.steward.chat.Sender;
import dev.steward.chat.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Puts frames into Steward's words, for one login. Stateless but for the login. */
final class Translator {
  private final AccountId account;

  Translator(AccountId account) {
    this.account = account;
  }

  static UserId user(String nativeId) {
    return new UserId(OneBotAdapter.PLATFORM, nativeId);
  }

  static Role role(String word) {
    return switch (word) {
      case "owner" -> Role.OWNER;
      case "admin" -> Role.ADMIN;
      default -> Role.MEMBER;
    };
  }

  Event.MessagePosted groupMessage(Frame frame, GroupId group) {
    return new Event.MessagePosted(
        account,
        group,
        NativeId.of(group.id(), frame.messageId),
        sender(frame),
        quoting(content(frame), group),
        at(frame),
        // Within a group as well an id comes again, once a great many messages were said.
        Long.toString(frame.time));
  }

  /** Nobody answers it or takes it back: its id only has to be another for each. */
  Event.PrivateMessagePosted privateMessage(Frame frame) {
    return new Event.PrivateMessagePosted(
        account,
        NativeId.of(frame.userId, frame.messageId) + "." + frame.time,
        sender(frame),
        content(frame),
        at(frame));
  }

  Event.MessageRecalled recalled(Frame frame, GroupId group) {
    return new Event.MessageRecalled(
        account,
        group,
        NativeId.of(group.id(), frame.messageId),
        userOrNull(frame.operatorId),
        at(frame));
  }

  /**
   * Somebody has come in.
   *
   * @param name as the platform tells it when asked; notices hold no name
   */
  Event.MemberJoined joined(Frame frame, GroupId group, String name) {
    UserId inviter = frame.subType.equals("invite") ? userOrNull(frame.operatorId) : null;
    return new Event.MemberJoined(
        account,
        group,
        notice(frame),
        Sender.member(user(frame.userId), name.isEmpty() ? frame.userId : name),
        inviter,
        at(frame));
  }

  Event.MemberLeft left(Frame frame, GroupId group) {
    UserId by = frame.subType.equals("kick") ? userOrNull(frame.operatorId) : null;
    return new Event.MemberLeft(account, group, notice(frame), user(frame.userId), by, at(frame));
  }

  Event.MuteChanged muted(Frame frame, GroupId group) {
    Instant until =
        frame.subType.equals("lift_ban") || frame.duration == 0
            ? null
            : at(frame).plusSeconds(frame.duration);
    return new Event.MuteChanged(
        account,
        group,
        notice(frame),
        user(frame.userId),
        until,
        userOrNull(frame.operatorId),
        at(frame));
  }

  Event.RoleChanged roleChanged(Frame frame, GroupId group) {
    Role role = frame.subType.equals("set") ? Role.ADMIN : Role.MEMBER;
    return new Event.RoleChanged(
        account, group, notice(frame), user(frame.userId), role, at(frame));
  }

  Event.MemberRenamed renamed(Frame frame, GroupId group) {
    return new Event.MemberRenamed(
        account,
        group,
        notice(frame) + ":" + frame.cardNew,
        user(frame.userId),
        frame.cardNew,
        at(frame));
  }

  Event.JoinRequested asked(Frame frame, GroupId group, String name) {
    return new Event.JoinRequested(
        account,
        group,
        frame.flag,
        user(frame.userId),
        name.isEmpty() ? frame.userId : name,
        frame.comment,
        at(frame));
  }

  private static Content content(Frame frame) {
    return Segments.of(frame.said(), frame.bundles);
  }

  /** What is quoted in a group is one of its messages. */
  private static Content quoting(Content content, GroupId group) {
    if (content.first(Segment.Quote.class).isEmpty()) {
      return content;
    }
    return new Content(
        content.segments().stream()
            .map(
                segment ->
                    segment instanceof Segment.Quote quote
                        ? new Segment.Quote(
                            NativeId.of(group.id(), quote.messageId()),
                            quote.sender(),
                            quote.excerpt())
                        : segment)
            .toList());
  }

  private static Sender sender(Frame frame) {
    if (frame.subType.equals("anonymous") || !frame.anonymousName.isEmpty()) {
      // All who speak anonymously share one number: told apart by the name they are given.
      return Sender.member(user("anonymous-" + frame.anonymousName), frame.anonymousName);
    }
    String name =
        !frame.card.isBlank()
            ? frame.card
            : !frame.nickname.isBlank() ? frame.nickname : frame.userId;
    return new Sender(user(frame.userId), name, role(frame.role));
  }

  private static @Nullable UserId userOrNull(String id) {
    return id.isEmpty() || id.equals("0") ? null : user(id);
  }

  private static Instant at(Frame frame) {
    return Instant.ofEpochSecond(frame.time);
  }

  /** A notice has no id of its own: what it says makes one. */
  private static String notice(Frame frame) {
    return frame.groupId
        + ":"
        + frame.userId
        + ":"
        + frame.time
        + ":"
        + frame.type
        + ":"
        + frame.subType
        + (frame.duration == 0 ? "" : ":" + frame.duration);
  }
}
