package dev.steward.chat;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a message says: its segments in order. */
public record Content(@JsonValue List<Segment> segments) {
  /** What a message may have, in characters; platforms allow less. */
  public static final int LONGEST = 102_400;

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

  /**
   * All that the sender puts before the group: this with the bundles that it forwards opened, each
   * message on a line of its own. Who posts a bundle publishes what is in it; whom its messages
   * call or answer is left out, for nobody is called or answered here.
   */
  public Content opened() {
    if (first(Segment.Forward.class).isEmpty()) {
      return this;
    }
    List<Segment> open = new ArrayList<>();
    for (Segment segment : segments) {
      if (segment instanceof Segment.Forward bundle) {
        open(bundle, open);
      } else {
        open.add(segment);
      }
    }
    return new Content(open);
  }

  private static void open(Segment.Forward bundle, List<Segment> open) {
    if (!bundle.title().isEmpty()) {
      line(open);
      open.add(new Segment.Text(bundle.title()));
    }
    for (Segment.Forward.Item item : bundle.items()) {
      line(open);
      for (Segment segment : item.content().segments()) {
        switch (segment) {
          case Segment.Forward inner -> open(inner, open);
          case Segment.Mention _ -> open.add(new Segment.Text("@…"));
          case Segment.MentionAll all -> open.add(new Segment.Text(all.plain()));
          case Segment.Quote _ -> {}
          case Segment.Text _,
              Segment.Image _,
              Segment.Voice _,
              Segment.Video _,
              Segment.Sticker _,
              Segment.File _,
              Segment.Link _,
              Segment.RedPacket _,
              Segment.Location _,
              Segment.Card _,
              Segment.Unknown _ ->
              open.add(segment);
        }
      }
    }
    // That it was a bundle stays known.
    open.add(new Segment.Forward("", List.of()));
  }

  private static void line(List<Segment> open) {
    if (!open.isEmpty()) {
      open.add(new Segment.Text("\n"));
    }
  }

  /** How many characters all its words and references have together. */
  public long characters() {
    long all = 0;
    for (Segment segment : segments) {
      all += characters(segment);
    }
    return all;
  }

  private static long characters(Segment segment) {
    return switch (segment) {
      case Segment.Text text -> text.text().length();
      case Segment.Mention mention -> mention.name().length();
      case Segment.MentionAll _ -> 0;
      case Segment.Image image -> image.media().ref().length() + image.alt().length();
      case Segment.Voice voice -> voice.media().ref().length();
      case Segment.Video video -> video.media().ref().length();
      case Segment.Sticker sticker -> sticker.id().length() + sticker.name().length();
      case Segment.File file -> file.media().ref().length() + file.name().length();
      case Segment.Link link -> link.url().length() + link.title().length();
      case Segment.RedPacket packet -> packet.greeting().length();
      case Segment.Location place -> place.label().length();
      case Segment.Card card -> card.title().length() + card.text().length() + card.url().length();
      case Segment.Quote quote -> quote.messageId().length() + quote.excerpt().length();
      case Segment.Forward forward -> {
        long all = forward.title().length();
        for (Segment.Forward.Item item : forward.items()) {
          all += item.name().length() + item.content().characters();
        }
        yield all;
      }
      case Segment.Unknown unknown -> unknown.kind().length() + unknown.raw().length();
    };
  }

  /**
   * The same, or as much of it as has {@link #LONGEST} characters: words are cut, other pieces are
   * left out, and an {@link Segment.Unknown} of the kind {@code cut} stands for what is missing.
   */
  public Content cut() {
    if (characters() <= LONGEST) {
      return this;
    }
    List<Segment> kept = new ArrayList<>();
    long left = LONGEST;
    for (Segment segment : segments) {
      long size = characters(segment);
      if (size <= left) {
        kept.add(segment);
        left -= size;
      } else if (segment instanceof Segment.Text text) {
        int end = (int) left;
        boolean inside = end > 0 && Character.isHighSurrogate(text.text().charAt(end - 1));
        kept.add(new Segment.Text(text.text().substring(0, inside ? end - 1 : end)));
        left = 0;
      }
    }
    kept.add(new Segment.Unknown("cut", Long.toString(characters())));
    return new Content(kept);
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
