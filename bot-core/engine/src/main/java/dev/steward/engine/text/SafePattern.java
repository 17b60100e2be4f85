package dev.steward.engine.text;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Compiles RE2 patterns that somebody else wrote. Matching is linear in the text whatever the
 * pattern; but nested counts such as {@code ((a{1000}){1000})} would fill the memory while they are
 * compiled, so what a pattern expands to is estimated first.
 */
final class SafePattern {
  /** How many characters' worth of program a pattern may expand to. */
  static final long MOST_WEIGHT = 5_000;

  /**
   * Old Cyrillic letters whose lower and upper cases do not lead back to them in RE2/J's tables: it
   * folds them forever (google/re2j issue 168).
   */
  private static final int UNCLOSED_FIRST = 0x1C80;

  private static final int UNCLOSED_LAST = 0x1C88;

  /** Where a pattern asks for upper and lower case alike. */
  private static final java.util.regex.Pattern FOLDS =
      java.util.regex.Pattern.compile("\\(\\?[A-Za-z]*i");

  private static final java.util.regex.Pattern ESCAPED =
      java.util.regex.Pattern.compile(
          "\\\\(x\\{([0-9A-Fa-f]{1,8})}|x([0-9A-Fa-f]{2})|([0-7]{1,3})|[pP]\\{[^}]*}|(?s:.)|$)");

  private static final java.util.regex.Pattern COUNT =
      java.util.regex.Pattern.compile("\\{([0-9]{1,9})(,([0-9]{0,9}))?}");

  private SafePattern() {}

  /**
   * Compiles a pattern.
   *
   * @throws PatternSyntaxException when it is wrong or would become too big
   */
  static Pattern compile(String pattern) {
    if (weight(pattern) > MOST_WEIGHT) {
      throw new PatternSyntaxException("too many repetitions", pattern);
    }
    if (FOLDS.matcher(pattern).find() && reachesUnclosed(pattern)) {
      throw new PatternSyntaxException("with (?i), not over U+1C80 to U+1C88", pattern);
    }
    try {
      return Pattern.compile(pattern);
    } catch (PatternSyntaxException wrong) {
      throw wrong;
    } catch (RuntimeException | StackOverflowError broken) {
      throw new PatternSyntaxException("unreadable", pattern);
    }
  }

  /**
   * Whether a character of the pattern is one that RE2/J can't fold, or a dash within a class may
   * make a range over them. A doubtful dash counts: a pattern refused is better than a lane that
   * stands still.
   */
  private static boolean reachesUnclosed(String pattern) {
    java.util.regex.Matcher escaped = ESCAPED.matcher(pattern);
    boolean inClass = false;
    boolean quoted = false;
    boolean dash = false;
    int before = -1;
    int last = -1;
    int i = 0;
    while (i < pattern.length()) {
      int c = pattern.codePointAt(i);
      int next = i + Character.charCount(c);
      boolean plain = false;
      if (quoted) {
        quoted = !pattern.startsWith("\\E", i);
        next = quoted ? next : i + 2;
      } else if (c == '\\' && escaped.region(i, pattern.length()).lookingAt()) {
        quoted = pattern.startsWith("\\Q", i);
        next = escaped.end();
        c = quoted ? -1 : value(escaped);
      } else if (!inClass && c == '[') {
        inClass = true;
        // A bracket that comes first stands for itself.
        next += pattern.startsWith("^", next) ? 1 : 0;
        boolean stands = pattern.startsWith("]", next);
        next += stands ? 1 : 0;
        c = stands ? ']' : -1;
      } else if (inClass && pattern.startsWith("[:", i) && pattern.indexOf(":]", next) > 0) {
        next = pattern.indexOf(":]", next) + 2;
        c = -1;
      } else if (inClass && c == ']') {
        inClass = false;
        c = -1;
      } else {
        plain = c == '-';
      }
      boolean spans = inClass && dash && before >= 0 && Math.min(before, c) <= UNCLOSED_LAST;
      if (c >= UNCLOSED_FIRST && (c <= UNCLOSED_LAST || spans)) {
        return true;
      }
      before = last;
      last = c;
      dash = plain;
      i = next;
    }
    return false;
  }

  /** The character that an escape stands for, or -1 for a class of them. */
  private static int value(java.util.regex.Matcher escaped) {
    String hex = escaped.group(2) == null ? escaped.group(3) : escaped.group(2);
    if (hex != null) {
      return (int) Math.min(Long.parseLong(hex, 16), Character.MAX_CODE_POINT);
    }
    if (escaped.group(4) != null) {
      return Integer.parseInt(escaped.group(4), 8);
    }
    String one = escaped.group(1);
    if (one.isEmpty() || one.length() > 2) {
      return -1;
    }
    if ("afnrtv".contains(one)) {
      return '\t'; // one control character is as low as another
    }
    int c = one.codePointAt(0);
    return c < 128 && Character.isLetterOrDigit(c) ? -1 : c;
  }

  /** What it expands to, at most; each repetition counts what it repeats so many times. */
  static long weight(String pattern) {
    java.util.regex.Matcher count = COUNT.matcher(pattern);
    Deque<Long> outer = new ArrayDeque<>();
    long sum = 0;
    long last = 0;
    int i = 0;
    while (i < pattern.length()) {
      char c = pattern.charAt(i);
      if (c == '{' && count.region(i, pattern.length()).lookingAt()) {
        String most =
            count.group(3) == null || count.group(3).isEmpty() ? count.group(1) : count.group(3);
        long times = Math.max(1, Math.max(Long.parseLong(most), Long.parseLong(count.group(1))));
        sum = capped(sum - last + capped(last * times));
        last = capped(last * times);
        i = count.end();
        continue;
      }
      if (c == '(') {
        outer.push(sum);
        sum = 1;
      } else if (c == ')' && !outer.isEmpty()) {
        last = sum;
        sum = capped(outer.pop() + last);
      } else if (c != '*' && c != '+' && c != '?') {
        last = 1;
        sum = capped(sum + 1);
      }
      i += step(pattern, i);
    }
    return sum;
  }

  /** How long the escape, the class or the character at an index is. */
  private static int step(String pattern, int at) {
    if (pattern.charAt(at) == '\\') {
      return 2;
    }
    if (pattern.charAt(at) != '[') {
      return 1;
    }
    int end = at + 1;
    while (end < pattern.length() && (pattern.charAt(end) != ']' || end == at + 1)) {
      end += pattern.charAt(end) == '\\' ? 2 : 1;
    }
    return end - at + 1;
  }

  private static long capped(long weight) {
    return Math.min(weight, 1_000_000_000L);
  }
}
