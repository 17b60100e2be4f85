package dev.steward.engine.text;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.regex.MatchResult;

/** Compiles a manager's pattern, or says where it is wrong and how to mend it. */
public final class PatternCheck {
  /** Code points. */
  static final int LONGEST = 300;

  /** Product of all counted repeats of a pattern: (a{10}){10} makes a hundred copies. */
  static final int MOST_COPIES = 1000;

  private static final java.util.regex.Pattern COUNT =
      java.util.regex.Pattern.compile("\\{(\\d{1,9})(?:,(\\d{0,9}))?\\}");

  private static final java.util.regex.Pattern LOOKING_AROUND =
      java.util.regex.Pattern.compile("\\(\\?(?:[=!>]|<[=!])");

  private PatternCheck() {}

  /**
   * Compiles a pattern of a rule.
   *
   * @throws PatternMistake when it is too long, too heavy, matches nothing at all everywhere, or is
   *     not in RE2's syntax
   */
  public static Pattern compile(String regex) {
    Pattern pattern = read(regex);
    if (pattern.matcher("").find()) {
      throw new PatternMistake(
          regex,
          0,
          "这个表达式连空白内容也能匹配，会命中每一条消息。请至少写一个必须出现的字，例如把 a* 改成 a+。",
          "The pattern matches empty text, so it would hit every message. Require at least one"
              + " character: write a+ where you wrote a*.");
    }
    return pattern;
  }

  /**
   * Compiles a pattern that is a part of a condition, and may match nothing at all.
   *
   * @throws PatternMistake when it is too long, too heavy, or not in RE2's syntax
   */
  public static Pattern read(String regex) {
    checkSize(regex);
    try {
      return SafePattern.compile(regex);
    } catch (PatternSyntaxException e) {
      throw mistake(regex, e);
    }
  }

  private static void checkSize(String regex) {
    int length = regex.codePointCount(0, regex.length());
    if (length > LONGEST) {
      throw new PatternMistake(
          regex,
          LONGEST,
          "表达式有 " + length + " 个字符，最多 " + LONGEST + " 个。多个词请用词表，又快又好维护。",
          "The pattern has "
              + length
              + " characters (at most "
              + LONGEST
              + "). For many words use a word list: it is faster and easier to keep.");
    }
    long copies = 1;
    for (MatchResult count : COUNT.matcher(regex).results().toList()) {
      String most =
          count.group(2) == null || count.group(2).isEmpty() ? count.group(1) : count.group(2);
      copies *= Math.max(1, Long.parseLong(most));
      if (copies > MOST_COPIES) {
        throw new PatternMistake(
            regex,
            codePoints(regex, count.start()),
            "重复次数太多：所有 {…} 相乘最多 " + MOST_COPIES + "。请把次数改小，或用 + 和 *。",
            "Too many repetitions: all {…} multiplied may give at most "
                + MOST_COPIES
                + ". Use smaller counts, or + and *.");
      }
    }
  }

  private static PatternMistake mistake(String regex, PatternSyntaxException e) {
    String problem = String.valueOf(e.getDescription());
    String fragment = String.valueOf(e.getPattern());
    java.util.regex.Matcher around = LOOKING_AROUND.matcher(regex);
    if (around.find()) {
      return new PatternMistake(
          regex,
          codePoints(regex, around.start()),
          "不支持 (?=、(?!、(?<=、(?<! 这类“向前向后看”的写法。请直接写出要匹配的内容，排除的情况用规则的例外来写。",
          "Look-around such as (?= or (?<! is not supported. Write out what should match, and put"
              + " what should not into the rule's exceptions.");
    }
    if (fragment.equals("stack underflow")) {
      return unexpectedParenthesis(regex);
    }
    int at =
        problem.startsWith("missing closing") ? unclosed(regex, problem) : regex.indexOf(fragment);
    if (problem.startsWith("trailing backslash")) {
      at = regex.length() - 1;
    }
    String found = fragment.isEmpty() || fragment.equals(regex) ? "" : "“" + fragment + "”";
    return new PatternMistake(
        regex,
        codePoints(regex, Math.max(at, 0)),
        found + zh(problem),
        (found.isEmpty() ? "" : fragment + ": ") + en(problem));
  }

