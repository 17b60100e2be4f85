package dev.steward.engine.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Appends to the journal and the outbox, in batches: what one commit holds goes to the database in
 * a few calls. For a lane's thread.
 */
public final class Journal {
  private final Sql sql;
  private final Batch skeletons;
  private final Batch bodies;
  private final Batch decisions;
  private final Batch actions;

  public Journal(Sql sql) {
    this.sql = sql;
    skeletons =
        new Batch(
            "INSERT INTO journal (seq, lane_key, source, event_id, fingerprint, kind, user_id,"
                + " message_id, happened, arrived, fate) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    bodies = new Batch("INSERT INTO body (seq, text) VALUES (?, ?)");
    decisions =
        new Batch(
            "INSERT INTO decision (id, seq, lane_key, feature, verdict, mode, reason)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?)");
    actions =
        new Batch(
            "INSERT INTO action (id, seq, lane_key, account, kind, payload, reason, case_number,"
                + " state, created, expires, ended, recipient)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  }

  /** One event's skeleton, as it goes into the table. */
  public record Skeleton(
      long seq,
      String key,
      String source,
      String eventId,
      long fingerprint,
      String kind,
      @Nullable String user,
      @Nullable String message,
      long happened,
      long arrived,
      String fate) {}

  /** Appends an event; {@code body} is JSON, or null for one that is sealed. */
  public void event(Skeleton event, @Nullable String body) {
    skeletons.add(
        statement -> {
          statement.setLong(1, event.seq);
          statement.setString(2, Sql.storable(event.key));
          statement.setString(3, Sql.storable(event.source));
          statement.setString(4, Sql.storable(event.eventId));
          statement.setLong(5, event.fingerprint);
          statement.setString(6, event.kind);
          statement.setString(7, Sql.storable(event.user));
          statement.setString(8, Sql.storable(event.message));
          statement.setLong(9, event.happened);
          statement.setLong(10, event.arrived);
          statement.setString(11, event.fate);
        });
    if (body != null) {
      bodies.add(
          statement -> {
            statement.setLong(1, event.seq);
            statement.setString(2, Sql.storable(body));
          });
    }
  }

  /** Appends why something was done or left alone; {@code reason} is JSON. */
  public void decision(
      long id, long seq, String key, String feature, String verdict, String mode, String reason) {
    decisions.add(
        statement -> {
          statement.setLong(1, id);
          statement.setLong(2, seq);
          statement.setString(3, Sql.storable(key));
          statement.setString(4, feature);
          statement.setString(5, verdict);
          statement.setString(6, mode);
          statement.setString(7, Sql.storable(reason));
        });
  }

  /**
   * One action, as it goes into the table; {@code payload} and {@code reason} are JSON.
   *
   * @param recipient of a private message; else null
   */
  public record ActionRow(
      long id,
      long seq,
      String key,
      String account,
      String kind,
      String payload,
      String reason,
      @Nullable Long caseNumber,
      String state,
      long created,
      long expires,
      @Nullable String recipient) {}

  public void action(ActionRow action) {
    actions.add(
        statement -> {
          statement.setLong(1, action.id);
          statement.setLong(2, action.seq);
          statement.setString(3, Sql.storable(action.key));
          statement.setString(4, Sql.storable(action.account));
          statement.setString(5, action.kind);
          statement.setString(6, Sql.storable(action.payload));
          statement.setString(7, Sql.storable(action.reason));
          if (action.caseNumber == null) {
            statement.setNull(8, Types.BIGINT);
          } else {
            statement.setLong(8, action.caseNumber);
          }
          statement.setString(9, action.state);
          statement.setLong(10, action.created);
          statement.setLong(11, action.expires);
          if (action.state.equals("pending")) {
            statement.setNull(12, Types.BIGINT);
          } else {
            statement.setLong(12, action.created);
          }
          statement.setString(13, Sql.storable(action.recipient));
        });
  }

  /**
   * Sends what was appended to the database; called before a commit, and before anything reads it.
   */
  public void flush() {
    skeletons.flush();
    bodies.flush();
    decisions.flush();
    actions.flush();
  }

  /**
   * The fingerprints of some keys' last events, oldest first.
   *
   * @param looked how many events of the journal are looked at
   * @param most how many are kept
   * @param mine whether a key is one of those
   */
  public static List<Long> fingerprints(Sql sql, int looked, int most, Predicate<String> mine) {
    List<Long> newestFirst = new ArrayList<>();
    sql.each(
        "SELECT fingerprint, lane_key FROM journal ORDER BY seq DESC LIMIT ?",
        row -> {
          if (newestFirst.size() < most && mine.test(row.text(2))) {
            newestFirst.add(row.number(1));
          }
        },
        looked);
    return newestFirst.reversed();
  }

  /** Who did what when, as one of our logins told it. */
  public record Told(String kind, @Nullable String user, Instant happened) {}

  /**
   * What our logins told in a group lately, newest first.
   *
   * @param but not what this one told
   * @param looked how many events of the group are looked at
   */
  public static List<Told> told(Sql sql, String key, String but, int looked) {
    return sql.list(
        "SELECT kind, user_id, happened FROM (SELECT kind, user_id, happened, source"
            + " FROM journal WHERE lane_key = ? ORDER BY seq DESC LIMIT ?) AS latest"
            + " WHERE source <> ?",
        row -> new Told(row.text(1), row.textOrNull(2), row.time(3)),
        key,
        looked,
        but);
  }

  /** Rows of one statement, waiting. */
  private final class Batch {
    private final String insert;
    private final PreparedStatement statement;
    private int waiting;

    Batch(String insert) {
      this.insert = insert;
      statement = sql.prepare(insert);
      try {
        // The connection keeps its statements: what a turn that was rolled back has left is not
        // ours.
        statement.clearBatch();
      } catch (SQLException e) {
        throw Sql.failed(insert, e);
      }
    }

    void add(Filler filler) {
      try {
        filler.fill(statement);
        statement.addBatch();
        waiting++;
      } catch (SQLException e) {
        throw Sql.failed(insert, e);
      }
    }

    void flush() {
      if (waiting > 0) {
        try {
          statement.executeBatch();
          sql.count(waiting);
        } catch (SQLException e) {
          throw Sql.failed(insert, e);
        } finally {
          waiting = 0;
        }
      }
    }
  }

  /** Fills a statement's parameters. */
  @FunctionalInterface
  private interface Filler {
    void fill(PreparedStatement statement) throws SQLException;
  }
}
