package dev.steward.server.data;

import dev.steward.chat.Action;
import dev.steward.chat.GroupId;
import dev.steward.engine.store.Database;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Sql;
import dev.steward.server.config.Retention;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntBiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Deletes what members said once its time is over; the skeleton of the journal stays. What is due
 * is found on a reading connection, and deleted on the lane in slices, so that no message waits for
 * it.
 */
public final class Forgetting {
  private static final int SLICE = 500;

  private final Database database;
  private final Changes changes;
  private final InstantSource clock;
  private final Retention retention;

  public Forgetting(Database database, Changes changes, InstantSource clock, Retention retention) {
    this.database = database;
    this.changes = changes;
    this.clock = clock;
    this.retention = retention;
  }

  /**
   * How much was forgotten: bodies of events and answers to polls, texts that sanctions rested on,
   * what todos that are done were about, the words of questions, and what was said to somebody
   * alone.
   */
  public record Forgotten(int bodies, int evidence, int todos, int questions, int said) {}

  private record Body(long seq, String key, String kind, Instant arrived) {}

  private record Dated(long number, String group, Instant at) {}

  /** Forgets all that is due; takes as long as it takes, and never holds up the lane. */
  public Forgotten run() throws SQLException {
    try (Sql sql = new Sql(database.openForReading())) {
      return new Forgotten(
          bodies(sql) + answers(sql),
          evidence(sql) + complaints(sql),
          todos(sql),
          questions(sql),
          said(sql));
    }
  }

  private int bodies(Sql sql) {
    Optional<Instant> newestDue = newestDue();
    if (newestDue.isEmpty()) {
      return 0;
    }
    int deleted = 0;
    long after = 0;
    List<Long> due = new ArrayList<>();
    while (true) {
      // Arrival order is the order of seq, but for a clock that was set back: hence the day.
      List<Body> slice =
          sql.list(
              "SELECT b.seq, j.lane_key, j.kind, j.arrived FROM body b JOIN journal j ON j.seq ="
                  + " b.seq WHERE b.seq > ? ORDER BY b.seq LIMIT 2000",
              row -> new Body(row.number(1), row.text(2), row.text(3), row.time(4)),
              after);
      for (Body body : slice) {
        if (over(body.arrived, timeOf(body))) {
          due.add(body.seq);
        }
        if (due.size() == SLICE) {
          deleted += delete("DELETE FROM body WHERE seq = ?", due);
          due.clear();
        }
      }
      if (slice.isEmpty()
          || slice.getLast().arrived.isAfter(newestDue.get().plus(Duration.ofDays(1)))) {
        return deleted + delete("DELETE FROM body WHERE seq = ?", due);
      }
      after = slice.getLast().seq;
    }
  }

  private Optional<Instant> newestDue() {
    return Stream.concat(Stream.of(retention.whole()), retention.groups().values().stream())
        .flatMap(
            times ->
                Stream.of(
                    Optional.ofNullable(times.messages()),
                    Optional.ofNullable(times.privateMessages()),
                    Optional.ofNullable(times.events())))
        .flatMap(Optional::stream)
        .min(Duration::compareTo)
        .map(shortest -> clock.instant().minus(shortest));
  }

  private @Nullable Duration timeOf(Body body) {
    String group = body.key.startsWith("group:") ? body.key.substring("group:".length()) : "";
    Retention.Times times = retention.of(group);
    return switch (body.kind) {
      case "message-posted", "message-edited" -> times.messages();
      case "private-message-posted" -> times.privateMessages();
      default -> times.events();
    };
  }

  private int evidence(Sql sql) {
    List<Dated> all =
        sql.list(
            "SELECT e.case_number, c.group_id, c.opened FROM evidence e JOIN moderation_case c ON"
                + " c.number = e.case_number UNION ALL SELECT DISTINCT e.case_number,"
                + " coalesce(p.group_id, ''), c.opened FROM evidence e JOIN campaign c ON c.number ="
                + " e.case_number LEFT JOIN campaign_post p ON p.number = c.number",
            row -> new Dated(row.number(1), row.text(2), row.time(3)));
    return delete(
        "DELETE FROM evidence WHERE case_number = ?",
        due(all, group -> retention.of(group).evidence()));
  }