  private static PatternMistake unexpectedParenthesis(String regex) {
    int depth = 0;
    int at = 0;
    for (int i = 0; i < regex.length() && depth >= 0; i++) {
      char c = regex.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '(' || c == ')') {
        depth += c == '(' ? 1 : -1;
        at = i;
      }
    }
    return new PatternMistake(
        regex,
        codePoints(regex, at),
        "多了一个右括号 )，前面没有对应的左括号。要匹配括号本身，请写 \\)。",
        "There is a ) without its (. To match the character itself write \\).");
  }

  /** The last bracket of the missing kind that is still open, or the end. */
  private static int unclosed(String regex, String problem) {
    char opening = problem.endsWith("]") ? '[' : '(';
    char closing = opening == '[' ? ']' : ')';
    int[] open = new int[regex.length() + 1];
    int depth = 0;
    for (int i = 0; i < regex.length(); i++) {
      char c = regex.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == opening) {
        open[depth++] = i;
      } else if (c == closing && depth > 0) {
        depth--;
      }
    }
    return depth > 0 ? open[depth - 1] : regex.length();
  }

  private static String zh(String problem) {
    return switch (key(problem)) {
      case "closing )" -> "括号没有写完，缺少右括号 )。要匹配括号本身，请写 \\(。";
      case "closing ]" -> "方括号没有写完，缺少 ]。要匹配方括号本身，请写 \\[。";
      case "range" -> "不是有效的字符范围，应当从小到大，例如 [a-z]、[0-9]。";
      case "nested" -> "重复符号不能连着写，只留一个：*、+ 或 ?。";
      case "argument" -> "重复符号前面没有内容。要匹配 *、+、? 本身，请在前面加 \\。";
      case "repeat" -> "不是有效的次数，应当是 {最少,最多}，并且不超过 1000。";
      case "escape" -> "不是有效的转义，\\ 后面只能跟 d、w、s、b 或标点。不支持 \\1 这样的引用。";
      case "backslash" -> "表达式不能以 \\ 结尾。要匹配 \\ 本身，请写 \\\\。";
      case "repetitions" -> "重复次数太多。请把次数改小，或用 + 和 *。";
      case "(?i)" -> "加了 (?i) 的范围不能跨过 U+1C80 到 U+1C88，请拆开写，例如 [a-z一-龥]。";
      case "capture" -> "不是有效的命名分组，应当写成 (?P<名字>…)，名字用英文字母。";
      default -> "写法有误：" + problem;
    };
  }

  private static String en(String problem) {
    return switch (key(problem)) {
      case "closing )" -> "A parenthesis is not closed. To match the character itself write \\(.";
      case "closing ]" -> "A bracket is not closed. To match the character itself write \\[.";
      case "range" -> "Not a range of characters; it goes from low to high, like [a-z] or [0-9].";
      case "nested" -> "Repetition signs can't follow each other; keep one of *, + and ?.";
      case "argument" ->
          "Nothing stands before the repetition. To match *, + or ? put a \\ before it.";
      case "repeat" -> "Not a count; it is written {least,most}, and 1000 is the most.";
      case "escape" ->
          "Not an escape; after \\ stands d, w, s, b or a punctuation mark. References like \\1 are"
              + " not supported.";
      case "backslash" ->
          "The pattern can't end in a \\. To match the character itself write \\\\.";
      case "repetitions" -> "Too many repetitions. Use smaller counts, or + and *.";
      case "(?i)" ->
          "With (?i) a range can't go over U+1C80 to U+1C88; write it in parts, like [a-z一-龥].";
      case "capture" -> "Not a named group; it is written (?P<name>…) with a name in letters.";
      default -> "Not a pattern: " + problem;
    };
  }

  private static String key(String problem) {
    for (String key :
        new String[] {
          "repetitions",
          "(?i)",
          "closing )",
          "closing ]",
          "range",
          "nested",
          "argument",
          "repeat",
          "escape",
          "backslash",
          "capture"
        }) {
      if (problem.contains(key)) {
        return key;
      }
    }
    return "";
  }

  private static int codePoints(String regex, int chars) {
    return regex.codePointCount(0, Math.min(chars, regex.length()));
  }
}
