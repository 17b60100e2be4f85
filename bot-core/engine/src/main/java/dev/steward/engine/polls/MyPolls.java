package dev.steward.engine.polls;

import dev.steward.chat.Button;
import dev.steward.chat.Capability;
import dev.steward.chat.GroupId;
import dev.steward.chat.UserId;
import dev.steward.engine.flow.Group;
import dev.steward.engine.flow.Mode;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.flow.TurnContext;
import dev.steward.engine.identity.Visitors;
import dev.steward.engine.store.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The polls that a person may vote in, and which of them were shown to them in private. */
final class MyPolls {
  private final Sql sql;
  private final TurnContext context;

  MyPolls(TurnContext context) {
    sql = context.sql();
    this.context = context;
  }

  /** A poll that a person may vote in, and a group that they share with it. */
  record Mine(PollData.Row row, GroupId group, List<Integer> order) {}

  /** The open polls of the groups that a login is in, or of the one whose page a visitor has. */
  List<Mine> of(UserId user, Turn turn) {
    List<Mine> mine = new ArrayList<>();
    for (PollData.Row row : PollData.open(sql)) {
      if (turn.now().isBefore(row.closes())) {
        of(row, user, turn).ifPresent(mine::add);
      }
    }
    return mine;
  }

  /** A poll, whoever was asked. */
  Optional<PollData.Row> find(long poll) {
    return PollData.find(sql, poll);
  }

  /** The order in which this person sees the options. */
  List<Integer> order(PollData.Row row, Turn turn) {
    return new Pseudonyms(row.secret()).order(row.question(), turn.key().id());
  }

  /** One of which they know the number, whether it is open or over. */
  Optional<Mine> of(long poll, UserId user, Turn turn) {
    return find(poll).flatMap(row -> of(row, user, turn));
  }

  private Optional<Mine> of(PollData.Row row, UserId user, Turn turn) {
    return asked(row.number(), user).stream()
        .filter(group -> context.groups().peek(group).map(Group::stage).orElse(null) == Mode.LIVE)
        .findFirst()
        .map(group -> new Mine(row, group, order(row, turn)));
  }

  /** The groups of a login in which a poll was announced. */
  private List<GroupId> asked(long poll, UserId user) {
    Optional<GroupId> visited = Visitors.groupOf(user);
    return visited.isPresent()
        ? visited.filter(group -> announced(poll, group)).stream().toList()
        : sql.list(
            "SELECT r.group_id FROM poll_reach r JOIN member m ON m.group_id = r.group_id"
                + " AND m.user_id = ? AND m.present = 1 WHERE r.poll = ? ORDER BY r.group_id",
            found -> GroupId.parse(found.text(1)),
            user,
            poll);
  }

  private boolean announced(long poll, GroupId group) {
    return sql.first(
            "SELECT 1 FROM poll_reach WHERE poll = ? AND group_id = ?",
            row -> row.number(1),
            poll,
            group)
        .isPresent();
  }

  boolean shown(long poll, Turn turn) {
    return sql.first(
            "SELECT 1 FROM poll_shown WHERE person_id = ? AND poll = ?",
            row -> row.number(1),
            turn.key().id(),
            poll)
        .isPresent();
  }

  /** From now on numbers in private mean this person's own order. */
  void shows(long poll, Turn turn) {
    turn.write(
        write ->
            write.update(
                "INSERT INTO poll_shown (person_id, poll) VALUES (?, ?)"
                    + " ON CONFLICT (person_id, poll) DO NOTHING",
                turn.key().id(),
                poll));
  }

  /** Those under a poll in private; none where the platform has none. */
  List<Button> buttons(Mine mine) {
    boolean can =
        context.groups().peek(mine.group).filter(g -> g.can(Capability.BUTTONS)).isPresent();
    return can ? PollButtons.of(mine.row.number(), mine.row.question(), mine.order) : List.of();
  }
}
