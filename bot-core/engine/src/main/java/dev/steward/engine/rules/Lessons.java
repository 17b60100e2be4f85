package dev.steward.engine.rules;

import dev.steward.engine.casework.TodoWanted;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Sql;
import dev.steward.engine.text.TextLessons;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What this installation's staff have taught: cases that they confirmed, cases that they took back
 * (table {@code case_review}; the texts are in {@code evidence}), and what a rule asked about and
 * they left alone (table {@code todo}). Whoever is forgotten there is forgotten here. One for all
 * lanes; learning goes on beside them. Thread-safe.
 */
public final class Lessons {
  /** The newest so many of each kind count; the oldest are let go. */
  private static final int MOST = 20_000;

  private final Executor beside;
  private final AtomicLong asked = new AtomicLong();
  private volatile TextLessons learned = TextLessons.NONE;

  /**
   * @param beside where learning runs, one after the other: some seconds for the most lessons
   */
  public Lessons(Executor beside) {
    this.beside = beside;
  }

  /** What was learned up to now. */
  public TextLessons learned() {
    return learned;
  }

  /** All lessons, as texts. */
  static List<TextLessons.Lesson> read(Sql sql) {
    List<TextLessons.Lesson> lessons =
        new ArrayList<>(
            sql.list(
                    "SELECT e.text, r.violates FROM case_review r JOIN evidence e ON e.case_number"
                        + " = r.case_number WHERE r.teaches = 1 AND e.text <> ''"
                        + " ORDER BY r.case_number DESC LIMIT "
                        + MOST,
                    row -> new TextLessons.Lesson(row.text(1), row.yes(2)))
                .reversed());
    lessons.addAll(leftAlone(sql));
    return lessons;
  }

  /** What a rule asked about and staff said no to: there is no case, the todo keeps the text. */
  private static List<TextLessons.Lesson> leftAlone(Sql sql) {
    return sql
        .list(
            "SELECT t.detail FROM todo t WHERE t.kind = ? AND t.state = 'done' AND EXISTS (SELECT 1"
                + " FROM todo_note n WHERE n.number = t.number AND n.what = 'deny')"
                + " ORDER BY t.created DESC, t.number DESC LIMIT "
                + MOST,
            row -> Json.readMap(row.text(1)).getOrDefault(TodoWanted.REQUEST, ""),
            TodoWanted.SUGGESTION)
        .reversed()
        .stream()
        .filter(request -> !request.isEmpty())
        .map(request -> Json.read(request, Suggestion.class))
        .filter(Suggestion::byText)
        .map(suggestion -> suggestion.offence().evidence())
        .filter(text -> !text.isEmpty())
        .map(text -> new TextLessons.Lesson(text, false))
        .toList();
  }

  /** Who looked at a case and said that its rule applies; empty when nobody has. */
  static Optional<String> confirmedBy(Sql sql, long caseNumber) {
    return sql.first(
        "SELECT by_login FROM case_review WHERE case_number = ? AND violates = 1",
        row -> row.text(1),
        caseNumber);
  }

  /** Learns anew from what is there now; of several in a hurry only the last is learned. */
  void learn(Sql sql) {
    long mine = asked.incrementAndGet();
    List<TextLessons.Lesson> lessons = read(sql);
    beside.execute(
        () -> {
          if (asked.get() == mine) {
            TextLessons fresh = TextLessons.of(lessons);
            if (asked.get() == mine) {
              learned = fresh;
            }
          }
        });
  }

  /** What was said of a case is no longer meant: it is forgiven, and teaches nothing. */
  void forget(Sql sql, long caseNumber) {
    if (sql.update("DELETE FROM case_review WHERE case_number = ?", caseNumber) > 0) {
      learn(sql);
    }
  }

  /**
   * Takes note of what staff say of a case, in the transaction at hand.
   *
   * @param teaches whether it says something about texts
   */
  void review(
      Sql sql, long caseNumber, boolean violates, boolean teaches, String staff, Instant now) {
    sql.update("DELETE FROM case_review WHERE case_number = ?", caseNumber);
    sql.update(
        "INSERT INTO case_review (case_number, violates, teaches, at, by_login)"
            + " VALUES (?, ?, ?, ?, ?)",
        caseNumber,
        violates,
        teaches,
        now,
        staff);
    if (teaches) {
      learn(sql);
    }
  }
}
