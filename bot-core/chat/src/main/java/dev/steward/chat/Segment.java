package dev.steward.chat;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One piece of a message. What a platform has and this list lacks arrives as {@link Unknown} with
 * its raw form, so that nothing is lost. URLs in segments are data: the core never opens them.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Segment.Text.class, name = "text"),
  @JsonSubTypes.Type(value = Segment.Mention.class, name = "mention"),
  @JsonSubTypes.Type(value = Segment.MentionAll.class, name = "mention-all"),
  @JsonSubTypes.Type(value = Segment.Image.class, name = "image"),
  @JsonSubTypes.Type(value = Segment.Voice.class, name = "voice"),
  @JsonSubTypes.Type(value = Segment.Video.class, name = "video"),
  @JsonSubTypes.Type(value = Segment.Sticker.class, name = "sticker"),
  @JsonSubTypes.Type(value = Segment.File.class, name = "file"),
  @JsonSubTypes.Type(value = Segment.Link.class, name = "link"),
  @JsonSubTypes.Type(value = Segment.RedPacket.class, name = "red-packet"),
  @JsonSubTypes.Type(value = Segment.Location.class, name = "location"),
  @JsonSubTypes.Type(value = Segment.Card.class, name = "card"),
  @JsonSubTypes.Type(value = Segment.Quote.class, name = "quote"),
  @JsonSubTypes.Type(value = Segment.Forward.class, name = "forward"),
  @JsonSubTypes.Type(value = Segment.Unknown.class, name = "unknown"),
})
public sealed interface Segment {
  /**
   * What this piece adds to the message's plain text; empty for pieces that say nothing in words,
   * and for a quote or a forwarded bundle, since those are other people's words. What is in a
   * bundle is read by {@link Content#opened}.
   */
  @JsonIgnore
  String plain();

  /** Words as typed. */
  record Text(String text) implements Segment {
    @Override
    public String plain() {
      return text;
    }
  }

  /** Somebody is called; {@code name} is as the platform shows it, without the at sign. */
  record Mention(UserId user, String name) implements Segment {
    @Override
    public String plain() {
      return "@" + name;
    }
  }

  /** Everybody is called. */
  record MentionAll() implements Segment {
    @Override
    public String plain() {
      return "@all";
    }
  }

  /** A picture; {@code alt} holds words for it and may be empty. */
  record Image(Media media, String alt) implements Segment {
    @Override
    public String plain() {
      return "";
    }
  }

  /** A voice note; {@code duration} is zero when the platform does not say. */
  record Voice(Media media, Duration duration) implements Segment {
    @Override
    public String plain() {
      return "";
    }
  }

  /** A film; {@code duration} is zero when the platform does not say. */
  record Video(Media media, Duration duration) implements Segment {
    @Override
    public String plain() {
      return "";
    }
  }

  /** A platform sticker or custom emoji; {@code name} may be empty. */
  record Sticker(String id, String name) implements Segment {
    @Override
    public String plain() {
      return "";
    }
  }

  /** A file to download. */
  record File(Media media, String name) implements Segment {
    @Override
    public String plain() {
      return name;
    }
  }

  /** A link that the platform marks as one; links inside {@link Text} stay text. */
  record Link(String url, String title) implements Segment {
    @Override
    public String plain() {
      return title.isEmpty() ? url : title + " " + url;
    }
  }

  /** A red packet (红包) with its greeting. */
  record RedPacket(String greeting) implements Segment {
    @Override
    public String plain() {
      return greeting;
    }
  }

  /** A place; degrees WGS-84. */
  record Location(double latitude, double longitude, String label) implements Segment {
    @Override
    public String plain() {
      return label;
    }
  }

  /**
   * A shared card: a contact, a mini-program, a product, an article.
   *
   * @param kind what it is
   * @param title its heading, may be empty
   * @param text its other words, may be empty
   * @param url where it leads, may be empty
   */
  record Card(Kind kind, String title, String text, String url) implements Segment {
    /** What a card offers. */
    public enum Kind {
      CONTACT,
      GROUP,
      MINI_PROGRAM,
      PRODUCT,
      ARTICLE,
      OTHER
    }

    @Override
    public String plain() {
      return Stream.of(title, text, url).filter(s -> !s.isEmpty()).collect(Collectors.joining(" "));
    }
  }

  /**
   * The message that this one answers. Its words are another's and never judged as the sender's.
   *
   * @param messageId the native id of the message answered
   * @param sender who wrote that, {@code null} when the platform does not say
   * @param excerpt its words as far as the platform shows them, may be empty
   */
  record Quote(String messageId, @Nullable UserId sender, String excerpt) implements Segment {
    @Override
    public String plain() {
      return "";
    }
  }

  /** A forwarded bundle of other messages. */
  record Forward(String title, List<Item> items) implements Segment {
    /** One message of the bundle. */
    public record Item(String name, Content content) {}

    public Forward {
      items = List.copyOf(items);
    }

    @Override
    public String plain() {
      return "";
    }
  }

  /**
   * Something that this version has no word for.
   *
   * @param kind the platform's own name for it
   * @param raw its raw form
   */
  record Unknown(String kind, String raw) implements Segment {
    @Override
    public String plain() {
      return "";
    }
  }
}
