package dev.steward.adapter.satori;

import dev.steward.chat.Button;
import dev.steward.chat.Content;
import dev.steward.chat.Segment;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Steward's words in Satori's markup, with everything escaped that a reader could take for it. */
final class MarkupWriter {
  private MarkupWriter() {}

  /**
   * @param platform Satori's name of the platform it goes to: people of others are named in words
   * @param sources what Steward lends, as URLs that the server can open, by reference
   */
  static String write(String platform, Content content, Map<String, String> sources) {
    StringBuilder markup = new StringBuilder();
    for (Segment segment : content.segments()) {
      switch (segment) {
        case Segment.Text(String text) -> words(markup, text);
        case Segment.Mention mention -> mention(markup, platform, mention);
        case Segment.MentionAll _ -> markup.append("<at type=\"all\"/>");
        case Segment.Image image -> media(markup, "img", image.media().ref(), sources);
        case Segment.Voice voice -> media(markup, "audio", voice.media().ref(), sources);
        case Segment.Video video -> media(markup, "video", video.media().ref(), sources);
        case Segment.File file -> {
          markup.append("<file title=\"").append(Entities.escape(file.name())).append("\" src=\"");
          markup.append(source(file.media().ref(), sources)).append("\"/>");
        }
        case Segment.Quote quote -> quote(markup, quote.messageId());
        case Segment.Sticker sticker -> words(markup, sticker.name());
        case Segment.Forward forward -> {
          for (Segment.Forward.Item item : forward.items()) {
            words(markup, item.name() + "：" + item.content().text() + "\n");
          }
        }
        case Segment.Link _,
            Segment.RedPacket _,
            Segment.Location _,
            Segment.Card _,
            Segment.Unknown _ ->
            words(markup, segment.plain());
      }
    }
    return markup.toString();
  }

  static void quote(StringBuilder markup, String messageId) {
    markup.append("<quote id=\"").append(Entities.escape(messageId)).append("\"/>");
  }

  /** Native buttons; what is pressed comes back by its id. */
  static String buttons(List<Button> buttons) {
    StringBuilder markup = new StringBuilder();
    for (Button button : buttons) {
      markup.append("<button type=\"action\" id=\"").append(Entities.escape(button.value()));
      markup.append("\">").append(Entities.escape(button.label())).append("</button>");
    }
    return markup.toString();
  }

  /** Buttons for a platform without: numbered lines below the words. */
  static String numbered(List<Button> buttons) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < buttons.size(); i++) {
      lines.append('\n').append(i + 1).append(' ').append(buttons.get(i).label());
    }
    return lines.toString();
  }

  private static void mention(StringBuilder markup, String platform, Segment.Mention mention) {
    Optional<Native> user = Native.of(mention.user());
    if (!mention.user().platform().equals(SatoriAdapter.PLATFORM)
        || user.isEmpty()
        || !user.get().platform().equals(platform)) {
      words(markup, mention.plain());
      return;
    }
    markup.append("<at id=\"").append(Entities.escape(user.get().id())).append("\" name=\"");
    markup.append(Entities.escape(mention.name())).append("\"/>");
  }

  private static void media(
      StringBuilder markup, String tag, String ref, Map<String, String> sources) {
    markup.append('<').append(tag).append(" src=\"").append(source(ref, sources)).append("\"/>");
  }

  private static String source(String ref, Map<String, String> sources) {
    return Entities.escape(sources.getOrDefault(ref, ref));
  }

  /**
   * Words, escaped. Servers drop white space with a line break in it where text begins or ends, so
   * line breaks there are written as elements.
   */
  private static void words(StringBuilder markup, String text) {
    int first = 0;
    while (first < text.length() && isSpace(text.charAt(first))) {
      first++;
    }
    int last = text.length();
    while (last > first && isSpace(text.charAt(last - 1))) {
      last--;
    }
    breaks(markup, text.substring(0, first));
    markup.append(Entities.escape(text.substring(first, last)));
    breaks(markup, text.substring(last));
  }

  private static void breaks(StringBuilder markup, String space) {
    markup.append(space.replace("\r\n", "\n").replace("\n", "<br/>"));
  }

  /** What a server in JavaScript takes for white space, and a little more. */
  private static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\uFEFF';
  }
}
