package dev.steward.server.data;

import dev.steward.engine.store.Json;
import dev.steward.engine.store.Numbers;
import dev.steward.engine.store.Sql;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The ballots of one person: shown to whoever asks, and taken away. */
final class Ballots {
  private Ballots() {}

  /** All of them; of an anonymous one only that there was one, since nobody knows more. */
  static List<Map<String, Object>> of(Sql sql, String person) {
    return sql.list(
        "SELECT b.poll, p.title, p.anonymous, b.at, b.kind, b.choices, t.text FROM ballot b"
            + " JOIN poll p ON p.number = b.poll LEFT JOIN ballot_text t ON t.id = b.text_id"
            + " WHERE b.person_id = ? ORDER BY b.poll",
        row -> {
          Map<String, Object> ballot = new LinkedHashMap<>();
          ballot.put("poll", row.number(1));
          ballot.put("title", row.text(2));
          ballot.put("anonymous", row.yes(3));
          ballot.put("at", row.time(4).toString());
          ballot.put("kind", row.text(5));
          String choices = row.textOrNull(6);
          if (choices != null) {
            ballot.put("choices", Json.readStrings(choices));
          }
          String words = row.textOrNull(7);
          if (words != null) {
            ballot.put("text", words);
          }
          return ballot;
        },
        person);
  }

  private record Standing(
      long poll, String respondent, String group, boolean anonymous, boolean open) {}

  /**
   * Takes away what a person chose and said, and leaves a tombstone in the changes, so that whoever
   * was given them can follow. What went into the sums of an anonymous poll stays there: nobody
   * knows what it was. While such a poll is open a mark stays too, so that one person has one vote;
   * without the poll's key, which goes with its end, it is nobody's. Runs in the brand's lane;
   * returns how many polls that were.
   */
  static int erase(Sql write, String person, Instant now) {
    List<Standing> standing =
        write.list(
            "SELECT b.poll, b.respondent, b.group_id, p.anonymous, p.state FROM ballot b JOIN poll"
                + " p ON p.number = b.poll WHERE b.person_id = ?",
            row ->
                new Standing(
                    row.number(1),
                    row.text(2),
                    row.text(3),
                    row.yes(4),
                    row.text(5).equals("open")),
            person);
    Numbers numbers = new Numbers();
    for (Standing one : standing) {
      if (one.anonymous) {
        eraseMarked(write, one);
        continue;
      }
      write.update(
          "DELETE FROM ballot_text WHERE id IN (SELECT text_id FROM ballot_change WHERE poll = ?"
              + " AND respondent = ?)",
          one.poll,
          one.respondent);
      write.update(
          "UPDATE ballot_change SET choices = NULL, text_id = NULL, option_order = NULL"
              + " WHERE poll = ? AND respondent = ?",
          one.poll,
          one.respondent);
      write.update(
          "INSERT INTO ballot_change (seq, poll, respondent, group_id, at, kind)"
              + " VALUES (?, ?, ?, ?, ?, 'erased')",
          numbers.next(write, Numbers.Sequence.BALLOT),
          one.poll,
          one.respondent,
          one.group,
          now);
    }
    write.update("DELETE FROM ballot WHERE person_id = ?", person);
    write.update("DELETE FROM poll_shown WHERE person_id = ?", person);
    return standing.size();
  }

  /** Nobody was given the changes of an anonymous poll: none of them, and no time, stays. */
  private static void eraseMarked(Sql write, Standing one) {
    write.update(
        "DELETE FROM ballot_change WHERE poll = ? AND respondent = ?", one.poll, one.respondent);
    if (one.open) {
      write.update(
          "UPDATE ballot SET person_id = respondent, group_id = '', at = 0 WHERE poll = ?"
              + " AND respondent = ?",
          one.poll,
          one.respondent);
    }
  }
}
