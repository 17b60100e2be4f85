package dev.steward.engine.prices;

import dev.steward.engine.store.Numbers;
import dev.steward.engine.store.Sql;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What product teams pull: every change of complaints and of incidents, each with a number that
 * grows with the commits. Belongs to the brand's key, so that one lane gives all numbers out.
 */
final class Feeds {
  private final Sql sql;
  private final Numbers numbers;

  Feeds(Sql sql, Numbers numbers) {
    this.sql = sql;
    this.numbers = numbers;
  }

  void complaint(long number, String what, Instant now) {
    sql.update(
        "INSERT INTO complaint_change (seq, complaint, what, at) VALUES (?, ?, ?, ?)",
        numbers.next(sql, Numbers.Sequence.COMPLAINT_CHANGE),
        number,
        what,
        now);
  }

  /**
   * A change of an incident.
   *
   * @param what {@code opened}, {@code joined}, {@code left}, {@code settled}, {@code reopened}
   * @param complaint the one that joined or left; else null
   */
  void incident(long number, String what, @Nullable Long complaint, Instant now) {
    sql.update(
        "INSERT INTO incident_change (seq, incident, what, complaint, at) VALUES (?, ?, ?, ?, ?)",
        numbers.next(sql, Numbers.Sequence.INCIDENT_CHANGE),
        number,
        what,
        complaint,
        now);
  }
}
