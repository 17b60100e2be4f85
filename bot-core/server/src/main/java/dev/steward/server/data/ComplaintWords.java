package dev.steward.server.data;

import dev.steward.engine.prices.ComplaintFiles;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Numbers;
import dev.steward.engine.store.Sql;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What people said in complaints: shown to whoever said it, and taken away. Figures stay. */
final class ComplaintWords {
  private ComplaintWords() {}

  private static List<Map<String, Object>> figures(Sql sql, String person) {
    return sql.list(
        "SELECT number, group_id, kind, state, facts, opened FROM complaint WHERE person_id = ?"
            + " ORDER BY number",
        row -> {
          Map<String, Object> one = new LinkedHashMap<>();
          one.put("number", row.number(1));
          one.put("group", row.text(2));
          one.put("kind", row.text(3));
          one.put("state", row.text(4));
          one.put("facts", Json.readMap(row.text(5)));
          one.put("opened", row.time(6).toString());
          return one;
        },
        person);
  }

  /** All complaints of a person, with what was said. */
  static List<Map<String, Object>> of(Sql sql, String person) {
    List<Map<String, Object>> all = figures(sql, person);
    for (Map<String, Object> one : all) {
      one.put(
          "said",
          sql.list(
              "SELECT text FROM complaint_evidence WHERE number = ? AND text <> '' ORDER BY id",
              row -> row.text(1),
              one.get("number")));
    }
    return all;
  }

  /** Takes the words out of one complaint; what it was about in figures, and its course, stay. */
  static int forget(Sql write, long number) {
    Optional<String> facts =
        write.first("SELECT facts FROM complaint WHERE number = ?", row -> row.text(1), number);
    if (facts.isEmpty()) {
      return 0;
    }
    write.update(
        "UPDATE complaint SET facts = ? WHERE number = ?",
        ComplaintFiles.withoutWords(facts.get()),
        number);
    write.update("UPDATE complaint_history SET note = '' WHERE number = ?", number);
    return write.update(
        "UPDATE complaint_evidence SET text = '', spans = '[]' WHERE number = ? AND text <> ''",
        number);
  }

  /**
   * The same, and nobody's any more: what was under way ends with its todo, and the change feed
   * tells it.
   */
  static int erase(Sql write, long number, Instant now) {
    int texts = forget(write, number);
    String nobody = "erased:" + number;
    write.update(
        "UPDATE complaint SET person_id = ?, user_id = ?, asking = NULL, due = NULL,"
            + " reply_due = NULL, done_due = NULL, reply_clock = ?, done_clock = ?,"
            + " state = CASE WHEN ended IS NULL THEN 'closed' ELSE state END,"
            + " ended = coalesce(ended, ?), changed = ? WHERE number = ?",
        nobody,
        nobody,
        ended(write, "reply_clock", number),
        ended(write, "done_clock", number),
        now,
        now,
        number);
    write.update("UPDATE complaint_evidence SET user_id = NULL WHERE number = ?", number);
    write.update(
        "UPDATE incident_complaint SET person_id = ?, over = 1 WHERE complaint = ?",
        nobody,
        number);
    incident(write, number, now);
    // Its todo ends with it, and nothing else could end it now.
    write.update(
        "UPDATE todo SET state = 'done', ended = ?, result = '本人要求删除 / erased on request'"
            + " WHERE kind = 'complaint' AND subject = ? AND state <> 'done'",
        now,
        "complaint:" + number);
    write.update(
        "INSERT INTO complaint_change (seq, complaint, what, at) VALUES (?, ?, 'erased', ?)",
        new Numbers().next(write, Numbers.Sequence.COMPLAINT_CHANGE),
        number,
        now);
    return texts;
  }

  private static String ended(Sql write, String clock, long number) {
    return ComplaintFiles.ended(
        write
            .first("SELECT " + clock + " FROM complaint WHERE number = ?", r -> r.text(1), number)
            .orElseThrow());
  }

  /** An incident whose last open complaint this was has nothing left to settle. */
  private static void incident(Sql write, long number, Instant now) {
    Optional<Long> ended =
        write.first(
            "SELECT i.number FROM incident_complaint c JOIN incident i ON i.number = c.incident"
                + " WHERE c.complaint = ? AND i.state = 'open' AND NOT EXISTS (SELECT 1 FROM"
                + " incident_complaint o WHERE o.incident = i.number AND o.over = 0)",
            row -> row.number(1),
            number);
    ended.ifPresent(
        incident -> {
          write.update(
              "UPDATE incident SET state = 'settled', ended = ? WHERE number = ?", now, incident);
          write.update(
              "UPDATE todo SET state = 'done', ended = ?, result = '本人要求删除 / erased on request'"
                  + " WHERE kind = 'incident' AND subject = ? AND state <> 'done'",
              now,
              "incident:" + incident);
          write.update(
              "INSERT INTO incident_change (seq, incident, what, complaint, at)"
                  + " VALUES (?, ?, 'settled', NULL, ?)",
              new Numbers().next(write, Numbers.Sequence.INCIDENT_CHANGE),
              incident,
              now);
        });
  }

  /** What a login said in the complaints of others, and what it said about prices lately. */
  static int ofLogin(Sql write, String login) {
    write.update("DELETE FROM price_said WHERE user_id = ?", login);
    return write.update(
        "UPDATE complaint_evidence SET text = '', spans = '[]', user_id = NULL WHERE user_id = ?",
        login);
  }
}
