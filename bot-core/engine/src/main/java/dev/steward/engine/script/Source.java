package dev.steward.engine.script;

import java.util.List;

/**
 * The text of one script file, line by line, for showing where something is wrong.
 *
 * @param file the path inside the pack
 * @param text without a byte order mark
 * @param lines of the text, without line ends
 */
record Source(String file, String text, List<String> lines) {
  Source {
    lines = List.copyOf(lines);
  }

  static Source of(String file, String text) {
    return new Source(file, text, List.of(text.split("\r\n|\r|\n", -1)));
  }

  /** The n-th line, counting from 1; empty when there is none. */
  String line(int number) {
    return number >= 1 && number <= lines.size() ? lines.get(number - 1) : "";
  }

  SourceMark mark(int line, int column) {
    return new SourceMark(file, line, column);
  }

  /**
   * The place in the file of a character of a value: where the value's line can be found in the
   * file's line it is exact, else it is the start of the value.
   *
   * @param text the value and where it starts
   * @param offset of UTF-16 units in the value
   */
  SourceMark within(YamlNode.Text text, int offset) {
    String value = text.value();
    int at = Math.clamp(offset, 0, value.length());
    int lineStart = value.lastIndexOf('\n', at - 1) + 1;
    int lineEnd = value.indexOf('\n', lineStart);
    String valueLine = value.substring(lineStart, lineEnd < 0 ? value.length() : lineEnd);
    int down = (int) value.substring(0, lineStart).chars().filter(c -> c == '\n').count();
    int number = text.mark().line() + down + (text.block() ? 1 : 0);
    String line = line(number);
    int from = 0;
    if (!text.block() && down == 0) {
      int columns = Math.min(text.mark().column() - 1, line.codePointCount(0, line.length()));
      from = line.offsetByCodePoints(0, Math.max(0, columns));
    }
    int found = line.indexOf(valueLine, from);
    if (found < 0) {
      return text.mark();
    }
    return mark(number, line.codePointCount(0, found + (at - lineStart)) + 1);
  }
}
