package dev.steward.engine.prices;

import dev.steward.engine.store.Sql;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Incidents and what belongs to them. Belongs to the brand's key. */
final class Incidents {
  private final Sql sql;

  Incidents(Sql sql) {
    this.sql = sql;
  }

  /** A complaint of an incident, and whose it is. */
  record Joined(long complaint, String person, boolean over) {}

  Optional<Long> open(String subject) {
    return sql.first(
        "SELECT number FROM incident WHERE subject = ? AND state = 'open'",
        row -> row.number(1),
        subject);
  }

  boolean isOpen(long number) {
    return sql.first(
            "SELECT 1 FROM incident WHERE number = ? AND state = 'open'",
            row -> row.number(1),
            number)
        .isPresent();
  }

  void add(long number, IncidentSought sought, Instant now) {
    sql.update(
        "INSERT INTO incident (number, subject, sku, channel, cents, day, state, opened, note)"
            + " VALUES (?, ?, ?, ?, ?, ?, 'open', ?, '')",
        number,
        sought.subject(),
        sought.sku(),
        sought.channel(),
        sought.cents(),
        sought.day(),
        now);
  }

  void join(long number, long complaint, String person) {
    sql.update(
        "INSERT INTO incident_complaint (complaint, incident, person_id) VALUES (?, ?, ?)"
            + " ON CONFLICT (complaint) DO UPDATE SET incident = excluded.incident",
        complaint,
        number,
        person);
  }

  void leave(long complaint) {
    sql.update("DELETE FROM incident_complaint WHERE complaint = ?", complaint);
  }

  List<Joined> joined(long number) {
    return sql.list(
        "SELECT complaint, person_id, over FROM incident_complaint WHERE incident = ?"
            + " ORDER BY complaint",
        row -> new Joined(row.number(1), row.text(2), row.yes(3)),
        number);
  }

  Optional<String> personOf(long complaint) {
    return sql.first(
        "SELECT person_id FROM incident_complaint WHERE complaint = ?",
        row -> row.text(1),
        complaint);
  }

  Optional<Long> of(long complaint) {
    return sql.first(
        "SELECT incident FROM incident_complaint WHERE complaint = ?",
        row -> row.number(1),
        complaint);
  }

  /** The open incident of a complaint. */
  Optional<Long> openOf(long complaint) {
    return sql.first(
        "SELECT i.number FROM incident_complaint c JOIN incident i ON i.number = c.incident"
            + " WHERE c.complaint = ? AND i.state = 'open'",
        row -> row.number(1),
        complaint);
  }

  void over(long complaint, boolean over) {
    sql.update("UPDATE incident_complaint SET over = ? WHERE complaint = ?", over, complaint);
  }

  /** Staff decided about all of it at once. */
  void decided(long number, String staff, String note) {
    sql.update("UPDATE incident SET ended_by = ?, note = ? WHERE number = ?", staff, note, number);
  }

  void settle(long number, Instant now) {
    sql.update("UPDATE incident SET state = 'settled', ended = ? WHERE number = ?", now, number);
  }
}
