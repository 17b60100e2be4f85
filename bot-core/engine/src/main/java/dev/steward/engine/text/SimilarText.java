package dev.steward.engine.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells honest repetition from floods. In a sign-up chain (接龙) everyone posts the list so far with
 * one line more, or just +1: nearly the same text, from many people, in minutes, and all is well.
 */
public final class SimilarText {
  private static final int LONGEST_TEXT = 4000;
  private static final int LONGEST_LINE = 40;
  private static final int LONGEST_LINE_WITHOUT_HEADER = 20;
  private static final int LONGEST_PLUS_ONE = 16;

  /** 1. 1、 1) (1) 1: 1，, and ① 1️⃣ which fold to a mere number. */
  private static final Pattern NUMBERED =
      Pattern.compile("^\\(?(\\d{1,3})(?:[.,](?!\\d)|[、):·]|\\s|(?=[^\\d.,]))\\s*(\\S.*)$");

  private static final Pattern BREAK = Pattern.compile("\\R");
  private static final Pattern PLUS_ONE = Pattern.compile("^(?:\\+\\s?\\d{1,2}(?!\\d)[\\s,，]*)++");

  private record Line(int number, String text) {}

  private SimilarText() {}

  /**
   * Is a message a turn in a sign-up chain? In doubt no: a single numbered line is none, unless it
   * counts on from the message before.
   *
   * @param text the message
   * @param previous what the group's chain, if there is one, last looked like
   */
  public static boolean isSignUpChain(String text, @Nullable String previous) {
    return text.length() <= LONGEST_TEXT
        && looksLikeOne(text, previous)
        && LinkFinder.find(text).isEmpty()
        && ContactFinder.find(text).stream().allMatch(one -> one.kind() == Contact.Kind.PHONE);
  }

  private static boolean looksLikeOne(String text, @Nullable String previous) {
    List<String> lines = lines(text);
    if (lines.isEmpty()) {
      return false;
    }
    if (isPlusOne(lines)) {
      return true;
    }
    List<Line> numbered = numbered(lines);
    boolean header =
        lines.stream().anyMatch(line -> line.contains("接龙") && line.length() <= LONGEST_LINE);
    if (numbered.isEmpty() || !countsUp(numbered)) {
      return false;
    }
    if (previous != null && previous.length() <= LONGEST_TEXT && growsFrom(numbered, previous)) {
      return true;
    }
    int longest = header ? LONGEST_LINE : LONGEST_LINE_WITHOUT_HEADER;
    return numbered.size() >= (header ? 1 : 2)
        && numbered.stream().allMatch(line -> line.text().length() <= longest)
        && (header || numbered.size() == lines.size());
  }

  private static boolean isPlusOne(List<String> lines) {
    if (lines.size() > 1) {
      return false;
    }
    Matcher plus = PLUS_ONE.matcher(lines.getFirst());
    return plus.find() && lines.getFirst().length() - plus.end() <= LONGEST_PLUS_ONE;
  }

  /** Lines as they look folded, so that ① and １． are read like 1 and 1. */
  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    FoldBuffer buffer = new FoldBuffer();
    for (String line : BREAK.split(text, -1)) {
      String folded = buffer.fold(line).toFolded().text().strip();
      if (!folded.isEmpty()) {
        lines.add(folded);
      }
    }
    return lines;
  }

  private static List<Line> numbered(List<String> lines) {
    List<Line> found = new ArrayList<>();
    for (String line : lines) {
      Matcher matcher = NUMBERED.matcher(line);
      if (matcher.matches()) {
        found.add(new Line(Integer.parseInt(matcher.group(1)), matcher.group(2).strip()));
      }
    }
    return found;
  }

  private static boolean countsUp(List<Line> lines) {
    for (int i = 1; i < lines.size(); i++) {
      if (lines.get(i).number() != lines.get(i - 1).number() + 1) {
        return false;
      }
    }
    return true;
  }

  /** Does it repeat the list before and go on, or go on where it ended? */
  private static boolean growsFrom(List<Line> now, String previous) {
    List<Line> before = numbered(lines(previous));
    if (before.isEmpty() || !countsUp(before)) {
      return false;
    }
    boolean goesOn = now.getFirst().number() == before.getLast().number() + 1;
    boolean repeats = now.size() > before.size() && now.subList(0, before.size()).equals(before);
    return goesOn || repeats;
  }
}
