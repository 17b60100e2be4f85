package dev.steward.engine.script;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A file that people labelled, to measure by: UTF-8, cells separated by tabs, the first line names
 * the columns, no quoting.
 */
public final class LabelledTable {
  private final Path file;
  private final List<String> columns;
  private final List<Row> rows = new ArrayList<>();

  private LabelledTable(Path file, List<String> columns) {
    this.file = file;
    this.columns = columns;
  }

  /** All lines below the headings but empty ones. */
  public List<Row> rows() {
    return List.copyOf(rows);
  }

  /** One line below the headings. */
  public record Row(Path file, List<String> columns, int line, List<String> cells) {
    /** A cell; empty if the file has no such column. */
    public String get(String column) {
      int at = columns.indexOf(column);
      return at < 0 || at >= cells.size() ? "" : cells.get(at).strip();
    }

    /** A cell that must not be empty. */
    public String filled(String column) throws LabelledFileException {
      String text = get(column);
      if (text.isEmpty()) {
        throw wrong(column, "不空", "some text");
      }
      return text;
    }

    /** A date, as in 2026-11-01; null where the cell is empty. */
    public @Nullable LocalDate day(String column) throws LabelledFileException {
      String text = get(column);
      try {
        return text.isEmpty() ? null : LocalDate.parse(text);
      } catch (DateTimeParseException e) {
        throw wrong(column, "日期，如 2026-11-01", "a date such as 2026-11-01");
      }
    }

    /** A cell that can't be meant: what was expected, in both languages. */
    public LabelledFileException wrong(String column, String zh, String en) {
      String where = file + ":" + line;
      return new LabelledFileException(
          where + "：" + column + " 写的是「" + get(column) + "」（应为：" + zh + "）",
          where + ": " + column + " is \"" + get(column) + "\" (expected: " + en + ")");
    }
  }

  /** The lines of a file that people labelled; why it can't be read, in both languages. */
  public static List<String> lines(Path file) throws LabelledFileException {
    try {
      return Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      throw new LabelledFileException(file + "：没有这个文件", file + ": no such file");
    } catch (CharacterCodingException e) {
      throw new LabelledFileException(file + "：不是 UTF-8 编码的文本", file + ": is not text in UTF-8");
    } catch (IOException e) {
      throw new LabelledFileException(
          file + "：读不出来：" + e.getMessage(), file + ": can't be read: " + e.getMessage());
    }
  }

  /** Reads a file. */
  public static LabelledTable read(Path file) throws LabelledFileException {
    List<String> lines = lines(file);
    if (lines.isEmpty()) {
      throw new LabelledFileException(file + "：是空的", file + ": is empty");
    }
    List<String> columns =
        List.of(lines.getFirst().replace("\uFEFF", "").strip().split("\t", -1)).stream()
            .map(String::strip)
            .toList();
    LabelledTable table = new LabelledTable(file, columns);
    for (int i = 1; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        table.rows.add(new Row(file, columns, i + 1, List.of(lines.get(i).split("\t", -1))));
      }
    }
    return table;
  }

  /** Whether all of these columns are there. */
  public boolean has(List<String> expected) {
    return columns.containsAll(expected);
  }

  /** Refuses the file unless it has all columns of one of these lists. */
  public void expect(List<List<String>> either) throws LabelledFileException {
    if (either.stream().noneMatch(this::has)) {
      String found = String.join(" ", columns);
      throw new LabelledFileException(
          file + ":1：第一行是「" + found + "」（应为用制表符分开的 " + listed(either, "，或 ") + "）",
          file
              + ":1: the headings are \""
              + found
              + "\" (expected, separated by tabs: "
              + listed(either, ", or ")
              + ")");
    }
  }

  private static String listed(List<List<String>> either, String or) {
    return either.stream().map(all -> String.join(" ", all)).collect(Collectors.joining(or));
  }
}
