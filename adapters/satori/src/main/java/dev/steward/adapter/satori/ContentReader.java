package dev.steward.adapter.satori;

import dev.steward.chat.Content;
import dev.steward.chat.Media;
import dev.steward.chat.Segment;
import dev.steward.chat.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a message in Satori's markup says, in Steward's words. What has no word becomes {@link
 * Segment.Unknown}, and the words within it are kept as words: nobody hides behind a new tag. Each
 * element is read once, however deep it lies: what was read apart is added, never read again.
 *
 * <p>For one use by one thread.
 */
final class ContentReader {
  /** An inlined file longer than this is not carried along: the event would burst. */
  private static final int LONGEST_SOURCE = 16_384;

  private final String platform;
  private final List<Segment> segments = new ArrayList<>();
  private final StringBuilder words = new StringBuilder();

  private ContentReader(String platform) {
    this.platform = platform;
  }

  /**
   * @param platform Satori's name of the platform, for the ids of people who are named
   */
  static Content read(String platform, String markup) {
    return read(platform, MarkupReader.read(markup));
  }

  private static Content read(String platform, List<Node> nodes) {
    ContentReader reader = new ContentReader(platform);
    reader.all(nodes);
    reader.flush();
    return new Content(reader.segments);
  }

  private void all(List<Node> nodes) {
    nodes.forEach(this::one);
  }

  private void one(Node node) {
    switch (node) {
      case Node.Words(String text) -> words.append(text);
      case Node.Element element -> element(element);
    }
  }

  private void element(Node.Element element) {
    switch (element.name()) {
      case "br" -> words.append('\n');
      case "p" -> paragraph(element);
      case "b",
          "strong",
          "i",
          "em",
          "u",
          "ins",
          "s",
          "del",
          "spl",
          "code",
          "sup",
          "sub",
          "span",
          "text",
          "template" ->
          all(element.children());
      case "at" -> at(element);
      case "sharp" -> {
        words.append('#').append(named(element));
        within(element, '#');
      }
      case "a" -> link(element);
      case "img", "image" -> add(image(element));
      case "audio" -> add(media(element, m -> new Segment.Voice(m, duration(element))));
      case "video" -> add(media(element, m -> new Segment.Video(m, duration(element))));
      case "file" -> add(media(element, m -> new Segment.File(m, title(element))));
      case "emoji", "face" ->
          add(new Segment.Sticker(element.attribute("id"), element.attribute("name")));
      case "quote" -> add(quote(element));
      case "author", "user", "member", "channel", "guild" -> {}
      case "message", "figure" -> message(element);
      case "button" -> words.append('[').append(plain(element.children())).append(']');
      default -> {
        add(new Segment.Unknown(element.name(), element.source()));
        all(element.children());
      }
    }
  }

  private void paragraph(Node.Element element) {
    line();
    all(element.children());
    words.append('\n');
  }

  /** The next words begin a line. */
  private void line() {
    if (!words.isEmpty() && words.charAt(words.length() - 1) != '\n') {
      words.append('\n');
    }
  }

  private void at(Node.Element element) {
    String type = element.attribute("type");
    String id = element.attribute("id");
    if (type.equals("all") || type.equals("here")) {
      add(new Segment.MentionAll());
    } else if (id.isEmpty()) {
      String role = element.attribute("role");
      String name = element.attribute("name");
      words.append('@').append(name.isEmpty() ? role : name);
    } else {
      add(new Segment.Mention(new Native(platform, id).user(), named(element)));
    }
    within(element, '@');
  }

  /**
   * What people see instead of a name, which some platforms let the sender write; the name itself
   * is not said twice.
   */
  private void within(Node.Element element, char sign) {
    Content shown = read(platform, element.children());
    String text = shown.text().strip();
    boolean name = text.equals(named(element)) || text.equals(sign + named(element));
    if (!shown.segments().isEmpty() && !(name && wordsOnly(shown))) {
      words.append(' ');
      add(shown);
    }
  }

  private static boolean wordsOnly(Content content) {
    return content.segments().stream().allMatch(Segment.Text.class::isInstance);
  }

