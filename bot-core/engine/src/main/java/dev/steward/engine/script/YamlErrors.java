package dev.steward.engine.script;

import java.util.List;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** Says a YAML library's complaint in the words of somebody who writes messages, not programs. */
final class YamlErrors {
  private record Known(String part, String code, Both what, Both mend) {}

  private static final List<Known> KNOWN =
      List.of(
          new Known(
              "found unexpected end of stream",
              "unclosed-quote",
              Both.of("这里的引号没有成对", "the quote that starts here is never closed"),
              Both.of("在末尾补上同样的引号", "add the same quote at the end")),
          new Known(
              "could not find expected ':'",
              "missing-colon",
              Both.of("这一行少了「: 」（英文冒号加空格）", "this line lacks \": \" after its name"),
              Both.of(
                  "写成「名字: 内容」；如果是上一段的文字，缩进要比上一行多",
                  "write \"name: content\"; to go on with the text above, indent it more")),
          new Known(
              "mapping values are not allowed here",
              "unexpected-colon",
              Both.of(
                  "这里不该有「: 」：缩进不对，或文字里带了冒号",
                  "\": \" is not expected here: wrong indentation, or a text with a colon in it"),
              Both.of("对齐缩进，或给整段文字加上引号", "line the keys up, or put quotes around the text")),
          new Known(
              "but found '-'",
              "indentation",
              Both.of("列表的「-」没有和上面对齐", "this \"-\" doesn't line up with what is above it"),
              Both.of("同一层的内容缩进要一样多", "indent what belongs together by the same number of spaces")),
          new Known(
              "expected <block end>",
              "indentation",
              Both.of("缩进没有和上面对齐", "the indentation doesn't line up with what is above it"),
              Both.of("同一层的内容缩进要一样多", "indent what belongs together by the same number of spaces")),
          new Known(
              "that cannot start any token",
              "needs-quotes",
              Both.of("文字不能直接以这个符号开头", "a text can't start with this character"),
              Both.of("给整段文字加上英文引号 \"…\"", "put quotes around the text: \"...\"")),
          new Known(
              "expected ',' or ']'",
              "unclosed-bracket",
              Both.of("方括号里的列表没有写完整", "the list in brackets is not complete"),
              Both.of("每项用英文逗号隔开，最后补上 ]", "separate the items by commas and close with ]")),
          new Known(
              "expected ',' or '}'",
              "unclosed-bracket",
              Both.of(
                  "花括号没有写完整；以 {{ 开头的文字要加引号",
                  "the braces are not complete; a text that starts with {{ needs quotes"),
              Both.of("补上 }，或给整段文字加上引号", "close with }, or put quotes around the text")),
          new Known(
              "unknown escape character",
              "bad-escape",
              Both.of("双引号里的反斜杠 \\ 有特别含义", "a backslash means something else inside double quotes"),
              Both.of("改用单引号 '…'", "use single quotes: '...'")),
          new Known(
              "alias",
              "alias",
              Both.of("文字不能直接以 * 开头", "a text can't start with *"),
              Both.of("给整段文字加上英文引号", "put quotes around the text")),
          new Known(
              "anchor",
              "anchor",
              Both.of("文字不能直接以 & 开头", "a text can't start with &"),
              Both.of("给整段文字加上英文引号", "put quotes around the text")),
          new Known(
              "tag",
              "tag",
              Both.of("文字不能直接以 ! 开头", "a text can't start with !"),
              Both.of("给整段文字加上英文引号", "put quotes around the text")));

  private static final Known OTHER =
      new Known(
          "",
          "yaml",
          Both.of("这一行的写法读不懂", "this line can't be read"),
          Both.of(
              "检查缩进、冒号后的空格和引号是否成对",
              "check the indentation, the space after the colon, and the quotes"));

  private YamlErrors() {}

  static void report(Problems problems, MendedText text, MarkedYamlEngineException broken) {
    String said = broken.getProblem() + " " + broken.getContext();
    Known known = KNOWN.stream().filter(k -> said.contains(k.part())).findFirst().orElse(OTHER);
    Mark mark =
        (startsAtContext(broken) ? broken.getContextMark() : broken.getProblemMark())
            .or(broken::getProblemMark)
            .or(broken::getContextMark)
            .orElse(null);
    if (mark != null) {
      problems.error(
          text.original(mark.getLine(), mark.getColumn()),
          known.code(),
          known.what(),
          known.mend());
    }
  }

  /** Whether the reader should look where the broken thing starts, not where it was noticed. */
  static boolean startsAtContext(MarkedYamlEngineException broken) {
    String context = broken.getContext() == null ? "" : broken.getContext();
    return broken.getContextMark().isPresent()
        && (context.contains("quoted scalar")
            || context.contains("simple key")
            || context.contains("flow"));
  }
}
