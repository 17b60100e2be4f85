package dev.steward.engine.flow;

import dev.steward.chat.Content;
import dev.steward.chat.Segment;
import java.util.List;
import java.util.Optional;

/**
 * A message as a command would be read: without mentions of our accounts, in one width and case.
 * Command words count only when they are the whole message, or when Steward is addressed.
 *
 * @param text without the mention, lower case, ASCII punctuation and single spaces
 * @param addressed whether one of our accounts is named
 */
public record Spoken(String text, boolean addressed) {
  private static final int LONGEST = 200;

  static Spoken of(Content content, Turn turn) {
    if (content.segments().size() == 1
        && content.segments().getFirst() instanceof Segment.Text one) {
      return new Spoken(plain(one.plain()), false);
    }
    boolean addressed = false;
    StringBuilder rest = new StringBuilder();
    for (Segment segment : content.segments()) {
      if (segment instanceof Segment.Mention mention && turn.isUs(mention.user())) {
        addressed = true;
      } else if (rest.length() <= LONGEST) {
        rest.append(segment.plain());
      }
    }
    return new Spoken(plain(rest), addressed);
  }

  /** One width, one case, single spaces; empty for what is too long to be a command. */
  public static String plain(CharSequence text) {
    if (text.length() > LONGEST) {
      return "";
    }
    char[] plain = new char[text.length()];
    int length = 0;
    boolean space = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isSpace(c)) {
        space = length > 0;
      } else {
        if (space) {
          plain[length++] = ' ';
          space = false;
        }
        plain[length++] = folded(c);
      }
    }
    return new String(plain, 0, length);
  }

  private static boolean isSpace(char c) {
    return !isIdeograph(c) && Character.isWhitespace(c);
  }

  /** One width and one case. */
  private static char folded(char c) {
    return isIdeograph(c)
        ? c
        : Character.toLowerCase(c >= '\uFF01' && c <= '\uFF5E' ? (char) (c - 0xFEE0) : c);
  }

  /** Most of what is said; neither a space nor of any case. */
  private static boolean isIdeograph(char c) {
    return c >= '\u4E00' && c <= '\u9FFF';
  }

  /** Whether this is one of the words, and nothing else. */
  public boolean is(String... words) {
    for (String word : words) {
      if (text.equals(word)) {
        return true;
      }
    }
    return false;
  }

  /** Whether this is one of the words as a script writes them, and nothing else. */
  public boolean isOneOf(List<String> written) {
    for (String word : written) {
      if (mayBegin(text, word) && text.equals(plain(word))) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether a plain text may begin with a word as a script writes it: one look at the first
   * character of both, so that ordinary talk pays no more.
   */
  public static boolean mayBegin(String plain, String written) {
    if (plain.isEmpty() || written.isEmpty()) {
      return plain.isEmpty() && written.isBlank();
    }
    char first = written.charAt(0);
    return isSpace(first) || folded(first) == plain.charAt(0);
  }

  /** The same of a word that stands further back. */
  public static boolean mayHold(String plain, String written) {
    return !written.isEmpty() && plain.indexOf(folded(written.charAt(0)), 1) > 0;
  }

  /**
   * What follows one of the words, when the message begins with it; a space may be left out before
   * a number sign.
   */
  public Optional<String> after(String... words) {
    for (String word : words) {
      if (text.startsWith(word)) {
        if (text.length() == word.length()) {
          return Optional.of("");
        }
        char next = text.charAt(word.length());
        if (next == ' ' || next == '#') {
          return Optional.of(text.substring(word.length()).strip());
        }
      }
    }
    return Optional.empty();
  }

  /** The number in {@code #12 …} or {@code 12 …}; empty when there is none. */
  public static Optional<Long> number(String argument) {
    String digits = argument.startsWith("#") ? argument.substring(1).strip() : argument;
    int end = 0;
    while (end < digits.length() && end < 18 && Character.digit(digits.charAt(end), 10) >= 0) {
      end++;
    }
    boolean whole = end > 0 && (end == digits.length() || digits.charAt(end) == ' ');
    return whole ? Optional.of(Long.parseLong(digits.substring(0, end))) : Optional.empty();
  }

  /** What follows the number in {@code #12 …}, as it was typed: the sign and spaces may be wide. */
  public static String afterNumber(String argument) {
    int i = 0;
    while (i < argument.length()
        && (Character.isWhitespace(argument.charAt(i)) || isSign(argument.charAt(i)))) {
      i++;
    }
    while (i < argument.length() && !Character.isWhitespace(argument.charAt(i))) {
      i++;
    }
    return argument.substring(i).strip();
  }

  /** Where the first number sign stands in something as it was typed; -1 when there is none. */
  public static int sign(String typed) {
    for (int i = 0; i < typed.length(); i++) {
      if (isSign(typed.charAt(i))) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isSign(char c) {
    return c == '#' || c == '＃';
  }
}
