package dev.steward.engine.checkin;

import dev.steward.chat.GroupId;
import dev.steward.chat.UserId;
import dev.steward.engine.flow.TurnContext;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Numbers;
import dev.steward.engine.store.Sql;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a group keeps of check-ins: answers that wait for the next receipt, and who stands where on
 * the leaderboard. Belongs to the group's key.
 */
final class Receipts {
  private final Sql sql;
  private final TurnContext context;

  Receipts(TurnContext context) {
    this.sql = context.sql();
    this.context = context;
  }

  void add(GroupId group, CheckInAnswered answered) {
    sql.update(
        "INSERT INTO checkin_receipt (id, group_id, result) VALUES (?, ?, ?)",
        context.numbers().next(sql, Numbers.Sequence.OTHER),
        group,
        Json.write(answered));
  }

  /** Whether answers wait: then a timer is set. */
  boolean waiting(GroupId group) {
    return sql.first(
            "SELECT 1 FROM checkin_receipt WHERE group_id = ? LIMIT 1", row -> row.number(1), group)
        .isPresent();
  }

  /** What waits, each thing once: who says it ten times takes up one line. */
  List<CheckInAnswered> of(GroupId group) {
    Set<Told> told = new HashSet<>();
    return sql
        .list(
            "SELECT result FROM checkin_receipt WHERE group_id = ? ORDER BY id",
            row -> Json.read(row.text(1), CheckInAnswered.class),
            group)
        .stream()
        .filter(answered -> told.add(Told.of(answered)))
        .toList();
  }

  private record Told(UserId user, CheckInAnswered.Result result, long day) {
    static Told of(CheckInAnswered answered) {
      boolean again = answered.result() == CheckInAnswered.Result.AGAIN;
      return new Told(
          answered.user(),
          again ? CheckInAnswered.Result.COUNTED : answered.result(),
          answered.day());
    }
  }

  void clear(GroupId group) {
    sql.update("DELETE FROM checkin_receipt WHERE group_id = ?", group);
  }

  /** Counts a day for the leaderboard of its month. */
  void stand(GroupId group, CheckInAnswered answered) {
    sql.update(
        "INSERT INTO checkin_standing (group_id, month, user_id, days, points, last_day)"
            + " VALUES (?, ?, ?, 1, ?, ?) ON CONFLICT (group_id, month, user_id) DO UPDATE SET"
            + " days = checkin_standing.days + 1, points = checkin_standing.points + excluded.points,"
            + " last_day = CASE WHEN excluded.last_day > checkin_standing.last_day"
            + " THEN excluded.last_day ELSE checkin_standing.last_day END",
        group,
        CheckInCount.month(answered.day()),
        answered.user(),
        answered.points(),
        answered.today());
  }

  /** How many have checked in here on a day. */
  int today(GroupId group, long day) {
    return CheckInCount.on(sql, group.toString(), day);
  }

  /** A place on the leaderboard; the name is empty for who has none any more. */
  record Place(String name, int days, int points) {}

  /** Who checked in most this month; those who left it, or the group, are not there. */
  List<Place> leaders(GroupId group, long day, int most) {
    return sql.list(
        "SELECT coalesce(m.name, ''), s.days, s.points FROM checkin_standing s LEFT JOIN member m"
            + " ON m.group_id = s.group_id AND m.user_id = s.user_id"
            + " WHERE s.group_id = ? AND s.month = ? AND coalesce(m.present, 1) = 1"
            + " AND NOT EXISTS (SELECT 1 FROM checkin_hidden h WHERE h.group_id = s.group_id"
            + " AND h.user_id = s.user_id) ORDER BY s.days DESC, s.points DESC, s.user_id LIMIT ?",
        row -> new Place(row.text(1), (int) row.number(2), (int) row.number(3)),
        group,
        CheckInCount.month(day),
        most);
  }

  void hide(GroupId group, UserId user, boolean hidden) {
    sql.update(
        hidden
            ? "INSERT INTO checkin_hidden (group_id, user_id) VALUES (?, ?)"
                + " ON CONFLICT (group_id, user_id) DO NOTHING"
            : "DELETE FROM checkin_hidden WHERE group_id = ? AND user_id = ?",
        group,
        user);
  }
}
