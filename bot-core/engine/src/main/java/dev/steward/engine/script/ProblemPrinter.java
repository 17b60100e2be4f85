package dev.steward.engine.script;

import java.util.List;

/**
 * Prints problems for people: the place, what is wrong, the line with a caret under the exact
 * character, and how to mend it. What a script contains can't command a terminal: controls are
 * shown as dots.
 */
public final class ProblemPrinter {
  private static final int MOST_CELLS = 110;
  private static final int LEAD_CELLS = 80;

  private final Language language;

  public ProblemPrinter(Language language) {
    this.language = language;
  }

  /** All problems, with an empty line between two, and a line that counts them. */
  public String print(List<Problem> problems) {
    StringBuilder out = new StringBuilder();
    for (Problem problem : problems) {
      out.append(print(problem)).append('\n');
    }
    long errors = problems.stream().filter(Problem::isError).count();
    long warnings = problems.size() - errors;
    out.append(
            language.pick(
                errors + " 个错误，" + warnings + " 个提醒",
                errors
                    + (errors == 1 ? " error, " : " errors, ")
                    + warnings
                    + (warnings == 1 ? " warning" : " warnings")))
        .append('\n');
    return out.toString();
  }

  /** One problem, on two to four lines, each with a line end. */
  public String print(Problem problem) {
    StringBuilder out = new StringBuilder();
    out.append(visible(problem.mark().toString())).append(": ");
    if (!problem.isError()) {
      out.append(language.pick("提醒：", "warning: "));
    }
    out.append(visible(problem.text(language))).append('\n');
    if (!problem.sourceLine().isBlank()) {
      window(out, problem.sourceLine(), problem.mark().column());
    }
    if (!problem.mend(language).isEmpty()) {
      out.append(language.pick("  改法：", "  mend: "))
          .append(visible(problem.mend(language)))
          .append('\n');
    }
    return out.toString();
  }

  /** The line, cut to what a screen shows around the column, and the caret under it. */
  private static void window(StringBuilder out, String sourceLine, int column) {
    int[] line = sourceLine.codePoints().toArray();
    int at = Math.clamp(column - 1, 0, line.length);
    int from = at;
    int lead = 0;
    while (from > 0 && lead < LEAD_CELLS) {
      from--;
      lead += cells(line[from]);
    }
    int to = from;
    int shown = 0;
    while (to < line.length && shown < MOST_CELLS) {
      shown += cells(line[to]);
      to++;
    }
    out.append("  | ").append(visible(new String(line, from, to - from))).append('\n');
    out.append("  | ").append(" ".repeat(lead)).append("^\n");
  }

  /** Shows tabs as an arrow and other controls as a dot. */
  private static String visible(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints().forEach(c -> out.appendCodePoint(c == '\t' ? '→' : hidden(c) ? '·' : c));
    return out.toString();
  }

  private static boolean hidden(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  /** How many cells of a fixed-width screen a character takes. */
  static int cells(int c) {
    int type = Character.getType(c);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
      return 0;
    }
    boolean wide =
        (c >= 0x1100 && c <= 0x115F)
            || (c >= 0x2E80 && c <= 0x303E)
            || (c >= 0x3041 && c <= 0xA4CF)
            || (c >= 0xAC00 && c <= 0xD7A3)
            || (c >= 0xF900 && c <= 0xFAFF)
            || (c >= 0xFE30 && c <= 0xFE6F)
            || (c >= 0xFF01 && c <= 0xFF60)
            || (c >= 0xFFE0 && c <= 0xFFE6)
            || (c >= 0x1F300 && c <= 0x1FAFF)
            || (c >= 0x20000 && c <= 0x3FFFD);
    return wide ? 2 : 1;
  }
}
