package dev.steward.engine.script;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * The slips of a Chinese keyboard and of editors: full-width punctuation where YAML needs ASCII,
 * tabs, invisible characters. Each is reported at its place and mended in the working copy.
 */
final class Slips {
  private static final Pattern KEY_WITH_WIDE_COLON =
      Pattern.compile("^(\\s*(?:- +)*)([\"'“”]?)([A-Za-z][A-Za-z0-9_-]*)[\"'“”]?\\s*(：)");
  private static final Pattern OPENS_BLOCK =
      Pattern.compile("(?:^|[:\\-]\\s+)[|>][+-]?\\d?\\s*(#.*)?$");
  private static final Pattern BARE_TEMPLATE =
      Pattern.compile("^\\s*(?:- +)*(?:[^\\s\"'#：:{\\[]+: +)?(\\{\\{)");
  private static final Pattern WIDE_DASH = Pattern.compile("^(\\s*)([－—–•·])");
  private static final Pattern WIDE_LIST = Pattern.compile("[:\\-]\\s+[【\\[].*[】\\]]\\s*$");

  private final MendedText text;
  private final Problems problems;

  Slips(MendedText text, Problems problems) {
    this.text = text;
    this.problems = problems;
  }

  /** Mends what would silently mean something else: known keys, tabs, invisible characters. */
  void mendAll() {
    int blockIndent = -1;
    for (int n = 0; n < text.size(); n++) {
      controls(n);
      indentTabs(n);
      String line = text.line(n);
      int indent = line.length() - line.stripLeading().length();
      if (blockIndent >= 0 && (line.isBlank() || indent > blockIndent)) {
        continue;
      }
      blockIndent = OPENS_BLOCK.matcher(line).find() ? indent : -1;
      Matcher template = BARE_TEMPLATE.matcher(line);
      if (template.find()) {
        bareTemplate(n, template.start(1));
        continue;
      }
      Matcher key = KEY_WITH_WIDE_COLON.matcher(line);
      if (key.find() && Keys.ALL.contains(key.group(3).toLowerCase(Locale.ROOT))) {
        wideColon(n, key.start(4));
        if (OPENS_BLOCK.matcher(text.line(n)).find()) {
          blockIndent = indent;
        }
      }
    }
  }

  /** Looks for a slip on a line that could not be read; true when it was mended. */
  boolean mend(int n) {
    String line = text.line(n);
    Matcher dash = WIDE_DASH.matcher(line);
    if (dash.find()) {
      String found = dash.group(2);
      problems.error(
          text.originalAt(n, dash.start(2)),
          "full-width-punctuation",
          Both.of(
              "列表要用半角「-」开头，这里是「" + found + "」",
              "a list item starts with \"-\", not \"" + found + "\""),
          Both.of("改成「- 」（减号加一个空格）", "write \"- \": a minus and a space"));
      text.replace(n, dash.start(2), line.startsWith(" ", dash.end()) ? "-" : "- ");
      return true;
    }
    int colon = line.indexOf('：');
    int ascii = line.indexOf(": ");
    if (colon > 0 && (ascii < 0 || ascii > colon) && !line.stripLeading().startsWith("#")) {
      wideColon(n, colon);
      return true;
    }
    if (WIDE_LIST.matcher(line).find()) {
      return wideList(n);
    }
    return false;
  }

  private void bareTemplate(int n, int index) {
    problems.error(
        text.originalAt(n, index),
        "template-needs-quotes",
        Both.of("以 {{ 开头的文字要加引号", "a text that starts with {{ needs quotes"),
        Both.of("给整段加上引号：\"{{…}} …\"", "put quotes around all of it: \"{{...}} ...\""));
    text.quote(n, index);
  }

  private void wideColon(int n, int index) {
    problems.error(
        text.originalAt(n, index),
        "full-width-punctuation",
        Both.of("这里是中文冒号「：」，要用英文冒号", "this is a full-width colon (：) where \":\" is needed"),
        Both.of("改成「: 」（英文冒号加一个空格）", "write \": \": a colon and a space"));
    boolean spaced = text.line(n).startsWith(" ", index + 1);
    text.replace(n, index, spaced || index + 1 == text.line(n).length() ? ":" : ": ");
  }

  private boolean wideList(int n) {
    boolean mended = false;
    for (int i = 0; i < text.line(n).length(); i++) {
      char found = text.line(n).charAt(i);
      String by =
          switch (found) {
            case '【' -> "[";
            case '】' -> "]";
            case '，', '、' -> ", ";
            default -> "";
          };
      if (!by.isEmpty()) {
        problems.error(
            text.originalAt(n, i),
            "full-width-punctuation",
            Both.of(
                "这里是中文的「" + found + "」，要用英文的「" + by.strip() + "」",
                "this is a full-width " + found + " where \"" + by.strip() + "\" is needed"),
            Both.of("改成「" + by.strip() + "」", "write \"" + by.strip() + "\""));
        text.replace(n, i, by);
        mended = true;
      }
    }
    return mended;
  }

  private void indentTabs(int n) {
    for (int i = 0; i < text.line(n).length(); i++) {
      char c = text.line(n).charAt(i);
      if (c == '\t') {
        if (text.line(n).isBlank()) {
          text.blank(n);
          return;
        }
        problems.error(
            text.originalAt(n, i),
            "tab",
            Both.of("缩进用了 Tab 键", "the line is indented with a tab"),
            Both.of("把 Tab 换成两个空格", "use two spaces for each tab"));
        text.replace(n, i, "  ");
      } else if (c != ' ') {
        return;
      }
    }
  }

  private void controls(int n) {
    String line = text.line(n);
    for (int i = 0; i < text.line(n).length(); ) {
      line = text.line(n);
      int c = line.codePointAt(i);
      if (!StreamReader.isPrintable(c) || c == 0xFEFF || c == 0x85 || c == 0x2028 || c == 0x2029) {
        problems.error(
            text.originalAt(n, i),
            "invisible-character",
            Both.of(
                String.format(Locale.ROOT, "这里有一个看不见的字符（U+%04X）", c),
                String.format(Locale.ROOT, "there is an invisible character here (U+%04X)", c)),
            Both.of("删掉它再重新打一遍这一行", "delete it, or type the line again"));
        text.replace(n, i, " ");
        i++;
      } else {
        i += Character.charCount(c);
      }
    }
  }
}
