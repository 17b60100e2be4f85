package dev.steward.engine.script;

import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a written conversation says that Steward does.
 *
 * @param deed what kind of thing
 * @param room the group's title; empty for the one at hand
 * @param name whom it is about; empty for nobody
 * @param text the words, in which {@code …}, {@code ...} and {@code *} stand for any; of a mute its
 *     length; empty for any
 * @param byHand whether the chat can't do it, so that it is left to people
 * @param mark where it is written
 * @param lastLine where its last line is
 */
public record Expectation(
    Deed deed,
    String room,
    String name,
    String text,
    boolean byHand,
    SourceMark mark,
    int lastLine) {
  private static final Pattern ANY = Pattern.compile("…|\\.\\.\\.|\\*");
  private static final Pattern LINE_END = Pattern.compile("\\s*\\n\\s*");

  /** Whether words fit those that are expected; space at the ends of lines is overlooked. */
  public boolean fits(String said) {
    if (text.isEmpty()) {
      return true;
    }
    if (deed == Deed.MUTES) {
      return Scalars.parseDuration(text).equals(Scalars.parseDuration(said));
    }
    String[] parts = ANY.split(plain(text), -1);
    String whole = plain(said);
    if (parts.length == 1) {
      return whole.equals(parts[0]);
    }
    String last = parts[parts.length - 1];
    int end = whole.length() - last.length();
    if (!whole.startsWith(parts[0]) || !whole.endsWith(last) || end < parts[0].length()) {
      return false;
    }
    int at = parts[0].length();
    for (int i = 1; i < parts.length - 1; i++) {
      int found = whole.indexOf(parts[i], at);
      if (found < 0 || found + parts[i].length() > end) {
        return false;
      }
      at = found + parts[i].length();
    }
    return true;
  }

  /** A mute's length as it is written: {@code 1天2小时} or {@code 1d2h}. */
  public static String length(Duration length, Language language) {
    StringBuilder text = new StringBuilder();
    part(text, length.toDays(), language.pick("天", "d"));
    part(text, length.toHoursPart(), language.pick("小时", "h"));
    part(text, length.toMinutesPart(), language.pick("分钟", "m"));
    part(text, length.toSecondsPart(), language.pick("秒", "s"));
    return text.isEmpty() ? language.pick("0秒", "0s") : text.toString();
  }

  private static void part(StringBuilder text, long amount, String unit) {
    if (amount > 0) {
      text.append(amount).append(unit);
    }
  }

  private static String plain(String words) {
    return LINE_END
        .splitAsStream(words.strip())
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining("\n"));
  }
}
