package dev.steward.adapter.irc;

import dev.steward.chat.Content;
import dev.steward.chat.Segment;
import dev.steward.chat.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what somebody typed. Colours and other formatting codes are not words: they are left out,
 * or a rule could be dodged by making each letter bold.
 */
final class Words {
  private static final Pattern FORMAT =
      Pattern.compile(
          "\\x03(?:[0-9]{1,2}(?:,[0-9]{1,2})?)?"
              + "|\\x04(?:[0-9A-Fa-f]{6}(?:,[0-9A-Fa-f]{6})?)?"
              + "|[\\x00-\\x08\\x0B-\\x1F\\x7F]");

  private Words() {}

  /**
   * What a message says.
   *
   * @param nick ours, which at the beginning, or after an at sign, is a mention
   */
  static Content read(String text, Map<String, String> tags, String nick, UserId us) {
    List<Segment> segments = new ArrayList<>();
    String answered = tags.getOrDefault("+draft/reply", tags.getOrDefault("+reply", ""));
    if (!answered.isEmpty()) {
      segments.add(new Segment.Quote(answered, null, ""));
    }
    String said = text;
    if (said.startsWith("\u0001")) {
      String inside = said.substring(1);
      boolean action = inside.toUpperCase(Locale.ROOT).startsWith("ACTION ");
      if (!action) {
        segments.add(new Segment.Unknown("ctcp", plain(inside)));
      }
      // Words all the same: many clients show them, and no rule is dodged by a control character.
      said = action ? inside.substring("ACTION ".length()) : inside;
    }
    mentions(plain(said), nick, us, segments);
    return new Content(segments);
  }

  static String plain(String text) {
    return FORMAT.matcher(text).replaceAll("");
  }

  private static void mentions(String text, String nick, UserId us, List<Segment> into) {
    if (!text.toLowerCase(Locale.ROOT).contains(nick.toLowerCase(Locale.ROOT))) {
      into.add(new Segment.Text(text));
      return;
    }
    String name = Pattern.quote(nick);
    Matcher called =
        Pattern.compile(
                "(?i)^"
                    + name
                    + "(?=[:,，：]|\\s|$)|(?<![\\p{L}\\p{N}])@"
                    + name
                    + "(?![\\p{L}\\p{N}])")
            .matcher(text);
    int at = 0;
    while (called.find()) {
      if (called.start() > at) {
        into.add(new Segment.Text(text.substring(at, called.start())));
      }
      into.add(new Segment.Mention(us, nick));
      at = called.end();
    }
    if (at < text.length() || into.isEmpty()) {
      into.add(new Segment.Text(text.substring(at)));
    }
  }
}
