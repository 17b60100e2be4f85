package dev.steward.adapter.telegram;

import dev.steward.chat.Segment;
import dev.steward.chat.UserId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A text with its entities as segments. Telegram counts offsets in UTF-16 units, as Java does. What
 * only looks (bold, code, a plain link) stays text; an entity that does not fit is passed over.
 */
final class Entities {
  private final Names names;

  Entities(Names names) {
    this.names = names;
  }

  private record Marked(int from, int to, Segment segment) {}

  List<Segment> read(String text, JsonNode entities) {
    List<Marked> marks = new ArrayList<>();
    for (JsonNode entity : entities) {
      Marked marked = mark(text, entity);
      if (marked != null) {
        marks.add(marked);
      }
    }
    marks.sort(Comparator.comparingInt(Marked::from));
    List<Segment> segments = new ArrayList<>();
    int done = 0;
    for (Marked mark : marks) {
      if (mark.from < done) {
        continue;
      }
      plain(segments, text, done, mark.from);
      segments.add(mark.segment);
      done = mark.to;
    }
    plain(segments, text, done, text.length());
    return segments;
  }

  private static void plain(List<Segment> segments, String text, int from, int to) {
    if (from < to) {
      segments.add(new Segment.Text(text.substring(from, to)));
    }
  }

  private @Nullable Marked mark(String text, JsonNode entity) {
    long from = Json.number(entity, "offset");
    long length = Json.number(entity, "length");
    if (from < 0 || length <= 0 || from > text.length() || length > text.length() - from) {
      return null;
    }
    int start = (int) from;
    int end = (int) (from + length);
    String covered = text.substring(start, end);
    Segment segment =
        switch (Json.text(entity, "type")) {
          case "mention" -> mention(covered);
          case "text_mention" -> textMention(covered, entity.path("user"));
          case "text_link" -> {
            String url = Json.text(entity, "url");
            yield url.isEmpty() ? null : new Segment.Link(url, covered);
          }
          default -> null;
        };
    return segment == null ? null : new Marked(start, end, segment);
  }

  private @Nullable Segment mention(String covered) {
    if (covered.length() < 2 || covered.charAt(0) != '@') {
      return null;
    }
    String username = covered.substring(1);
    Optional<UserId> user = names.find(username);
    return user.isEmpty() ? null : new Segment.Mention(user.get(), username);
  }

  private static @Nullable Segment textMention(String covered, JsonNode user) {
    long id = Json.number(user, "id");
    String name = covered.startsWith("@") ? covered.substring(1) : covered;
    return id == 0 ? null : new Segment.Mention(Names.user(id), name);
  }
}
