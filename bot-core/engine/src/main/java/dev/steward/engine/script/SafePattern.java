package dev.steward.engine.script;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Compiles RE2 patterns that somebody else wrote. Matching is linear in the text whatever the
 * pattern; but nested counts such as {@code ((a{1000}){1000})} would fill the memory while they are
 * compiled, so what a pattern expands to is estimated first.
 */
public final class SafePattern {
  /** How many characters' worth of program a pattern may expand to. */
  static final long MOST_WEIGHT = 5_000;

  private static final java.util.regex.Pattern COUNT =
      java.util.regex.Pattern.compile("\\{([0-9]{1,9})(,([0-9]{0,9}))?}");

  private SafePattern() {}

  /**
   * Compiles a pattern.
   *
   * @throws PatternSyntaxException when it is wrong or would become too big
   */
  public static Pattern compile(String pattern) {
    if (weight(pattern) > MOST_WEIGHT) {
      throw new PatternSyntaxException("too many repetitions", pattern);
    }
    try {
      return Pattern.compile(pattern);
    } catch (PatternSyntaxException wrong) {
      throw wrong;
    } catch (RuntimeException | StackOverflowError broken) {
      throw new PatternSyntaxException("unreadable", pattern);
    }
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
