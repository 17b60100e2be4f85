package dev.steward.engine.prices;

import dev.steward.engine.store.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Complaints by their cause, and the incidents that those of one cause make. Belongs to the brand's
 * key.
 */
final class Incidents {
  private final Sql sql;

  Incidents(Sql sql) {
    this.sql = sql;
  }

  /**
   * A complaint about a price of which enough is known.
   *
   * @param subject its cause, see {@link IncidentSought#subject}
   * @param incident null while no other has its cause, and when staff took it out
   * @param placed whether staff said where it belongs
   */
  record Known(
      long complaint,
      String subject,
      @Nullable Long incident,
      String person,
      boolean over,
      boolean placed) {
    Known in(@Nullable Long number) {
      return new Known(complaint, subject, number, person, over, placed);
    }

    /** By the staff's word. */
    Known byStaff() {
      return new Known(complaint, subject, incident, person, over, true);
    }

    Known over(boolean now) {
      return new Known(complaint, subject, incident, person, now, placed);
    }
  }

  private static final String KNOWN =
      "SELECT complaint, subject, incident, person_id, over, placed FROM incident_complaint";

  /** The incident of a cause, open or settled. */
  Optional<Long> of(String subject) {
    return sql.first(
        "SELECT number FROM incident WHERE subject = ? ORDER BY number DESC LIMIT 1",
        row -> row.number(1),
        subject);
  }

  boolean exists(long number) {
    return sql.first("SELECT 1 FROM incident WHERE number = ?", row -> row.number(1), number)
        .isPresent();
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

  /** Writes a complaint down as it is now. */
  void save(Known known) {
    sql.update(
        "INSERT INTO incident_complaint (complaint, subject, incident, person_id, over, placed)"
            + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (complaint) DO UPDATE SET"
            + " subject = excluded.subject, incident = excluded.incident, over = excluded.over,"
            + " placed = excluded.placed",
        known.complaint(),
        known.subject(),
        known.incident(),
        known.person(),
        known.over(),
        known.placed());
  }

  Optional<Known> find(long complaint) {
    return sql.first(KNOWN + " WHERE complaint = ?", Incidents::known, complaint);
  }

  List<Known> in(long number) {
    return sql.list(KNOWN + " WHERE incident = ? ORDER BY complaint", Incidents::known, number);
  }

  /** Those of a cause that are in no incident, though not by the staff's word. */
  List<Known> alone(String subject) {
    return sql.list(
        KNOWN + " WHERE subject = ? AND incident IS NULL AND placed = 0 ORDER BY complaint",
        Incidents::known,
        subject);
  }

  private static Known known(Sql.Row row) throws SQLException {
    return new Known(
        row.number(1),
        row.text(2),
        row.missing(3) ? null : row.number(3),
        row.text(4),
        row.yes(5),
        row.yes(6));
  }

  /** Staff decided about all of it at once. */
  void decided(long number, String staff, String note) {
    sql.update("UPDATE incident SET ended_by = ?, note = ? WHERE number = ?", staff, note, number);
  }

  void settle(long number, Instant now) {
    sql.update("UPDATE incident SET state = 'settled', ended = ? WHERE number = ?", now, number);
  }

  void reopen(long number) {
    sql.update("UPDATE incident SET state = 'open', ended = NULL WHERE number = ?", number);
  }
}
