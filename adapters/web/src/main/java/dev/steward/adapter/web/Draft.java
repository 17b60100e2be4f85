package dev.steward.adapter.web;

import dev.steward.chat.Content;
import dev.steward.chat.Segment;
import dev.steward.chat.UserId;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a member's page sends to be said.
 *
 * @param parts in order
 * @param replyTo a message's id, or empty
 * @param nonce what the page calls it, or empty
 */
record Draft(List<Part> parts, String replyTo, String nonce) {
  private static final int MOST_PARTS = 100;
  private static final int MOST_MEDIA = 9;
  private static final int LONGEST_EXCERPT = 60;

  Draft {
    parts = List.copyOf(parts);
  }

  /** A piece of it: words, or a reference that the room still has to look up. */
  sealed interface Part {
    record Words(String text) implements Part {}

    record At(String user) implements Part {}

    record Everybody() implements Part {}

    record Picture(String ref) implements Part {}

    record Note(String ref, long millis) implements Part {}
  }

  /**
   * Reads {@code {"parts": [{"t": "text", "text": "..."}, {"t": "at", "user": "..."}, {"t": "img",
   * "ref": "..."}, {"t": "voice", "ref": "...", "ms": 1200}], "replyTo": "...", "nonce": "..."}},
   * or the short form {@code {"text": "..."}}.
   */
  static Draft read(JsonNode json, int longest) {
    List<Part> parts = new ArrayList<>();
    String text = Json.field(json, "text");
    if (!text.isEmpty()) {
      parts.add(new Part.Words(text));
    }
    for (JsonNode part : json.path("parts")) {
      parts.add(part(part));
      if (parts.size() > MOST_PARTS) {
        throw Refusal.malformed("more than " + MOST_PARTS + " parts");
      }
    }
    Draft draft = new Draft(parts, Json.field(json, "replyTo"), Json.field(json, "nonce"));
    draft.check(longest);
    return draft;
  }

  private static Part part(JsonNode part) {
    return switch (Json.field(part, "t")) {
      case "text" -> new Part.Words(Json.field(part, "text"));
      case "at" -> new Part.At(Json.field(part, "user"));
      case "all" -> new Part.Everybody();
      case "img" -> new Part.Picture(Json.field(part, "ref"));
      case "voice" -> {
        JsonNode ms = part.path("ms");
        long millis = ms.canConvertToLong() ? ms.asLong(0) : 0;
        yield new Part.Note(Json.field(part, "ref"), Math.clamp(millis, 0, 60_000));
      }
      default -> throw Refusal.malformed("a part of an unknown kind");
    };
  }

  private void check(int longest) {
    long length = 0;
    int media = 0;
    boolean says = false;
    for (Part part : parts) {
      switch (part) {
        case Part.Words words -> {
          length += words.text().codePointCount(0, words.text().length());
          says |= !words.text().isBlank();
        }
        case Part.At _, Part.Everybody _ -> says = true;
        case Part.Picture _, Part.Note _ -> {
          media++;
          says = true;
        }
      }
    }
    if (nonce.length() > 64) {
      throw Refusal.malformed("a nonce of more than 64 characters");
    }
    if (!says) {
      throw Refusal.of(400, "empty", "没有内容", "There is nothing in it");
    }
    if (length > longest) {
      throw Refusal.of(
          413,
          "too-long",
          "太长了：" + length + " 字，最多 " + longest + " 字",
          "Too long: " + length + " characters, at most " + longest);
    }
    if (media > MOST_MEDIA) {
      throw Refusal.of(
          413, "too-many", "一次最多 " + MOST_MEDIA + " 张图", "At most " + MOST_MEDIA + " pictures");
    }
  }

  /** What is said, with names, media and the quote looked up. */
  Content content(RoomBook book, Room room, @Nullable LogEntry quoted) throws SQLException {
    List<Segment> segments = new ArrayList<>();
    if (quoted != null) {
      segments.add(quote(quoted));
    }
    for (Part part : parts) {
      segments.add(
          switch (part) {
            case Part.Words words -> new Segment.Text(words.text());
            case Part.At at -> mention(book, room, at.user());
            case Part.Everybody _ -> new Segment.MentionAll();
            case Part.Picture picture ->
                new Segment.Image(
                    book.media()
                        .find(picture.ref())
                        .filter(media -> media.mimeType().startsWith("image/"))
                        .orElseThrow(Refusal::messageGone),
                    "");
            case Part.Note note ->
                new Segment.Voice(
                    book.media()
                        .find(note.ref())
                        .filter(media -> media.mimeType().startsWith("audio/"))
                        .orElseThrow(Refusal::messageGone),
                    Duration.ofMillis(note.millis()));
          });
    }
    return new Content(segments);
  }

  static Segment.Quote quote(LogEntry quoted) {
    Content body = quoted.body();
    String text = body == null ? "" : body.text();
    int end =
        text.offsetByCodePoints(
            0, Math.min(LONGEST_EXCERPT, text.codePointCount(0, text.length())));
    return new Segment.Quote(
        quoted.id(), new UserId(WebAdapter.PLATFORM, quoted.actor()), text.substring(0, end));
  }

  private static Segment mention(RoomBook book, Room room, String user) {
    if (user.equals(WebAdapter.STEWARD)) {
      return new Segment.Mention(
          new UserId(WebAdapter.PLATFORM, WebAdapter.STEWARD), book.stewardName());
    }
    Member member = room.present(user);
    if (member == null) {
      throw Refusal.of(404, "member-gone", "你提到的人不在群里了", "Whom you mention is not in the group");
    }
    return new Segment.Mention(new UserId(WebAdapter.PLATFORM, user), member.name);
  }
}
