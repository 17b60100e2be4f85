package dev.steward.engine.flow;

import dev.steward.chat.Button;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.Segment;
import dev.steward.chat.UserId;
import dev.steward.engine.store.Journal;
import dev.steward.engine.store.Json;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** How an event is written in the journal. */
final class EventRows {
  private EventRows() {}

  static Journal.Skeleton skeleton(Input.Heard heard, long seq, long fingerprint, Fate fate) {
    Event event = heard.event();
    return new Journal.Skeleton(
        seq,
        heard.key().toString(),
        heard.source(),
        event.dedupeId(),
        fingerprint,
        kind(event),
        user(event),
        message(event),
        millis(event.at()),
        heard.arrived().toEpochMilli(),
        fate.name().toLowerCase(Locale.ROOT));
  }

  /** A time beyond all milliseconds, which a broken clock may tell, is as far as they go. */
  private static long millis(Instant at) {
    long most = Long.MAX_VALUE / 1_000;
    return Math.clamp(at.getEpochSecond(), 1 - most, most - 1) * 1_000
        + TimeUnit.NANOSECONDS.toMillis(at.getNano());
  }

  /**
   * Whether it is a secret button, of which nobody may learn that it was pressed and not another.
   */
  static boolean secret(Event event) {
    return event instanceof Event.ButtonPressed pressed
        && pressed.value().startsWith(Button.SECRET);
  }

  /**
   * A message's content alone, since the skeleton has the rest; else the whole event. Null for a
   * secret button, whatever becomes of it: also while Steward is paused, and when it is set aside.
   */
  static @Nullable String body(Event event) {
    return switch (event) {
      case Event.ButtonPressed _ when secret(event) -> null;
      case Event.MessagePosted posted -> content(posted.content());
      case Event.MessageEdited edited -> content(edited.content());
      default -> Json.write(event);
    };
  }

  /** Most messages are one text: written by hand, since this is on the hot path. */
  private static String content(Content content) {
    return content.segments().size() == 1
            && content.segments().getFirst() instanceof Segment.Text text
        ? "[{\"type\":\"text\",\"text\":" + Json.quote(text.text()) + "}]"
        : Json.write(content);
  }

  static String kind(Event event) {
    return switch (event) {
      case Event.MessagePosted _ -> "message-posted";
      case Event.MessageEdited _ -> "message-edited";
      case Event.MessageRecalled _ -> "message-recalled";
      case Event.MemberJoined _ -> "member-joined";
      case Event.MemberLeft _ -> "member-left";
      case Event.MemberRenamed _ -> "member-renamed";
      case Event.JoinRequested _ -> "join-requested";
      case Event.RoleChanged _ -> "role-changed";
      case Event.MuteChanged _ -> "mute-changed";
      case Event.GroupSeen _ -> "group-seen";
      case Event.GroupLost _ -> "group-lost";
      case Event.PrivateMessagePosted _ -> "private-message-posted";
      case Event.ButtonPressed _ -> "button-pressed";
      case Event.PollVoted _ -> "poll-voted";
      case Event.TimerDue _ -> "timer-due";
      case Event.StaffCommand _ -> "staff-command";
      case Event.HelperAnswered _ -> "helper-answered";
    };
  }

  static @Nullable String user(Event event) {
    UserId user =
        switch (event) {
          case Event.MessagePosted e -> e.sender().user();
          case Event.MessageEdited e -> e.sender().user();
          case Event.MessageRecalled e -> e.by();
          case Event.MemberJoined e -> e.member().user();
          case Event.MemberLeft e -> e.user();
          case Event.MemberRenamed e -> e.user();
          case Event.JoinRequested e -> e.user();
          case Event.RoleChanged e -> e.user();
          case Event.MuteChanged e -> e.user();
          case Event.PrivateMessagePosted e -> e.sender().user();
          case Event.ButtonPressed e -> e.sender().user();
          case Event.PollVoted e -> e.sender().user();
          case Event.GroupSeen _ -> null;
          case Event.GroupLost _ -> null;
          case Event.TimerDue _ -> null;
          case Event.StaffCommand _ -> null;
          case Event.HelperAnswered _ -> null;
        };
    return user == null ? null : user.toString();
  }

  private static @Nullable String message(Event event) {
    return switch (event) {
      case Event.MessagePosted e -> e.messageId();
      case Event.MessageEdited e -> e.messageId();
      case Event.MessageRecalled e -> e.messageId();
      case Event.PrivateMessagePosted e -> e.messageId();
      case Event.ButtonPressed e -> e.messageId();
      case Event.PollVoted e -> e.messageId();
      default -> null;
    };
  }
}
