package dev.steward.server.export;

import dev.steward.engine.store.Sql;
import java.io.IOException;
import java.io.OutputStream;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How a file is written. */
public enum Format {
  /** Comma-separated, UTF-8 with a byte order mark and CRLF, as Excel expects; one table. */
  CSV("text/csv; charset=utf-8"),
  /** A workbook with a sheet for each table. */
  XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
  /** A JSON object a line; one table. Nothing is defused in it. */
  JSONL("application/jsonl; charset=utf-8");

  private final String mediaType;

  Format(String mediaType) {
    this.mediaType = mediaType;
  }

  public String mediaType() {
    return mediaType;
  }

  /** As it is asked for, and as the file's name ends. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Format> of(String word) {
    for (Format format : values()) {
      if (format.word().equals(word)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }

  /**
   * Writes a file and leaves the stream open.
   *
   * @param tables the first is the one that is wanted; the others explain it, where there is room
   * @param zone of the times in CSV and XLSX; JSON Lines has them in UTC
   */
  public void write(OutputStream out, List<Table> tables, Sql sql, ZoneId zone) throws IOException {
    switch (this) {
      case CSV -> CsvFile.write(out, tables.getFirst(), sql, zone);
      case XLSX -> XlsxFile.write(out, tables, sql, zone);
      case JSONL -> JsonLinesFile.write(out, tables.getFirst(), sql);
    }
  }
}
