package dev.steward.adapter.onebot;

import dev.steward.chat.Button;
import dev.steward.chat.Content;
import dev.steward.chat.Host;
import dev.steward.chat.Media;
import dev.steward.chat.Segment;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts what Steward says into segments; in array form, so that no word of a member is ever read as
 * markup. May block while a picture is opened.
 */
final class Outgoing {
  /** The longest message, in characters; QQ refuses a little above it. */
  static final int LONGEST = 4_500;

  private Outgoing() {}

  /** A message that can't be said; the reason is for staff. */
  static final class Unsayable extends Exception {
    private static final long serialVersionUID = 1L;

    Unsayable(String reason) {
      super(reason, null, false, false);
    }
  }

  static List<Map<String, Object>> message(
      Content content, @Nullable String replyTo, List<Button> buttons, Host host) throws Unsayable {
    List<Map<String, Object>> all = new ArrayList<>();
    if (replyTo != null) {
      all.add(piece("reply", "id", replyTo));
    }
    int length = 0;
    for (Segment segment : content.segments()) {
      Map<String, Object> piece = piece(segment, host);
      all.add(piece);
      length += segment.plain().codePointCount(0, segment.plain().length());
    }
    if (!buttons.isEmpty()) {
      String lines = lines(buttons);
      length += lines.length();
      all.add(text(lines));
    }
    if (length > LONGEST) {
      throw new Unsayable(
          "too long: " + length + " characters (expected: at most " + LONGEST + ")");
    }
    return all;
  }

  private static Map<String, Object> piece(Segment segment, Host host) throws Unsayable {
    return switch (segment) {
      case Segment.Mention mention -> piece("at", "qq", mention.user().id());
      case Segment.MentionAll _ -> piece("at", "qq", "all");
      case Segment.Image image -> piece("image", "file", file(image.media(), host));
      case Segment.Sticker sticker when sticker.id().matches("[0-9]+") ->
          piece("face", "id", sticker.id());
      case Segment.Text _,
          Segment.Voice _,
          Segment.Video _,
          Segment.Sticker _,
          Segment.File _,
          Segment.Link _,
          Segment.RedPacket _,
          Segment.Location _,
          Segment.Card _,
          Segment.Quote _,
          Segment.Forward _,
          Segment.Unknown _ ->
          text(segment.plain());
    };
  }

  private static String file(Media media, Host host) throws Unsayable {
    if (media.lent()) {
      Optional<byte[]> bytes = host.open(media);
      if (bytes.isEmpty()) {
        throw new Unsayable("the picture is gone");
      }
      return "base64://" + Base64.getEncoder().encodeToString(bytes.get());
    }
    return media.ref().startsWith("file:") ? media.ref().substring(5) : media.ref();
  }

  /** Buttons where there are none: a numbered line each. */
  private static String lines(List<Button> buttons) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < buttons.size(); i++) {
      lines.append('\n').append(i + 1).append(' ').append(buttons.get(i).label());
    }
    return lines.toString();
  }

  private static Map<String, Object> text(String text) {
    return piece("text", "text", whole(text));
  }

  /** Half characters, which no wire can carry, become the sign for an unreadable one. */
  static String whole(String text) {
    if (text.chars().noneMatch(c -> Character.isSurrogate((char) c))) {
      return text;
    }
    StringBuilder whole = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> whole.appendCodePoint(Character.getType(c) == Character.SURROGATE ? 0xFFFD : c));
    return whole.toString();
  }

  private static Map<String, Object> piece(String type, String key, String value) {
    return Map.of("type", type, "data", Map.of(key, value));
  }
}
