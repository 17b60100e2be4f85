package dev.steward.engine.rules;

import dev.steward.chat.Key;
import dev.steward.chat.UserId;
import dev.steward.engine.casework.TodoSettled;
import dev.steward.engine.casework.TodoWanted;
import dev.steward.engine.flow.Spoken;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Sql;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The appeals that wait for an answer: a todo for each case that a person appeals against. */
final class Appeals {
  private static final String NO_CASE = "0";

  private final Sql sql;

  Appeals(Sql sql) {
    this.sql = sql;
  }

  /**
   * One appeal.
   *
   * @param subject what its todo hangs on
   * @param facts those of the todo
   */
  record Appeal(String subject, Map<String, String> facts) {
    /** The number of the case, or of the case about copies; empty where there is none. */
    Optional<Long> about() {
      return Spoken.number(facts.getOrDefault("case", ""));
    }

    /** Its todo is done; {@code result} is for staff. */
    void settle(String result, Turn turn) {
      turn.tell(Key.BRAND, new TodoSettled(StaffNews.APPEAL, subject, result));
    }

    /** Who appealed hears the end of it. */
    void answer(boolean kept, Turn turn) {
      String to = facts.get(TodoWanted.ANSWER_TO);
      String user = facts.get(TodoWanted.USER);
      if (to != null && user != null) {
        turn.tell(Key.parse(to), new AppealAnswered(UserId.parse(user), kept));
      }
    }
  }

  /** What the todo of a person's appeal hangs on; {@code about} is null where there is no case. */
  static String subject(String person, @Nullable Long about) {
    return ofPerson(person) + (about == null ? NO_CASE : about.toString());
  }

  private static String ofPerson(String person) {
    return "appeal:" + person + "#";
  }

  /** Those of a person, oldest first. */
  List<Appeal> of(String person) {
    String begin = ofPerson(person);
    return sql
        .list(
            "SELECT subject, detail FROM todo WHERE kind = ? AND state <> 'done'"
                + " AND (subject = ? OR (subject > ? AND subject < ?)) ORDER BY number",
            row -> new Appeal(row.text(1), Json.readMap(row.text(2))),
            StaffNews.APPEAL,
            // As all of a person's appeals were kept before each case had its own.
            "appeal:" + person,
            begin,
            begin + ":")
        .stream()
        .filter(appeal -> appeal.subject.indexOf('#', begin.length()) < 0)
        .toList();
  }

  /** A person's appeal against a case. */
  Optional<Appeal> about(String person, long number) {
    return of(person).stream()
        .filter(appeal -> appeal.about().filter(about -> about == number).isPresent())
        .findFirst();
  }
}
