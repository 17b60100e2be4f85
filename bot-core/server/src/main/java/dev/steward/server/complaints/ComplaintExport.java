package dev.steward.server.complaints;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.steward.engine.prices.ComplaintFile;
import dev.steward.engine.prices.ComplaintFiles;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Sql;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * All complaints as a file: CSV that Excel opens with Chinese intact, a workbook, or a JSON object
 * a line. What a spreadsheet would run as a formula stays text.
 */
public final class ComplaintExport {
  private static final int AT_ONCE = 500;
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
  private static final List<String> FIGURES =
      List.of(
          "number",
          "kind",
          "origin",
          "state",
          "group",
          "sku",
          "product",
          "paid",
          "pieces",
          "bought",
          "seen",
          "seen_pieces",
          "where",
          "book",
          "gap",
          "verdict",
          "why",
          "remedy",
          "remedy_amount",
          "assignee",
          "incident",
          "opened",
          "changed",
          "ended");
  private static final List<String> WORDS = List.of("order", "story", "remedy_text");

  private final ZoneId zone;
  private final boolean words;

  /**
   * @param zone of the times in CSV and XLSX; JSON has them in UTC
   * @param words whether members' own words are in it
   */
  public ComplaintExport(ZoneId zone, boolean words) {
    this.zone = zone;
    this.words = words;
  }

  private interface Rows {
    void row(List<@Nullable Object> cells) throws IOException;
  }

  private List<String> columns() {
    List<String> columns = new ArrayList<>(FIGURES);
    if (words) {
      columns.addAll(WORDS);
    }
    return columns;
  }

  private void each(Sql sql, Rows rows) throws IOException {
    long after = 0;
    while (true) {
      List<ComplaintFile> some = ComplaintFiles.after(sql, after, AT_ONCE);
      for (ComplaintFile file : some) {
        rows.row(cells(file));
      }
      if (some.size() < AT_ONCE) {
        return;
      }
      after = some.getLast().number();
    }
  }

  private List<@Nullable Object> cells(ComplaintFile file) {
    List<@Nullable Object> cells = new ArrayList<>();
    cells.add(file.number());
    cells.add(file.kind());
    cells.add(file.origin());
    cells.add(file.state());
    cells.add(file.group());
    cells.add(file.sku());
    cells.add(file.sku() == null && !words ? null : file.product());
    cells.add(yuan(file.paid()));
    cells.add((long) file.pieces());
    cells.add(file.bought());
    cells.add(yuan(file.seen()));
    cells.add((long) file.seenPieces());
    cells.add(file.where());
    cells.add(yuan(file.book()));
    cells.add(yuan(file.gap()));
    cells.add(file.verdict());
    cells.add(file.why());
    cells.add(file.remedy());
    cells.add(yuan(file.remedyCents()));
    cells.add(file.assignee());
    cells.add(file.incident());
    cells.add(file.opened());
    cells.add(file.changed());
    cells.add(file.ended());
    if (words) {
      cells.add(file.order());
      cells.add(file.story());
      cells.add(file.remedyText());
    }
    return cells;
  }

  private static @Nullable BigDecimal yuan(@Nullable Long cents) {
    return cents == null ? null : BigDecimal.valueOf(cents, 2);
  }

  /** UTF-8 with a byte order mark and CRLF, as Excel expects. */
  public void csv(Sql sql, OutputStream out) throws IOException {
    Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    text.write('\uFEFF');
    CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text);
    csv.writeRecord(columns());
    each(sql, cells -> csv.writeRecord(cells.stream().map(this::plain).toList()));
    csv.flush();
    text.flush();
  }

  private String plain(@Nullable Object cell) {
    return switch (cell) {
      case null -> "";
      case Instant time -> time.atZone(zone).format(TIME);
      case String text -> defused(text);
      default -> cell.toString();
    };
  }

  /** A text that a spreadsheet would run begins with an apostrophe instead. */
  static String defused(String text) {
    boolean runs = !text.isEmpty() && "=+-@\t\r\n＝＋－＠".indexOf(text.charAt(0)) >= 0;
    return runs ? "'" + text : text;
  }

  /** A workbook with one sheet; its texts are texts, whatever they begin with. */
  public void xlsx(Sql sql, OutputStream out) throws IOException {
    Workbook book = new Workbook(out, "Steward", "1.0");
    Worksheet sheet = book.newWorksheet("complaints");
    List<String> columns = columns();
    for (int column = 0; column < columns.size(); column++) {
      sheet.value(0, column, columns.get(column));
    }
    int[] row = {1};
    each(
        sql,
        cells -> {
          for (int column = 0; column < cells.size(); column++) {
            cell(sheet, row[0], column, cells.get(column));
          }
          row[0]++;
        });
    book.finish();
  }

  private void cell(Worksheet sheet, int row, int column, @Nullable Object cell) {
    switch (cell) {
      case null -> {}
      case Number number -> sheet.value(row, column, number);
      case Instant time -> sheet.value(row, column, time.atZone(zone).format(TIME));
      default -> sheet.value(row, column, cell.toString());
    }
  }

  /** An object a line, with what is empty left out; nothing is defused in it. */
  public void json(Sql sql, OutputStream out) throws IOException {
    List<String> columns = columns();
    Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    each(
        sql,
        cells -> {
          Map<String, Object> object = new LinkedHashMap<>();
          for (int column = 0; column < cells.size(); column++) {
            Object cell = cells.get(column);
            if (cell != null) {
              object.put(
                  columns.get(column), cell instanceof Instant time ? time.toString() : cell);
            }
          }
          text.write(Json.write(object));
          text.write('\n');
        });
    text.flush();
  }
}
