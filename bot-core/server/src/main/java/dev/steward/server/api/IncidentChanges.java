package dev.steward.server.api;

import dev.steward.engine.store.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * Every change of an incident, with the incident as it stands now. Of an incident the last row
 * counts. All changes are numbered at the brand's key.
 *
 * @param words whether what staff noted is told
 */
record IncidentChanges(boolean words) implements ChangeFeed {
  /** Not the name of the list that went by incidents, whose cursors counted something else. */
  @Override
  public String name() {
    return "incident-changes";
  }

  @Override
  public List<Change> after(Sql sql, long number, int most) {
    return sql.list(
        "SELECT f.seq, f.what, f.at, f.complaint, i.number, i.sku, i.channel, i.cents, i.day,"
            + " i.state, i.opened, i.ended, i.note,"
            + " (SELECT count(*) FROM incident_complaint c WHERE c.incident = i.number)"
            + " FROM incident_change f JOIN incident i ON i.number = f.incident"
            + " WHERE f.seq > ? ORDER BY f.seq LIMIT ?",
        this::change,
        number,
        most);
  }

  private Change change(Sql.Row row) throws SQLException {
    return new Change(
        row.number(1),
        new Fields()
            .put("seq", row.number(1))
            .put("change", row.text(2))
            .put("at", row.time(3))
            .put("complaint", row.missing(4) ? null : row.number(4))
            .put("id", row.number(5))
            .put("sku", row.text(6))
            .put("channel", row.text(7))
            .put("seenCents", row.number(8))
            .put("day", LocalDate.ofEpochDay(row.number(9)).toString())
            .put("state", row.text(10))
            .put("opened", row.time(11))
            .put("ended", row.timeOrNull(12))
            .put("note", words ? row.text(13) : null)
            .put("complaints", row.number(14))
            .map());
  }

  @Override
  public long before(Sql sql, Instant since) {
    return sql.first(
            "SELECT coalesce((SELECT min(seq) FROM incident_change WHERE at >= ?),"
                + " (SELECT coalesce(max(seq), 0) + 1 FROM incident_change)) - 1",
            row -> row.number(1),
            since)
        .orElse(0L);
  }
}
