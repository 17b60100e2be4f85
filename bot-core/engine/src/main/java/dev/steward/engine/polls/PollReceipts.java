package dev.steward.engine.polls;

import dev.steward.chat.GroupId;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.flow.TurnContext;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Numbers;
import dev.steward.engine.store.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What became of ballots, until the next receipt tells it. Belongs to the group's key. */
final class PollReceipts {
  /** Receipts come soon while a poll is fresh, and seldom later. */
  private static final Duration SOON = Duration.ofSeconds(30);

  private static final Duration SELDOM = Duration.ofMinutes(10);
  private static final Duration FRESH = Duration.ofMinutes(10);

  private final Sql sql;
  private final TurnContext context;

  PollReceipts(TurnContext context) {
    this.sql = context.sql();
    this.context = context;
  }

  /** The timer's payload: nothing needs to be known but that receipts are due. */
  record Due() {}

  /** When the next receipt of a group is due; after a restart the next answer sets it anew. */
  private static final class Awaited {
    @Nullable Instant due;
  }

  /**
   * Keeps an answer for the next receipt. Whoever was not counted hears it soon, even where one is
   * awaited later.
   *
   * @param here the poll, as long as it is open
   */
  void await(BallotAnswered answered, Optional<OpenHere.Here> here, Turn turn) {
    GroupId group = turn.group().id();
    Awaited awaited = turn.group().memory(Awaited.class, Awaited::new);
    boolean fresh = here.isPresent() && turn.now().isBefore(here.get().said.plus(FRESH));
    boolean urgent = answered.result().ordinal() > BallotAnswered.Result.AGAIN.ordinal();
    Instant due = turn.now().plus(fresh || urgent ? SOON : SELDOM);
    Instant before = awaited.due;
    if (before == null || due.isBefore(before) || before.isBefore(turn.now())) {
      turn.timer("polls:" + group, new Due(), due);
      turn.then(() -> awaited.due = due);
    }
    turn.then(
        () ->
            sql.update(
                "INSERT INTO poll_receipt (id, group_id, result) VALUES (?, ?, ?)",
                context.numbers().next(sql, Numbers.Sequence.OTHER),
                group,
                Json.write(answered)));
  }

  /** What is to be told now; it is forgotten when the turn is over. */
  List<BallotAnswered> due(Turn turn) {
    GroupId group = turn.group().id();
    Awaited awaited = turn.group().memory(Awaited.class, Awaited::new);
    turn.then(
        () -> {
          sql.update("DELETE FROM poll_receipt WHERE group_id = ?", group);
          awaited.due = null;
        });
    return sql.list(
        "SELECT result FROM poll_receipt WHERE group_id = ? ORDER BY id",
        row -> Json.read(row.text(1), BallotAnswered.class),
        group);
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
