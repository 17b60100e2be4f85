package dev.steward.server.console;

import dev.steward.server.data.Readers;
import dev.steward.server.export.Format;
import dev.steward.server.export.PollExport;
import dev.steward.server.export.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.List;

/** Data as files. Each is written in the audit. */
final class ExportPage {
  private final Readers readers;
  private final Audit audit;
  private final ZoneId zone;

  ExportPage(Readers readers, Audit audit, ZoneId zone) {
    this.readers = readers;
    this.audit = audit;
    this.zone = zone;
  }

  /** A poll's answers; what was said in words only for those who may see words. */
  Answer poll(Visit visit) {
    PollExport.Form form = PollExport.Form.of(visit.asked("form")).orElseThrow(Refusal::badField);
    Format format = Format.of(visit.asked("format")).orElseThrow(Refusal::badField);
    long number = visit.askedNumber("number", 0);
    PollExport poll =
        readers
            .read(sql -> PollExport.find(sql, number, visit.may(Right.WORDS)))
            .orElseThrow(Refusal::notFound);
    if (!poll.has(form)) {
      throw new Refusal(403, "anonymous");
    }
    audit.looked(visit.staff().login(), "export", "polls/" + number);
    return file(format, poll.fileName(form), poll.tables(form));
  }

  private Answer file(Format format, String name, List<Table> tables) {
    return new Answer.Download(
        format.mediaType(),
        name + "." + format.word(),
        out ->
            readers.read(
                sql -> {
                  try {
                    format.write(out, tables, sql, zone);
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  }
                  return null;
                }));
  }
}
