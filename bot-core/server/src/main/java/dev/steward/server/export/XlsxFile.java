package dev.steward.server.export;

import dev.steward.engine.store.Sql;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * A workbook, written as it grows: texts stand in their cells, never in a table of their own in
 * memory. A table that is longer than a sheet goes on in the next.
 */
final class XlsxFile {
  /** A sheet's rows, its head among them. */
  static final int MOST_ROWS = Worksheet.MAX_ROWS;

  private static final int ROWS_IN_MEMORY = 500;
  private static final int LONGEST_TEXT = 32_767;
  private static final double WIDTH = 18;
  private static final String TIME = "yyyy-mm-dd hh:mm:ss";

  private final Workbook book;
  private final Table table;
  private final ZoneId zone;
  private final int mostRows;
  private Worksheet sheet;
  private int sheets = 1;
  private int next;

  private XlsxFile(Workbook book, Table table, ZoneId zone, int mostRows) throws IOException {
    this.book = book;
    this.table = table;
    this.zone = zone;
    this.mostRows = mostRows;
    this.sheet = head(book.newWorksheet(sheetName(table.name(), 1)));
    this.next = 1;
  }

  static void write(OutputStream out, List<Table> tables, Sql sql, ZoneId zone) throws IOException {
    write(out, tables, sql, zone, MOST_ROWS);
  }

  static void write(OutputStream out, List<Table> tables, Sql sql, ZoneId zone, int mostRows)
      throws IOException {
    Workbook book = new Workbook(out, "Steward", "1.0");
    for (Table table : tables) {
      XlsxFile file = new XlsxFile(book, table, zone, mostRows);
      table.each(sql, file::row);
      file.sheet.finish();
    }
    book.finish();
  }

  private Worksheet head(Worksheet made) throws IOException {
    List<String> columns = table.columns();
    made.freezePane(0, 1);
    for (int column = 0; column < columns.size(); column++) {
      made.width(column, WIDTH);
      made.inlineString(0, column, text(columns.get(column)));
      made.style(0, column).bold().set();
    }
    made.flush();
    return made;
  }

  private void row(List<? extends @Nullable Object> cells) throws IOException {
    if (next == mostRows) {
      sheet.finish();
      sheet = head(book.newWorksheet(sheetName(table.name(), ++sheets)));
      next = 1;
    }
    for (int column = 0; column < cells.size(); column++) {
      put(column, cells.get(column));
    }
    if (++next % ROWS_IN_MEMORY == 0) {
      sheet.flush();
    }
  }

  private void put(int column, @Nullable Object cell) {
    switch (cell) {
      case null -> {}
      case Integer number -> sheet.value(next, column, number);
      case Long number -> sheet.value(next, column, number);
      case BigDecimal number -> sheet.value(next, column, number);
      case Boolean yes -> sheet.value(next, column, yes ? 1 : 0);
      case Instant time -> {
        sheet.value(next, column, LocalDateTime.ofInstant(time, zone));
        sheet.style(next, column).format(TIME).set();
      }
      default -> sheet.inlineString(next, column, text(cell.toString()));
    }
  }

  /** What XML can hold and Excel opens. */
  private static String text(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> allowed(c) ? c : 0xfffd)
        .limit(LONGEST_TEXT / 2)
        .forEach(kept::appendCodePoint);
    return Defused.text(kept.toString());
  }

  private static boolean allowed(int c) {
    return c >= 0x20
        ? !(c >= 0xd800 && c <= 0xdfff) && c != 0xfffe && c != 0xffff
        : c == '\t' || c == '\n' || c == '\r';
  }

  private static String sheetName(String name, int number) {
    String plain = name.replaceAll("[\\[\\]:*?/\\\\']", " ").strip();
    String shown = plain.length() > 25 ? plain.substring(0, 25) : plain;
    return number == 1 ? shown : shown + " " + number;
  }
}
