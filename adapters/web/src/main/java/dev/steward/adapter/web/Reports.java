package dev.steward.adapter.web;

import dev.steward.chat.AccountId;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Sender;
import dev.steward.chat.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What Steward is told of the log. */
final class Reports {
  private Reports() {}

  /** Whether Steward is told of such a line at all. Its own words are no news to it. */
  static boolean tells(LogEntry.Kind kind, String actor) {
    return switch (kind) {
      case MESSAGE, EDIT -> !actor.equals(WebAdapter.STEWARD);
      case RECALL, JOIN, LEAVE, NAME, ROLE, MUTE, REQUEST, PRESS -> true;
      case MUTE_ALL, NOTICE -> false;
    };
  }

  /** The event of a line; null when its words are gone by now, or when Steward is not told. */
  static @Nullable Event event(LogEntry entry) {
    AccountId account = WebAdapter.ACCOUNT;
    Instant at = Instant.ofEpochMilli(entry.at());
    Content body = entry.body();
    if (entry.isPrivate()) {
      return switch (entry.kind()) {
        case MESSAGE ->
            body == null
                ? null
                : new Event.PrivateMessagePosted(account, entry.id(), actor(entry), body, at);
        case PRESS ->
            new Event.ButtonPressed(
                account, null, entry.id(), entry.subject(), actor(entry), entry.detail(), at);
        case EDIT, RECALL, JOIN, LEAVE, NAME, ROLE, MUTE, REQUEST, MUTE_ALL, NOTICE -> null;
      };
    }
    GroupId group = new GroupId(WebAdapter.PLATFORM, entry.conv());
    String id = entry.id();
    return switch (entry.kind()) {
      case MESSAGE ->
          body == null ? null : new Event.MessagePosted(account, group, id, actor(entry), body, at);
      case EDIT ->
          body == null
              ? null
              : new Event.MessageEdited(
                  account,
                  group,
                  entry.subject(),
                  Integer.toString(entry.revision()),
                  actor(entry),
                  body,
                  at);
      case RECALL -> new Event.MessageRecalled(account, group, entry.subject(), by(entry), at);
      case JOIN -> new Event.MemberJoined(account, group, id, subject(entry), null, at);
      case LEAVE -> new Event.MemberLeft(account, group, id, user(entry.subject()), by(entry), at);
      case NAME ->
          new Event.MemberRenamed(account, group, id, user(entry.subject()), entry.name(), at);
      case ROLE ->
          new Event.RoleChanged(account, group, id, user(entry.subject()), entry.role(), at);
      case MUTE ->
          new Event.MuteChanged(
              account, group, id, user(entry.subject()), until(entry), by(entry), at);
      case REQUEST ->
          new Event.JoinRequested(
              account, group, id, user(entry.subject()), entry.name(), entry.detail(), at);
      case PRESS ->
          new Event.ButtonPressed(
              account, group, id, entry.subject(), actor(entry), entry.detail(), at);
      case MUTE_ALL, NOTICE -> null;
    };
  }

  private static @Nullable Instant until(LogEntry entry) {
    return entry.detail().isEmpty() ? null : Instant.ofEpochMilli(Long.parseLong(entry.detail()));
  }

  private static Sender actor(LogEntry entry) {
    return new Sender(user(entry.actor()), entry.name(), entry.role());
  }

  private static Sender subject(LogEntry entry) {
    return new Sender(user(entry.subject()), entry.name(), entry.role());
  }

  private static UserId by(LogEntry entry) {
    return user(entry.actor());
  }

  private static UserId user(String id) {
    return new UserId(WebAdapter.PLATFORM, id);
  }
}
