package dev.steward.chat;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Optional;

/** What a message says: its segments in order. */
public record Content(@JsonValue List<Segment> segments) {
  @JsonCreator
  public Content {
    segments = List.copyOf(segments);
  }

  public static Content of(String text) {
    return new Content(List.of(new Segment.Text(text)));
  }

  public static Content of(Segment... segments) {
    return new Content(List.of(segments));
  }

  /**
   * The sender's own words, as one string: the text that rules read. Offsets of findings count code
   * points of this string.
   */
  public String text() {
    if (segments.size() == 1) {
      return segments.getFirst().plain();
    }
    StringBuilder all = new StringBuilder();
    for (Segment segment : segments) {
      all.append(segment.plain());
    }
    return all.toString();
  }

  /** The first segment of a kind. */
  public <S extends Segment> Optional<S> first(Class<S> kind) {
    for (Segment segment : segments) {
      if (kind.isInstance(segment)) {
        return Optional.of(kind.cast(segment));
      }
    }
    return Optional.empty();
  }

  /** Whether this names the user in a mention. */
  public boolean mentions(UserId user) {
    for (Segment segment : segments) {
      if (segment instanceof Segment.Mention mention && mention.user().equals(user)) {
        return true;
      }
    }
    return false;
  }
}
