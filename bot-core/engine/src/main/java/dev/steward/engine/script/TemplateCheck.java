package dev.steward.engine.script;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds everything that is wrong in a template, each with its place. */
final class TemplateCheck {
  private static final int MOST_DEPTH = 5;
  private static final Pattern SINGLE =
      Pattern.compile("(?<!\\{)\\{\\s*([\\p{L}\\p{N}_-]+)\\s*}(?!})");

  /**
   * Something wrong.
   *
   * @param offset of UTF-16 units in the text
   */
  record Flaw(int offset, String code, Both what, Both mend) {}

  private record Open(String name, int offset) {}

  private final String text;
  private final Set<String> known;
  private final List<Flaw> flaws = new ArrayList<>();
  private final Deque<Open> open = new ArrayDeque<>();

  private TemplateCheck(String text, Set<String> known) {
    this.text = text;
    this.known = known;
  }

  static List<Flaw> flaws(String text, Set<String> known) {
    return new TemplateCheck(text, known).check();
  }

  /** Reports them at their places in the file. */
  static void check(YamlNode.Text text, Set<String> known, Problems problems) {
    boolean namesUnsure = problems.isBroken(PackReader.PACK);
    for (Flaw flaw : flaws(text.value(), known)) {
      if (namesUnsure && flaw.code().equals("unknown-variable")) {
        continue;
      }
      problems.error(problems.within(text, flaw.offset()), flaw.code(), flaw.what(), flaw.mend());
    }
  }

  private List<Flaw> check() {
    if (text.length() > Template.MOST_TEXT) {
      flaw(
          0,
          "template-too-long",
          Both.of("文字太长（" + text.length() + " 字）", "the text is too long (" + text.length() + ")"),
          Both.of("最多 " + Template.MOST_TEXT + " 字", "at most " + Template.MOST_TEXT));
      return flaws;
    }
    int wide = text.indexOf("｛｛");
    if (wide >= 0) {
      flaw(
          wide,
          "full-width-punctuation",
          Both.of("这里是中文花括号", "these are full-width braces"),
          Both.of("改成英文的 {{ 和 }}", "write {{ and }}"));
    }
    Matcher single = SINGLE.matcher(text);
    while (single.find()) {
      if (known.contains(single.group(1))) {
        flaw(
            single.start(),
            "template-one-brace",
            Both.of("花括号要写两个", "the braces must be doubled"),
            Both.of("改成 {{" + single.group(1) + "}}", "write {{" + single.group(1) + "}}"));
      }
    }
    int at = text.indexOf("{{");
    while (at >= 0) {
      int end = text.indexOf("}}", at + 2);
      if (end < 0) {
        unclosed(at);
        break;
      }
      tag(at, text.substring(at + 2, end));
      at = text.indexOf("{{", end + 2);
    }
    for (Open section : open) {
      flaw(
          section.offset(),
          "template-unclosed",
          Both.of(
              "「{{#" + section.name() + "}}」没有结尾", "{{#" + section.name() + "}} is never closed"),
          Both.of("在后面加上 {{/" + section.name() + "}}", "add {{/" + section.name() + "}} after it"));
    }
    return flaws;
  }

  private void tag(int at, String inside) {
    if (inside.startsWith("!")) {
      return;
    }
    String name = inside.strip();
    char sign = name.isEmpty() ? ' ' : name.charAt(0);
    if (inside.contains("{") || inside.contains("\n")) {
      unclosed(at);
      return;
    }
    switch (sign) {
      case '#', '^' -> {
        String section = name.substring(1).strip();
        known(at, section);
        if (open.size() >= MOST_DEPTH) {
          flaw(
              at,
              "template-too-deep",
              Both.of("嵌套太深", "too deeply nested"),
              Both.of("最多 " + MOST_DEPTH + " 层", "at most " + MOST_DEPTH + " levels"));
        }
        open.push(new Open(section, at));
      }
      case '/' -> {
        String section = name.substring(1).strip();
        if (open.isEmpty() || !open.peek().name().equals(section)) {
          flaw(
              at,
              "template-unopened",
              Both.of("「{{/" + section + "}}」没有对应的开头", "{{/" + section + "}} closes nothing"),
              Both.of(
                  "删掉它，或在前面加上 {{#" + section + "}}",
                  "remove it, or open it with {{#" + section + "}}"));
        } else {
          open.pop();
        }
      }
      case '>', '&', '=', '<', '$', '%', '*' ->
          flaw(
              at,
              "template-tag",
              Both.of("模板里不能用「{{" + sign + "」", "templates can't use {{" + sign),
              Both.of("只写 {{名字}}", "write {{name}} only"));
      default -> known(at, name);
    }
  }

  private void known(int at, String name) {
    if (!known.contains(name)) {
      flaw(
          at,
          "unknown-variable",
          Both.of("没有叫「" + name + "」的内容可填", "nothing is called " + name + " here"),
          Nearest.mend(name, known));
    }
  }

  private void unclosed(int at) {
    flaw(
        at,
        "template-unclosed",
        Both.of("「{{」后面少了「}}」", "{{ without its }}"),
        Both.of("补上 }}", "add }}"));
  }

  private void flaw(int offset, String code, Both what, Both mend) {
    flaws.add(new Flaw(offset, code, what, mend));
  }
}
