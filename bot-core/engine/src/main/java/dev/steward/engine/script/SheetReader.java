package dev.steward.engine.script;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.jspecify.annotations.Nullable;

/**
 * Reads the first sheet of a workbook as rows of texts: the first row names the columns, in Chinese
 * or English. A mark's file names the sheet, its line the row, its column the column.
 */
final class SheetReader {
  private static final int MOST_CELL = 2_000;

  /** A number format that shows a year or a day, outside of its quoted words. */
  private static final Pattern DATE = Pattern.compile("^(?:[^\"\\[]|\"[^\"]*\"|\\[[^]]*])*?[yYdD]");

  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  private final String file;
  private final SheetColumns columns;
  private final Problems problems;
  private final List<YamlNode.Table> rows = new ArrayList<>();
  private @Nullable Map<Integer, YamlNode.Text> header;

  private SheetReader(String file, SheetColumns columns, Problems problems) {
    this.file = file;
    this.columns = columns;
    this.problems = problems;
  }

  /** The rows below the first; none, with a problem, when the workbook can't be read. */
  static List<YamlNode.Table> read(
      String name, byte[] bytes, SheetColumns columns, Problems problems) {
    SheetGuard.Guarded guarded = SheetGuard.open(name, bytes, problems);
    if (guarded == null) {
      return List.of();
    }
    try (ReadableWorkbook book =
        new ReadableWorkbook(
            new ByteArrayInputStream(guarded.bytes()), new ReadingOptions(true, false))) {
      Sheet sheet = book.getFirstSheet();
      SheetReader reader = new SheetReader(name + "[" + sheet.getName() + "]", columns, problems);
      try (Stream<Row> stream = sheet.openStream()) {
        stream.forEach(reader::row);
      }
      if (reader.header == null) {
        problems.error(
            new SourceMark(reader.file, 1, 1),
            "empty-file",
            Both.of("工作表是空的", "the sheet is empty"),
            Both.of(
                "第一行写列名：" + String.join("、", columns.keys().keySet()),
                "name the columns in the first row: " + String.join(", ", columns.english())));
      }
      return reader.rows;
    } catch (IOException | RuntimeException unreadable) {
      problems.error(
          new SourceMark(name, 1, 1),
          "bad-workbook",
          Both.of("这个表格文件读不出来", "this workbook can't be read"),
          Both.of("用 Excel 或 WPS 打开，另存为 .xlsx", "open it in Excel and save it as .xlsx again"));
      return List.of();
    }
  }

  /** Says in the problem's own words which cell it is about. */
  static Problem named(Problem problem) {
    SourceMark mark = problem.mark();
    if (!mark.file().endsWith("]")) {
      return problem;
    }
    String cell = columnName(mark.column()) + mark.line();
    return new Problem(
        mark,
        problem.severity(),
        problem.code(),
        cell + " 格：" + problem.zh(),
        "cell " + cell + ": " + problem.en(),
        problem.mendZh(),
        problem.mendEn(),
        problem.sourceLine());
  }

  private void row(Row row) {
    Map<Integer, YamlNode.Text> cells = new LinkedHashMap<>();
    for (Cell cell : row) {
      YamlNode.Text text = cell == null ? null : text(cell, row.getRowNum());
      if (text != null) {
        cells.put(text.mark().column(), text);
      }
    }
    if (cells.isEmpty()) {
      return;
    }
    if (header == null) {
      header = header(cells);
      return;
    }
    rows.add(table(header, row.getRowNum(), cells));
  }