  private static String named(Node.Element element) {
    String name = element.attribute("name");
    return name.isEmpty() ? element.attribute("id") : name;
  }

  private void link(Node.Element element) {
    String url = element.attribute("href");
    Content title = read(platform, element.children());
    boolean wordsOnly = wordsOnly(title);
    if (!wordsOnly) {
      add(title);
    }
    String text = wordsOnly ? title.text() : "";
    if (!url.isEmpty()) {
      add(new Segment.Link(url, text.equals(url) ? "" : text));
    } else {
      words.append(text);
    }
  }

  private static Segment image(Node.Element element) {
    String alt = element.attribute("alt");
    return media(
        element, m -> new Segment.Image(m, alt.isEmpty() ? element.attribute("title") : alt));
  }

  /** A file of the platform's; one that claims to be Steward's own is none. */
  private static Segment media(Node.Element element, Function<Media, Segment> made) {
    String source = element.attribute("src");
    if (source.isEmpty()) {
      source = element.attribute("url");
    }
    if (source.isEmpty() || source.startsWith(Media.LENT)) {
      return new Segment.Unknown(element.name(), element.source());
    }
    return made.apply(new Media(Sources.ref(source, LONGEST_SOURCE), mime(element, source), -1));
  }

  private static String mime(Node.Element element, String source) {
    String inlined = Sources.inlinedMime(source);
    if (!inlined.isEmpty()) {
      return inlined;
    }
    String type = element.attribute("type");
    if (type.contains("/")) {
      return type;
    }
    return switch (element.name()) {
      case "img", "image" -> "image/*";
      case "audio" -> "audio/*";
      case "video" -> "video/*";
      default -> "application/octet-stream";
    };
  }

  private static String title(Node.Element element) {
    String title = element.attribute("title");
    return title.isEmpty() ? element.attribute("name") : title;
  }

  private static Duration duration(Node.Element element) {
    try {
      double seconds = Double.parseDouble(element.attribute("duration"));
      return seconds > 0 && seconds < 1e9
          ? Duration.ofMillis((long) (seconds * 1000))
          : Duration.ZERO;
    } catch (NumberFormatException notTold) {
      return Duration.ZERO;
    }
  }

  private Segment quote(Node.Element element) {
    UserId sender = null;
    List<Node> said = new ArrayList<>();
    for (Node child : element.children()) {
      String id = author(child);
      if (id == null) {
        said.add(child);
      } else if (!id.isEmpty()) {
        sender = new Native(platform, id).user();
      }
    }
    return new Segment.Quote(element.attribute("id"), sender, plain(said));
  }

  /** The id of the author whom an element names; null when it names none. */
  private static @Nullable String author(Node node) {
    return node instanceof Node.Element element
            && (element.name().equals("user") || element.name().equals("author"))
        ? element.attribute("id")
        : null;
  }

  private void message(Node.Element element) {
    boolean bundle = element.attributes().containsKey("forward") || element.name().equals("figure");
    if (!bundle) {
      line();
      all(element.children());
      return;
    }
    List<Segment.Forward.Item> items = new ArrayList<>();
    for (Node child : element.children()) {
      if (child instanceof Node.Element inner && inner.name().equals("message")) {
        items.add(new Segment.Forward.Item(authorName(inner), read(platform, inner.children())));
      }
    }
    add(new Segment.Forward(element.attribute("title"), items));
  }

  private static String authorName(Node.Element message) {
    for (Node child : message.children()) {
      if (child instanceof Node.Element inner && author(inner) != null) {
        return inner.attribute("name");
      }
    }
    return "";
  }

  private String plain(List<Node> nodes) {
    return read(platform, nodes).text();
  }

  /** What was read apart goes on here. */
  private void add(Content read) {
    for (Segment segment : read.segments()) {
      if (segment instanceof Segment.Text(String text)) {
        words.append(text);
      } else {
        add(segment);
      }
    }
  }

  private void add(Segment segment) {
    flush();
    segments.add(segment);
  }

  private void flush() {
    if (!words.isEmpty()) {
      segments.add(new Segment.Text(words.toString()));
      words.setLength(0);
    }
  }
}
