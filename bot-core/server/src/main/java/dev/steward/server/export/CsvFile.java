package dev.steward.server.export;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.steward.engine.store.Sql;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** CSV that Excel opens with Chinese intact. */
final class CsvFile {
  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private CsvFile() {}

  static void write(OutputStream out, Table table, Sql sql, ZoneId zone) throws IOException {
    Writer text = new java.io.OutputStreamWriter(out, StandardCharsets.UTF_8);
    text.write(BYTE_ORDER_MARK);
    CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text);
    try {
      csv.writeRecord(table.columns().stream().map(Defused::text).toList());
      table.each(sql, row -> csv.writeRecord(row.stream().map(cell -> cell(cell, zone)).toList()));
      csv.flush();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    text.flush();
  }

  private static String cell(@Nullable Object cell, ZoneId zone) {
    return switch (cell) {
      case null -> "";
      case Integer number -> number.toString();
      case Long number -> number.toString();
      case BigDecimal number -> number.toPlainString();
      case Boolean yes -> yes ? "1" : "0";
      case Instant time -> TIME.format(time.atZone(zone));
      default -> Defused.text(cell.toString());
    };
  }
}
