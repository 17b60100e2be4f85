package dev.steward.adapter.onebot;

import dev.steward.chat.Button;
import dev.steward.chat.Content;
import dev.steward.chat.Host;
import dev.steward.chat.Media;
import dev.steward.chat.Segment;
import dev.steward.wire.Split;
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
  /** The longest message, in UTF-16 units; QQ refuses a little above it. */
  static final int LONGEST = 4_500;

  private static final int MOST_PARTS = 10;

  private Outgoing() {}

  /** A message that can't be said; the reason is for staff. */
  static final class Unsayable extends Exception {
    private static final long serialVersionUID = 1L;

    Unsayable(String reason) {
      super(reason, null, false, false);
    }
  }

  /** The messages that it takes, in order; more than one for a long one. */
  static List<List<Map<String, Object>>> messages(
      Content content, @Nullable String replyTo, List<Button> buttons, Host host) throws Unsayable {
    List<Content> parts = Split.of(numbered(content, buttons), LONGEST);
    if (parts.size() > MOST_PARTS) {
      throw new Unsayable(
          "too long: "
              + content.text().length()
              + " characters (expected: at most "
              + MOST_PARTS * LONGEST
              + ")");
    }
    List<List<Map<String, Object>>> messages = new ArrayList<>();
    for (Content part : parts) {
      List<Map<String, Object>> message = new ArrayList<>();
      if (replyTo != null && messages.isEmpty()) {
        message.add(piece("reply", "id", replyTo));
      }
      for (Segment segment : part.segments()) {
        message.add(piece(segment, host));
      }
      messages.add(message);
    }
    return messages;
  }

  private static Content numbered(Content content, List<Button> buttons) {
    if (buttons.isEmpty()) {
      return content;
    }
    List<Segment> all = new ArrayList<>(content.segments());
    all.add(new Segment.Text(lines(buttons)));
    return new Content(all);
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
