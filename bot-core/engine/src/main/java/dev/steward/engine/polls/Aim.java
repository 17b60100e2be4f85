package dev.steward.engine.polls;

import dev.steward.chat.Content;
import dev.steward.chat.Segment;
import dev.steward.chat.UserId;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.polls.BallotReader.Reading;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which poll a message is for, and what it says to it.
 *
 * @param words without the poll's number
 * @param meant whether it names its poll: a reply to it, or a message with its number
 */
record Aim(OpenHere.Here here, String words, boolean meant) {
  private static final String NUMBERS = "0123456789０１２３４５６７８９一①";

  /** Tap, type, press, send and the like, when a number follows soon. */
  private static final String ASKS = "扣打敲刷按回发来";

  private static final Pattern ASKS_IN_ENGLISH =
      Pattern.compile(
          "\\b(?:type|say|send|drop|put|reply|comment)\\b.{0,9}\\b[0-9]\\b",
          Pattern.CASE_INSENSITIVE);

  /** A question whose answer is a number, such as how old somebody's child is. */
  private static final Pattern NUMBER_ASKED =
      Pattern.compile(
          "(?<![好十没这那前过])几(?![乎位百千])|多少|多大|多重|多高|多长|多久"
              + "|\\bhow (?:many|much|old|long|tall|heavy|far)\\b",
          Pattern.CASE_INSENSITIVE);

  /** Of whom other members know: of the shop's goods and parcels they rarely do. */
  private static final Pattern OF_MEMBERS =
      Pattern.compile(
          "[你您妳谁娃]|大家|各位|姐妹|妈妈|宝[妈宝贝]|孩子|\\b(?:you|your|anyone|everyone|bab(?:y|ies)|kids?|child)\\b",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern NUMBERED = Pattern.compile("(?s)[#＃]\\s*([0-9]{1,9})[\\s:：]*(.*)");

  /** Empty when it can't be for any. */
  static Optional<Aim> of(Content content, String text, OpenHere open, Turn turn) {
    Optional<Aim> meant = meant(content, text, open, turn);
    if (meant.isPresent() || NUMBERED.matcher(text).matches() || repliesToAnother(content)) {
      return meant;
    }
    for (OpenHere.Here here : open.polls().reversed()) {
      if (!(BallotReader.read(here.question, here.order, text, false) instanceof Reading.None)) {
        return Optional.of(new Aim(here, text, false));
      }
    }
    return Optional.empty();
  }

  /** The same for what names its poll: a reply to it, or a message with its number. */
  static Optional<Aim> meant(Content content, String text, OpenHere open, Turn turn) {
    Optional<OpenHere.Here> replied =
        content.first(Segment.Quote.class).flatMap(quote -> quoted(quote, open, turn));
    if (replied.isPresent()) {
      return Optional.of(new Aim(replied.get(), text, true));
    }
    Matcher numbered = NUMBERED.matcher(text);
    return numbered.matches()
        ? open.find(Long.parseLong(numbered.group(1)))
            .map(here -> new Aim(here, numbered.group(2), true))
        : Optional.empty();
  }

  /** What answers some other message is meant for whoever wrote that. */
  private static boolean repliesToAnother(Content content) {
    return content.first(Segment.Quote.class).map(Segment.Quote::sender).isPresent();
  }

  private static Optional<OpenHere.Here> quoted(Segment.Quote quote, OpenHere open, Turn turn) {
    Optional<OpenHere.Here> known = open.ofMessage(quote.messageId());
    UserId us = new UserId(turn.group().account().platform(), turn.group().account().id());
    if (known.isPresent() || quote.sender() == null || !quote.sender().equals(us)) {
      return known;
    }
    return open.polls().stream().filter(here -> names(quote.excerpt(), here.number)).findFirst();
  }

  private static boolean names(String text, long poll) {
    String number = "#" + poll;
    for (int at = text.indexOf(number); at >= 0; at = text.indexOf(number, at + 1)) {
      int after = at + number.length();
      if (after == text.length() || !Character.isDigit(text.charAt(after))) {
        return true;
      }
    }
    return false;
  }

  /** What was typed, without mentions of anybody and faces of the platform's own. */
  static String words(Content content) {
    if (content.segments().size() == 1) {
      return content.segments().getFirst() instanceof Segment.Text text ? text.text().strip() : "";
    }
    StringBuilder words = new StringBuilder();
    for (Segment segment : content.segments()) {
      switch (segment) {
        case Segment.Text text -> words.append(text.text());
        case Segment.Mention _, Segment.Quote _, Segment.Sticker _ -> {}
        default -> {
          return "";
        }
      }
    }
    return words.toString().strip();
  }

  /** Whether a member asks others about themselves what is answered with a number. */
  static boolean numberAsked(String text) {
    return mayAskNumber(text)
        && NUMBER_ASKED.matcher(text).find()
        && OF_MEMBERS.matcher(text).find();
  }

  /** Most talk asks for none: it costs a look at each character. */
  private static boolean mayAskNumber(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '几' || c == '多' || ((c | 0x20) == 'h' && text.regionMatches(true, i, "how", 0, 3))) {
        return true;
      }
    }
    return false;
  }

  /** Whether a member tells the others which numbers to type. */
  static boolean othersAsk(String text) {
    boolean digit = false;
    boolean latin = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      digit |= c >= '0' && c <= '9';
      latin |= (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
      if (ASKS.indexOf(c) >= 0) {
        for (int j = i + 1; j <= i + 4 && j < text.length() && text.charAt(j) != '\n'; j++) {
          if (NUMBERS.indexOf(text.charAt(j)) >= 0) {
            return true;
          }
        }
      }
    }
    return digit && latin && ASKS_IN_ENGLISH.matcher(text).find();
  }
}
