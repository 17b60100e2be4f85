package dev.steward.server.api;

import dev.steward.engine.prices.ComplaintFile;
import dev.steward.engine.prices.ComplaintFiles;
import dev.steward.engine.store.Sql;
import dev.steward.server.data.Pseudonyms;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Every change of a complaint, with the complaint as it stands now. Of a complaint the last row
 * counts.
 *
 * @param words whether what people wrote is told
 */
record ComplaintChanges(Pseudonyms pseudonyms, boolean words) implements ChangeFeed {
  private record Row(long seq, long complaint, String what, Instant at) {}

  @Override
  public String name() {
    return "complaints";
  }

  @Override
  public List<Change> after(Sql sql, long number, int most) {
    List<Row> rows =
        sql.list(
            "SELECT seq, complaint, what, at FROM complaint_change WHERE seq > ?"
                + " ORDER BY seq LIMIT ?",
            row -> new Row(row.number(1), row.number(2), row.text(3), row.time(4)),
            number,
            most);
    Map<Long, ComplaintFile> files = new HashMap<>();
    return rows.stream()
        .map(
            row ->
                change(
                    row,
                    files.computeIfAbsent(
                        row.complaint, id -> ComplaintFiles.find(sql, id).orElseThrow())))
        .toList();
  }

  private Change change(Row row, ComplaintFile file) {
    return new Change(
        row.seq,
        new Fields()
            .put("seq", row.seq)
            .put("change", row.what)
            .put("at", row.at)
            .all(ComplaintFields.of(file, pseudonyms, words))
            .map());
  }

  @Override
  public long before(Sql sql, Instant since) {
    return sql.first(
            "SELECT coalesce((SELECT min(seq) FROM complaint_change WHERE at >= ?),"
                + " (SELECT coalesce(max(seq), 0) + 1 FROM complaint_change)) - 1",
            row -> row.number(1),
            since)
        .orElse(0L);
  }
}
