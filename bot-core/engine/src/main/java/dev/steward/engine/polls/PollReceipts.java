package dev.steward.engine.polls;

import dev.steward.chat.GroupId;
import dev.steward.engine.flow.TurnContext;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Numbers;
import dev.steward.engine.store.Sql;
import java.util.List;

/** What became of ballots, until the next receipt tells it. Belongs to the group's key. */
final class PollReceipts {
  private final Sql sql;
  private final TurnContext context;

  PollReceipts(TurnContext context) {
    this.sql = context.sql();
    this.context = context;
  }

  void add(GroupId group, BallotAnswered answered) {
    sql.update(
        "INSERT INTO poll_receipt (id, group_id, result) VALUES (?, ?, ?)",
        context.numbers().next(sql, Numbers.Sequence.OTHER),
        group,
        Json.write(answered));
  }

  /** Whether answers wait: then a timer is set. */
  boolean waiting(GroupId group) {
    return sql.first(
            "SELECT 1 FROM poll_receipt WHERE group_id = ? LIMIT 1", row -> row.number(1), group)
        .isPresent();
  }

  List<BallotAnswered> of(GroupId group) {
    return sql.list(
        "SELECT result FROM poll_receipt WHERE group_id = ? ORDER BY id",
        row -> Json.read(row.text(1), BallotAnswered.class),
        group);
  }

  void clear(GroupId group) {
    sql.update("DELETE FROM poll_receipt WHERE group_id = ?", group);
  }

  /** How many members are known to be in a group. */
  int members(GroupId group) {
    return sql.first(
            "SELECT count(*) FROM member WHERE group_id = ? AND present = 1",
            row -> (int) row.number(1),
            group)
        .orElse(0);
  }
}