  /** What was answered to polls in words is kept as long as messages are; that it was stays. */
  private int answers(Sql sql) {
    List<Dated> all =
        sql.list(
            "SELECT c.text_id, c.group_id, c.at FROM ballot_change c JOIN ballot_text t ON t.id ="
                + " c.text_id",
            row -> new Dated(row.number(1), row.text(2), row.time(3)));
    return delete(
        "DELETE FROM ballot_text WHERE id = ?", due(all, group -> retention.of(group).messages()));
  }

  /** A complaint's words go when those of a case would; its figures and its course stay. */
  private int complaints(Sql sql) {
    List<Dated> all =
        sql.list(
            "SELECT c.number, c.group_id, c.ended FROM complaint c WHERE c.ended IS NOT NULL"
                + " AND EXISTS (SELECT 1 FROM complaint_evidence e WHERE e.number = c.number"
                + " AND e.text <> '')",
            row -> new Dated(row.number(1), row.text(2), row.time(3)));
    int forgotten = 0;
    for (long number : due(all, group -> retention.of(group).evidence())) {
      forgotten += changes.<Integer>change(write -> ComplaintWords.forget(write, number));
    }
    return forgotten;
  }

  private int todos(Sql sql) {
    List<Dated> all =
        sql.list(
            "SELECT number, coalesce(group_id, ''), coalesce(ended, created) FROM todo"
                + " WHERE (state = 'done' OR kind LIKE 'rule-%') AND detail <> '{}'",
            row -> new Dated(row.number(1), row.text(2), row.time(3)));
    return delete(
        "UPDATE todo SET detail = '{}' WHERE number = ?",
        due(all, group -> retention.of(group).events()));
  }

  private int questions(Sql sql) {
    int forgotten = 0;
    for (String table : List.of("faq_answer", "faq_question")) {
      List<Dated> all =
          sql.list(
              "SELECT seq, group_id, at FROM " + table + " WHERE text IS NOT NULL",
              row -> new Dated(row.number(1), row.text(2), row.time(3)));
      forgotten +=
          delete(
              "UPDATE " + table + " SET text = NULL WHERE seq = ?",
              due(all, group -> retention.of(group).messages()));
    }
    return forgotten;
  }

  /** What Steward said to somebody alone is kept as long as what they say to it alone. */
  private int said(Sql sql) {
    int forgotten = 0;
    String recipient = "";
    long after = 0;
    while (true) {
      // In the order of the index, which holds those alone that are not forgotten.
      List<Said> slice =
          sql.list(
              "SELECT id, recipient, payload, created, state FROM action"
                  + " WHERE recipient IS NOT NULL AND (recipient, id) > (?, ?)"
                  + " ORDER BY recipient, id LIMIT 2000",
              row ->
                  new Said(
                      row.number(1), row.text(2), group(row.text(3)), row.time(4), row.text(5)),
              recipient,
              after);
      List<Long> due =
          slice.stream()
              .filter(said -> !said.state.equals("pending") && !said.state.equals("claimed"))
              .filter(said -> over(said.at, retention.of(said.group).privateMessages()))
              .map(Said::id)
              .toList();
      forgotten += each(due, SaidWords::hollow);
      if (slice.isEmpty()) {
        return forgotten;
      }
      recipient = slice.getLast().recipient;
      after = slice.getLast().id;
    }
  }

  private record Said(long id, String recipient, String group, Instant at, String state) {}

  /** The group that a message belongs to; empty for one that belongs to none. */
  private static String group(String payload) {
    GroupId group = Json.read(payload, Action.class).group();
    return group == null ? "" : group.toString();
  }

  private List<Long> due(List<Dated> all, Function<String, @Nullable Duration> time) {
    return all.stream()
        .filter(dated -> over(dated.at, time.apply(dated.group)))
        .map(Dated::number)
        .toList();
  }

  private boolean over(Instant since, @Nullable Duration time) {
    return time != null && since.isBefore(clock.instant().minus(time));
  }

  private int delete(String statement, List<Long> keys) {
    return each(keys, (sql, key) -> sql.update(statement, key));
  }

  private int each(List<Long> keys, ToIntBiFunction<Sql, Long> step) {
    int changed = 0;
    for (int from = 0; from < keys.size(); from += SLICE) {
      List<Long> slice = List.copyOf(keys.subList(from, Math.min(keys.size(), from + SLICE)));
      changed +=
          changes.change(sql -> slice.stream().mapToInt(key -> step.applyAsInt(sql, key)).sum());
    }
    return changed;
  }
}
