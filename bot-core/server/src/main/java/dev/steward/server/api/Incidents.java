package dev.steward.server.api;

import dev.steward.engine.store.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * All incidents as they stand, in the order in which they were opened.
 *
 * @param words whether what staff noted is told
 */
record Incidents(boolean words) implements ChangeFeed {
  @Override
  public String name() {
    return "incidents";
  }

  @Override
  public List<Change> after(Sql sql, long number, int most) {
    return sql.list(
        "SELECT i.number, i.sku, i.channel, i.cents, i.day, i.state, i.opened, i.ended, i.note,"
            + " (SELECT count(*) FROM incident_complaint c WHERE c.incident = i.number)"
            + " FROM incident i WHERE i.number > ? ORDER BY i.number LIMIT ?",
        this::incident,
        number,
        most);
  }

  private Change incident(Sql.Row row) throws SQLException {
    return new Change(
        row.number(1),
        new Fields()
            .put("id", row.number(1))
            .put("sku", row.text(2))
            .put("channel", row.text(3))
            .put("seenCents", row.number(4))
            .put("day", LocalDate.ofEpochDay(row.number(5)).toString())
            .put("state", row.text(6))
            .put("opened", row.time(7))
            .put("ended", row.timeOrNull(8))
            .put("note", words ? row.text(9) : null)
            .put("complaints", row.number(10))
            .map());
  }

  @Override
  public long before(Sql sql, Instant since) {
    return sql.first(
            "SELECT coalesce((SELECT min(number) FROM incident WHERE opened >= ?),"
                + " (SELECT coalesce(max(number), 0) + 1 FROM incident)) - 1",
            row -> row.number(1),
            since)
        .orElse(0L);
  }
}
