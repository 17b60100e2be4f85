package dev.steward.server.console;

import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.Segment;
import dev.steward.engine.store.Json;
import dev.steward.server.html.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * What an event in the journal says to a reader.
 *
 * @param name who, as the event itself knows it; may be empty
 * @param text the words, to which offsets refer
 * @param extras pictures, voice notes and the like, in words
 */
record Said(String name, String text, List<String> extras) {
  private static final Said NOTHING = new Said("", "", List.of());

  /**
   * @param body as in the table {@code body}; null when it was sealed or forgotten
   */
  static Said of(Texts t, String kind, @Nullable String body) {
    if (body == null) {
      return new Said("", "", List.of(t.say("flow-forgotten")));
    }
    try {
      return switch (kind) {
        case "message-posted", "message-edited" -> content("", Json.read(body, Content.class), t);
        default -> event(t, Json.read(body, Event.class));
      };
    } catch (JacksonException e) {
      return NOTHING;
    }
  }

  private static Said event(Texts t, Event event) {
    return switch (event) {
      case Event.PrivateMessagePosted e -> content(e.sender().name(), e.content(), t);
      case Event.MemberJoined e -> plain(e.member().name(), "");
      case Event.MemberRenamed e -> plain("", e.name());
      case Event.JoinRequested e -> plain(e.name(), e.comment());
      case Event.ButtonPressed e -> plain(e.sender().name(), e.value());
      case Event.PollVoted e -> plain(e.sender().name(), String.join(" ", e.values()));
      case Event.RoleChanged e -> plain("", t.word("member-role", e.role().name()));
      case Event.GroupSeen e -> plain("", e.title());
      case Event.StaffCommand e -> plain(e.staff(), t.word("command", e.name()));
      case Event.TimerDue e -> plain("", e.feature());
      case Event.HelperAnswered e -> plain("", e.feature());
      case Event.MessagePosted e -> content(e.sender().name(), e.content(), t);
      case Event.MessageEdited e -> content(e.sender().name(), e.content(), t);
      case Event.MessageRecalled _ -> NOTHING;
      case Event.MemberLeft _ -> NOTHING;
      case Event.MuteChanged _ -> NOTHING;
      case Event.GroupLost _ -> NOTHING;
    };
  }

  private static Said plain(String name, String text) {
    return new Said(name, text, List.of());
  }

  private static Said content(String name, Content said, Texts t) {
    Content content = said.opened();
    List<String> extras = new ArrayList<>();
    for (Segment segment : content.segments()) {
      String kind = extra(segment);
      if (!kind.isEmpty()) {
        extras.add(t.say("segment-" + kind));
      }
    }
    return new Said(Objects.requireNonNull(name), content.text(), extras);
  }

  private static String extra(Segment segment) {
    return switch (segment) {
      case Segment.Text _, Segment.Mention _, Segment.MentionAll _ -> "";
      case Segment.Image _ -> "image";
      case Segment.Voice _ -> "voice";
      case Segment.Video _ -> "video";
      case Segment.Sticker _ -> "sticker";
      case Segment.File _ -> "file";
      case Segment.Link _ -> "link";
      case Segment.RedPacket _ -> "red-packet";
      case Segment.Location _ -> "location";
      case Segment.Card _ -> "card";
      case Segment.Quote _ -> "quote";
      case Segment.Forward _ -> "forward";
      case Segment.Unknown _ -> "unknown";
    };
  }
}
