package dev.steward.engine.script;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A working copy of a file in which slips are mended, so that one slip doesn't hide the rest. It
 * knows where its characters stand in the file as written. Lines count from 0 here.
 */
final class MendedText {
  private record Shift(int column, int by) {}

  private final Source source;
  private final List<String> lines;
  private final Map<Integer, List<Shift>> shifts = new HashMap<>();

  MendedText(Source source) {
    this.source = source;
    this.lines = new ArrayList<>(source.lines());
  }

  int size() {
    return lines.size();
  }

  String line(int number) {
    return number >= 0 && number < lines.size() ? lines.get(number) : "";
  }

  String text() {
    return String.join("\n", lines);
  }

  void blank(int number) {
    lines.set(number, "");
  }

  /**
   * Puts something else in place of one character.
   *
   * @param index of UTF-16 units in the working line
   */
  void replace(int number, int index, String by) {
    String line = lines.get(number);
    int length = Character.charCount(line.codePointAt(index));
    lines.set(number, line.substring(0, index) + by + line.substring(index + length));
    int column = line.codePointCount(0, index);
    int grown = by.codePointCount(0, by.length()) - 1;
    List<Shift> here = shifts.computeIfAbsent(number, n -> new ArrayList<>());
    here.replaceAll(s -> s.column() > column ? new Shift(s.column() + grown, s.by()) : s);
    here.add(new Shift(column, grown));
  }

  /** Puts single quotes around the rest of a line. */
  void quote(int number, int index) {
    String rest = line(number).substring(index).replace('\'', '’');
    lines.set(number, line(number).substring(0, index) + rest + "'");
    replace(number, index, "'" + rest.charAt(0));
  }

  /** The place in the file as written of a place in the working copy, both from 0. */
  SourceMark original(int line, int column) {
    int written = column;
    for (Shift shift : shifts.getOrDefault(line, List.of())) {
      if (column > shift.column()) {
        written -= Math.min(shift.by(), column - shift.column());
      }
    }
    int last = Math.max(0, Math.min(line, lines.size() - 1));
    return source.mark(last + 1, Math.max(0, written) + 1);
  }

  /** The same for an index of UTF-16 units in the working line. */
  SourceMark originalAt(int line, int index) {
    return original(line, line(line).codePointCount(0, Math.min(index, line(line).length())));
  }
}
