package dev.steward.engine.broadcast;

import dev.steward.chat.GroupId;
import dev.steward.chat.Media;
import dev.steward.engine.flow.TurnContext;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Numbers;
import dev.steward.engine.store.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tables {@code broadcast} and {@code broadcast_group}. They belong to the brand's key. */
public final class Broadcasts {
  private static final String COLUMNS =
      "SELECT number, text, image, at, created, by_login, approval, approved_by, state"
          + " FROM broadcast";

  private final Sql sql;

  public Broadcasts(Sql sql) {
    this.sql = sql;
  }

  /**
   * A group that hears it.
   *
   * @param why in both languages, by their codes; empty when there is nothing to say
   */
  public record Line(
      GroupId group, Broadcast.Fate fate, Map<String, String> why, @Nullable String message) {}

  /** Writes down a draft and returns its number. */
  public static long draft(
      TurnContext context,
      String text,
      @Nullable Media image,
      List<GroupId> groups,
      Instant at,
      String by,
      boolean approval) {
    Sql sql = context.sql();
    long number = context.numbers().next(sql, Numbers.Sequence.BROADCAST);
    Instant now = context.clock().instant();
    sql.update(
        "INSERT INTO broadcast (number, text, image, at, by_login, created, approval, state)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, 'draft')",
        number,
        text,
        image == null ? null : Json.write(image),
        at,
        by,
        now,
        approval);
    for (GroupId group : groups) {
      sql.update(
          "INSERT INTO broadcast_group (number, group_id, state, changed)"
              + " VALUES (?, ?, 'waiting', ?) ON CONFLICT (number, group_id) DO NOTHING",
          number,
          group,
          now);
    }
    return number;
  }

  public Optional<Broadcast> find(long number) {
    return sql.first(COLUMNS + " WHERE number = ?", Broadcasts::read, number);
  }

  /** The newest first. */
  public List<Broadcast> newest(int most) {
    return sql.list(COLUMNS + " ORDER BY number DESC LIMIT ?", Broadcasts::read, most);
  }

  private static Broadcast read(Sql.Row row) throws SQLException {
    String image = row.textOrNull(3);
    return new Broadcast(
        row.number(1),
        row.text(2),
        image == null ? null : Json.read(image, Media.class),
        row.time(4),
        row.time(5),
        row.text(6),
        row.yes(7),
        row.textOrNull(8),
        Broadcast.State.valueOf(row.text(9).toUpperCase(Locale.ROOT)));
  }

  /** What became of it in each group. */
  public List<Line> lines(long number) {
    return sql.list(
        "SELECT group_id, state, why, message_id FROM broadcast_group WHERE number = ?"
            + " ORDER BY group_id",
        Broadcasts::line,
        number);
  }

  private static Line line(Sql.Row row) throws SQLException {
    String why = row.textOrNull(3);
    return new Line(
        GroupId.parse(row.text(1)),
        Broadcast.Fate.valueOf(row.text(2).toUpperCase(Locale.ROOT)),
        why == null ? Map.of() : Json.readMap(why),
        row.textOrNull(4));
  }

  /** How many groups came to this. */
  public int count(long number, Broadcast.Fate fate) {
    return sql.first(
            "SELECT count(*) FROM broadcast_group WHERE number = ? AND state = ?",
            row -> (int) row.number(1),
            number,
            word(fate))
        .orElse(0);
  }

  /** What became of it in a group so far. */
  Optional<Broadcast.Fate> fate(long number, GroupId group) {
    return sql.first(
        "SELECT state FROM broadcast_group WHERE number = ? AND group_id = ?",
        row -> Broadcast.Fate.valueOf(row.text(1).toUpperCase(Locale.ROOT)),
        number,
        group);
  }

  /** Some groups that came to this. */
  List<Line> some(long number, Broadcast.Fate fate, int most) {
    return sql.list(
        "SELECT group_id, state, why, message_id FROM broadcast_group"
            + " WHERE number = ? AND state = ? ORDER BY group_id LIMIT ?",
        Broadcasts::line,
        number,
        word(fate),
        most);
  }

  void at(long number, Instant at) {
    sql.update("UPDATE broadcast SET at = ? WHERE number = ?", at, number);
  }

  void approved(long number, String by, Instant now) {
    sql.update(
        "UPDATE broadcast SET approved_by = ?, approved = ? WHERE number = ?", by, now, number);
  }

  void state(long number, Broadcast.State state, Instant now) {
    sql.update(
        "UPDATE broadcast SET state = ?, ended = ? WHERE number = ?",
        word(state),
        state.open() ? null : now,
        number);
  }

  /** Moves all groups of one fate to another. */
  void all(
      long number, Broadcast.Fate from, Broadcast.Fate to, Map<String, String> why, Instant now) {
    sql.update(
        "UPDATE broadcast_group SET state = ?, why = ?, changed = ? WHERE number = ? AND state = ?",
        word(to),
        Json.write(why),
        now,
        number,
        word(from));
  }

  void fate(
      long number,
      GroupId group,
      Broadcast.Fate fate,
      Map<String, String> why,
      @Nullable String message,
      Instant now) {
    sql.update(
        "UPDATE broadcast_group SET state = ?, why = ?, message_id = coalesce(?, message_id),"
            + " changed = ? WHERE number = ? AND group_id = ?",
        word(fate),
        why.isEmpty() ? null : Json.write(why),
        message,
        now,
        number,
        group);
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
