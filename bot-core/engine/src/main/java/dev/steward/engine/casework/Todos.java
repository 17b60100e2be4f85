package dev.steward.engine.casework;

import dev.steward.chat.GroupId;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The list: tables {@code todo} and {@code todo_note}. Belongs to the brand's key. */
final class Todos {
  /** The fact that holds words. */
  private static final String SAID = "text";

  private static final int LONGEST_SAID = 4_000;

  private final Sql sql;

  Todos(Sql sql) {
    this.sql = sql;
  }

  /** Adds one; false when one of the same kind and subject is open. */
  boolean add(long number, TodoWanted wanted, @Nullable String assignee, Instant now) {
    return sql.update(
            "INSERT INTO todo (number, kind, group_id, subject, title, detail, state, assignee,"
                + " created, due) VALUES (?, ?, ?, ?, ?, ?, 'open', ?, ?, ?)",
            number,
            wanted.kind(),
            wanted.group(),
            wanted.subject(),
            Json.write(Map.of("zh", wanted.titleZh(), "en", wanted.titleEn())),
            Json.write(wanted.facts()),
            assignee,
            now,
            now.plus(wanted.within()))
        > 0;
  }

  /** The number of the open one, if there is one. */
  Optional<Long> open(String kind, String subject) {
    return sql.first(
        "SELECT number FROM todo WHERE kind = ? AND subject = ? AND state <> 'done'",
        row -> row.number(1),
        kind,
        subject);
  }

  /** Its facts are these from now on; what was said before stays above what is said now. */
  void renew(long number, Map<String, String> facts) {
    Map<String, String> all = new HashMap<>(facts);
    find(number)
        .map(todo -> todo.facts().get(SAID))
        .ifPresent(before -> all.merge(SAID, before, (now, _) -> both(before, now)));
    sql.update("UPDATE todo SET detail = ? WHERE number = ?", Json.write(all), number);
  }

  private static String both(String before, String now) {
    String both = before.contains(now) ? before : before + "\n" + now;
    return both.substring(Math.max(0, both.length() - LONGEST_SAID));
  }

  Optional<Todo> find(long number) {
    return sql.first(SELECT + " WHERE number = ?", Todos::read, number);
  }

  /** Those that are not done, most urgent first. */
  List<Todo> open(int most) {
    return sql.list(
        SELECT + " WHERE state <> 'done' ORDER BY due, number LIMIT ?", Todos::read, most);
  }

  /** What one hangs on. */
  Optional<String> subject(long number) {
    return sql.first("SELECT subject FROM todo WHERE number = ?", row -> row.text(1), number);
  }

  void claim(long number, String login) {
    sql.update("UPDATE todo SET state = 'claimed', assignee = ? WHERE number = ?", login, number);
  }

  /** Gives it to another, or back to all when {@code to} is null. */
  void handOver(long number, @Nullable String to) {
    sql.update(
        "UPDATE todo SET state = ?, assignee = ? WHERE number = ?",
        to == null ? "open" : "claimed",
        to,
        number);
  }

  void done(long number, String result, Instant now) {
    sql.update(
        "UPDATE todo SET state = 'done', ended = ?, result = ? WHERE number = ?",
        now,
        result,
        number);
  }

  /** When it was last said that its time has passed. */
  Optional<Instant> escalated(long number) {
    return sql.first(
        "SELECT escalated FROM todo WHERE number = ? AND escalated IS NOT NULL",
        row -> row.time(1),
        number);
  }

  /**
   * Those of a kind that are due by some time, the oldest first, and were not said since another.
   */
  List<Todo> due(String kind, Instant by, Instant since) {
    return sql.list(
        SELECT
            + " WHERE state <> 'done' AND kind = ? AND due <= ?"
            + " AND (escalated IS NULL OR escalated <= ?) ORDER BY due, number",
        Todos::read,
        kind,
        by,
        since);
  }

  void escalated(long number, Instant now) {
    sql.update("UPDATE todo SET escalated = ? WHERE number = ?", now, number);
  }

  void note(long id, long number, Instant now, String login, String what, String note) {
    sql.update(
        "INSERT INTO todo_note (id, number, at, login, what, note) VALUES (?, ?, ?, ?, ?, ?)",
        id,
        number,
        now,
        login,
        what,
        note);
  }

  /** Who is on duty at a minute of the week; empty when the roster says nobody. */
  List<String> onDuty(int weekday, int minute) {
    return sql.list(
        "SELECT d.login FROM duty d JOIN staff s ON s.login = d.login AND s.disabled = 0"
            + " WHERE d.weekday = ? AND d.from_minute <= ? AND d.to_minute > ? ORDER BY d.login",
        row -> row.text(1),
        weekday,
        minute,
        minute);
  }

  /** The groups in which things to do are announced. */
  List<GroupId> staffGroups() {
    return sql.list(
        "SELECT group_id FROM chat_group WHERE staff_group = 1 AND state = 'present'",
        row -> GroupId.parse(row.text(1)));
  }

  private static final String SELECT =
      "SELECT number, kind, group_id, title, detail, state, assignee, created, due FROM todo";

  private static Todo read(Sql.Row row) throws SQLException {
    String group = row.textOrNull(3);
    Map<String, String> title = Json.readMap(row.text(4));
    return new Todo(
        row.number(1),
        row.text(2),
        group == null ? null : GroupId.parse(group),
        title.getOrDefault("zh", ""),
        title.getOrDefault("en", ""),
        Json.readMap(row.text(5)),
        row.name(6, Todo.State.class),
        row.textOrNull(7),
        row.time(8),
        row.time(9));
  }
}
