package dev.steward.engine.script;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns a node into the form that is needed, or says what stands there instead. */
final class Expected {
  private static final Set<String> NULL = Set.of("null", "Null", "NULL", "~");
  private static final String WIDE = "：，、；“”‘’【】（）｛｝";
  private static final String ASCII = ":,,;\"\"''[](){}";

  private Expected() {}

  static YamlNode.@Nullable Text text(Problems problems, YamlNode node) {
    if (node instanceof YamlNode.Text text) {
      if (text.plain() && NULL.contains(text.value())) {
        problems.error(
            node.mark(),
            "needs-quotes",
            Both.of(
                "不加引号的「" + text.value() + "」表示「空」", text.value() + " without quotes means nothing"),
            Both.of("写成 \"" + text.value() + "\"", "write \"" + text.value() + "\""));
        return null;
      }
      if (!text.value().isBlank()) {
        return text;
      }
      problems.error(
          node.mark(),
          "empty-value",
          Both.of("这里什么都没写", "nothing is written here"),
          Both.of("写上内容，或删掉这一行", "write something, or delete the line"));
      return null;
    }
    String line = problems.source(node.mark().file()).line(node.mark().line());
    if (line.contains("{{")) {
      problems.error(
          node.mark(),
          "template-needs-quotes",
          Both.of("以 {{ 开头的文字要加引号", "a text that starts with {{ needs quotes"),
          Both.of("写成 \"{{…}} …\"", "write \"{{...}} ...\""));
      return null;
    }
    wrong(
        problems,
        node,
        Both.of("一段文字", "a text"),
        Both.of("文字里有「: 」时，给整段加上引号", "if the text has a \": \" in it, put quotes around it"));
    return null;
  }

  static YamlNode.@Nullable Items items(Problems problems, YamlNode node) {
    if (node instanceof YamlNode.Items items) {
      return items;
    }
    wrong(
        problems,
        node,
        Both.of("一个列表", "a list"),
        Both.of("每项一行，用「- 」开头；或写成 [甲, 乙]", "one item a line, each after \"- \"; or [one, two]"));
    return null;
  }

  static YamlNode.@Nullable Table table(Problems problems, YamlNode node) {
    if (node instanceof YamlNode.Table table) {
      return table;
    }
    wrong(
        problems,
        node,
        Both.of("「名字: 内容」这样的几行", "lines of \"name: content\""),
        Both.of(
            "下一行缩进两个空格，写「名字: 内容」",
            "on the next lines, indented by two spaces, write \"name: content\""));
    return null;
  }

  private static void wrong(Problems problems, YamlNode node, Both need, Both mend) {
    if (node instanceof YamlNode.Text text && punctuation(problems, text)) {
      return;
    }
    Both found =
        switch (node) {
          case YamlNode.Text text ->
              text.value().isBlank() ? Both.of("空白", "nothing") : Both.of("文字", "a text");
          case YamlNode.Items items -> Both.of("列表", "a list");
          case YamlNode.Table table -> Both.of("「名字: 内容」", "\"name: content\"");
        };
    problems.error(
        node.mark(),
        "wrong-type",
        Both.of(
            "这里要的是" + need.zh() + "，写的是" + found.zh(),
            "found " + found.en() + " (expected: " + need.en() + ")"),
        mend);
  }

  /** Reports full-width punctuation in a text that should be YAML's own; true when there is any. */
  static boolean punctuation(Problems problems, YamlNode.Text text) {
    boolean any = false;
    for (int i = 0; i < text.value().length(); i++) {
      int which = WIDE.indexOf(text.value().charAt(i));
      if (which >= 0) {
        String wide = WIDE.substring(which, which + 1);
        String ascii = ASCII.substring(which, which + 1);
        String mend = ascii.equals(":") || ascii.equals(",") ? ascii + " " : ascii;
        problems.error(
            problems.within(text, i),
            "full-width-punctuation",
            Both.of(
                "这里是中文符号「" + wide + "」，要用英文的「" + ascii + "」",
                "this is a full-width " + wide + " where " + ascii + " is needed"),
            Both.of(
                "改成「" + mend + "」" + (mend.endsWith(" ") ? "（后面有一个空格）" : ""),
                "write \"" + mend + "\""));
        any = true;
      }
    }
    return any;
  }
}
