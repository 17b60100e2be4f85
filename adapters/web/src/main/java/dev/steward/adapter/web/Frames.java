package dev.steward.adapter.web;

import dev.steward.chat.Button;
import dev.steward.chat.Content;
import dev.steward.chat.Role;
import dev.steward.chat.Segment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The log in the words of the page: JSON objects, and lines of an event stream. */
final class Frames {
  private Frames() {}

  /** What the page is told of a line; null when there is nothing to tell any more. */
  static @Nullable Map<String, Object> of(LogEntry entry) {
    Map<String, Object> frame = new LinkedHashMap<>();
    frame.put("type", entry.kind().name().toLowerCase(Locale.ROOT));
    frame.put("seq", entry.seq());
    frame.put("at", entry.at());
    if (entry.isPrivate()) {
      frame.put("private", true);
    }
    switch (entry.kind()) {
      case MESSAGE, EDIT -> {
        Content body = entry.body();
        if (body == null) {
          return null;
        }
        frame.put("id", entry.subject());
        frame.put("sender", sender(entry.actor(), entry.name(), entry.role()));
        frame.put("parts", parts(body));
        frame.put("edited", entry.revision() > 0);
        frame.put("buttons", buttons(entry));
      }
      case RECALL -> {
        frame.put("id", entry.subject());
        frame.put("by", entry.actor());
      }
      case JOIN, NAME, ROLE ->
          frame.put("user", sender(entry.subject(), entry.name(), entry.role()));
      case LEAVE -> {
        frame.put("user", sender(entry.subject(), entry.name(), entry.role()));
        frame.put("by", entry.actor());
      }
      case MUTE -> {
        frame.put("user", sender(entry.subject(), entry.name(), entry.role()));
        frame.put("until", entry.detail().isEmpty() ? 0L : Long.parseLong(entry.detail()));
        frame.put("by", entry.actor());
      }
      case REQUEST -> {
        frame.put("id", entry.id());
        frame.put("user", sender(entry.subject(), entry.name(), entry.role()));
        frame.put("text", entry.detail());
      }
      case MUTE_ALL -> frame.put("on", !entry.detail().isEmpty());
      case NOTICE -> frame.put("text", entry.detail());
      case PRESS -> {
        return null;
      }
    }
    return frame;
  }

  static Map<String, Object> sender(String user, String name, Role role) {
    return Map.of(
        "id",
        user,
        "name",
        name,
        "role",
        role.name().toLowerCase(Locale.ROOT),
        "bot",
        user.equals(WebAdapter.STEWARD));
  }

  /** An event of a stream. {@code seq} of 0 has no id, so a resume does not start from it. */
  static byte[] event(long seq, Object frame) {
    String head = seq > 0 ? "id: " + seq + "\ndata: " : "data: ";
    return (head + Json.text(frame) + "\n\n").getBytes(StandardCharsets.UTF_8);
  }

  private static List<Button> buttons(LogEntry entry) {
    return extras(entry).buttons();
  }

  static Extras extras(LogEntry entry) {
    return entry.kind() != LogEntry.Kind.MESSAGE || entry.detail().isEmpty()
        ? Extras.NONE
        : Json.read(entry.detail(), Extras.class);
  }

  private static List<Map<String, Object>> parts(Content content) {
    List<Map<String, Object>> parts = new ArrayList<>();
    for (Segment segment : content.segments()) {
      parts.add(part(segment));
    }
    return parts;
  }

  private static Map<String, Object> part(Segment segment) {
    return switch (segment) {
      case Segment.Text text -> Map.of("t", "text", "text", text.text());
      case Segment.Mention mention ->
          Map.of("t", "at", "user", mention.user().id(), "name", mention.name());
      case Segment.MentionAll _ -> Map.of("t", "all");
      case Segment.Image image ->
          Map.of("t", "img", "ref", image.media().ref(), "alt", image.alt());
      case Segment.Voice voice ->
          Map.of("t", "voice", "ref", voice.media().ref(), "ms", voice.duration().toMillis());
      case Segment.Quote quote -> {
        var sender = quote.sender();
        yield Map.of(
            "t",
            "quote",
            "id",
            quote.messageId(),
            "user",
            sender == null ? "" : sender.id(),
            "text",
            quote.excerpt());
      }
      case Segment.Link link -> Map.of("t", "text", "text", link.plain());
      case Segment.Card card -> Map.of("t", "text", "text", card.plain());
      case Segment.File file -> Map.of("t", "text", "text", "📎 " + file.name());
      case Segment.RedPacket packet -> Map.of("t", "text", "text", "🧧 " + packet.greeting());
      case Segment.Location place -> Map.of("t", "text", "text", "📍 " + place.label());
      case Segment.Sticker sticker -> Map.of("t", "text", "text", "[" + sticker.name() + "]");
      case Segment.Video _ -> Map.of("t", "text", "text", "🎬");
      case Segment.Forward forward -> Map.of("t", "text", "text", "📨 " + forward.title());
      case Segment.Unknown unknown -> Map.of("t", "text", "text", "[" + unknown.kind() + "]");
    };
  }
}
