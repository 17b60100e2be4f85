package dev.steward.engine.checkin;

import dev.steward.chat.GroupId;
import dev.steward.chat.UserId;
import dev.steward.engine.store.Sql;
import java.util.List;
import java.util.Optional;

/** The ledger of days: table {@code checkin_day}. Belongs to the person's key. */
final class DayLedger {
  private final Sql sql;

  DayLedger(Sql sql) {
    this.sql = sql;
  }

  /** The days on which a person checked in, up to one, latest first. */
  List<Long> days(String person, long upTo) {
    return sql.list(
        "SELECT day FROM checkin_day WHERE person_id = ? AND day <= ? ORDER BY day DESC",
        row -> row.number(1),
        person,
        upTo);
  }

  void add(String person, long day, long saidDay, GroupId group, UserId user, long seq) {
    sql.update(
        "INSERT INTO checkin_day (person_id, day, said_day, group_id, user_id, seq)"
            + " VALUES (?, ?, ?, ?, ?, ?)",
        person,
        day,
        saidDay,
        group,
        user,
        seq);
  }

  /** How many days a person made up since a day. */
  int madeUpSince(String person, long saidDay) {
    return count("said_day > day AND said_day >= ?", person, saidDay);
  }

  /** How many days of a streak were made up. */
  int madeUpFrom(String person, long day) {
    return count("said_day > day AND day >= ?", person, day);
  }

  private int count(String where, String person, long day) {
    return sql.first(
            "SELECT count(*) FROM checkin_day WHERE person_id = ? AND " + where,
            row -> (int) row.number(1),
            person,
            day)
        .orElse(0);
  }

  /** The group in which a person checked in last. */
  Optional<GroupId> lastGroup(String person) {
    return sql.first(
        "SELECT group_id FROM checkin_day WHERE person_id = ? ORDER BY said_day DESC LIMIT 1",
        row -> GroupId.parse(row.text(1)),
        person);
  }
}