  private YamlNode.@Nullable Text text(Cell cell, int row) {
    SourceMark mark = new SourceMark(file, row, cell.getColumnIndex() + 1);
    CellType type = cell.getType();
    if (type == CellType.FORMULA || cell.getFormula() != null || type == CellType.ERROR) {
      problems.error(
          mark,
          "formula",
          Both.of("这一格是公式，不会去算它", "this cell is a formula, which is not computed"),
          Both.of("复制后用「粘贴为数值」贴回来", "copy it and paste it back as a value"));
      return null;
    }
    String raw = type == CellType.STRING ? cell.asString() : number(cell);
    String value = raw == null ? "" : raw.strip();
    if (value.isEmpty()) {
      return null;
    }
    if (value.length() > MOST_CELL) {
      problems.error(
          mark,
          "text-too-long",
          Both.of("这一格的文字太长", "the text of this cell is too long"),
          Both.of("最多 " + MOST_CELL + " 字", "at most " + MOST_CELL + " characters"));
      return null;
    }
    return new YamlNode.Text(mark, value, false, false);
  }

  /** A number as it is kept; a date, which is kept as a number, as a date. */
  private static @Nullable String number(Cell cell) {
    String format = cell.getDataFormatString();
    if (cell.getType() != CellType.NUMBER || format == null || !DATE.matcher(format).find()) {
      return cell.getRawValue();
    }
    LocalDateTime date = cell.asDate();
    return date.toLocalTime().equals(LocalTime.MIDNIGHT)
        ? date.toLocalDate().toString()
        : date.truncatedTo(ChronoUnit.MINUTES).format(DATE_TIME);
  }

  /** The key of each column. */
  private Map<Integer, YamlNode.Text> header(Map<Integer, YamlNode.Text> cells) {
    Map<Integer, YamlNode.Text> keys = new LinkedHashMap<>();
    List<String> seen = new ArrayList<>();
    for (YamlNode.Text cell : cells.values()) {
      String key = columns.key(cell.value());
      if (key == null) {
        problems.error(
            cell.mark(),
            "unknown-column",
            Both.of("不认识「" + cell.value() + "」这一列", "unknown column: " + cell.value()),
            Nearest.mend(cell.value().toLowerCase(Locale.ROOT), columns.keys().keySet()));
      } else if (seen.contains(key)) {
        problems.error(
            cell.mark(),
            "duplicate-key",
            Both.of(
                "「" + cell.value() + "」这一列写了两次", "the column " + cell.value() + " is there twice"),
            Both.of("删掉一列", "remove one of them"));
      } else {
        seen.add(key);
        keys.put(cell.mark().column(), new YamlNode.Text(cell.mark(), key, true, false));
      }
    }
    return keys;
  }

  private YamlNode.Table table(
      Map<Integer, YamlNode.Text> keys, int row, Map<Integer, YamlNode.Text> cells) {
    List<YamlNode.Entry> entries = new ArrayList<>();
    List<YamlNode.Entry> values = new ArrayList<>();
    cells.forEach(
        (column, cell) -> {
          YamlNode.Text key = keys.get(column);
          if (key == null) {
            return;
          }
          if (key.value().startsWith("value:")) {
            String name = key.value().substring("value:".length());
            values.add(new YamlNode.Entry(new YamlNode.Text(cell.mark(), name, true, false), cell));
          } else if (columns.lists().contains(key.value())) {
            entries.add(new YamlNode.Entry(key, list(cell)));
          } else {
            entries.add(new YamlNode.Entry(key, cell));
          }
        });
    SourceMark mark = new SourceMark(file, row, 1);
    if (!values.isEmpty()) {
      YamlNode.Text key = new YamlNode.Text(mark, "values", true, false);
      entries.add(new YamlNode.Entry(key, new YamlNode.Table(mark, values)));
    }
    return new YamlNode.Table(mark, entries);
  }

  private static YamlNode.Items list(YamlNode.Text cell) {
    List<YamlNode> items = new ArrayList<>();
    for (String part : cell.value().split("[,，、;；\\s]+", -1)) {
      if (!part.isBlank()) {
        items.add(new YamlNode.Text(cell.mark(), part.strip(), true, false));
      }
    }
    return new YamlNode.Items(cell.mark(), items);
  }

  private static String columnName(int column) {
    StringBuilder name = new StringBuilder();
    for (int left = column; left > 0; left = (left - 1) / 26) {
      name.insert(0, (char) ('A' + (left - 1) % 26));
    }
    return name.toString();
  }
}
