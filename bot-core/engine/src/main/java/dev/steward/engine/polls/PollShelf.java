package dev.steward.engine.polls;

import dev.steward.chat.GroupId;
import dev.steward.engine.flow.TurnContext;
import dev.steward.engine.script.Poll;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Numbers;
import dev.steward.engine.store.Sql;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The polls themselves: tables {@code poll}, {@code poll_code}, {@code poll_change} and {@code
 * poll_reach}, with the open ones in memory. Belongs to the brand's key.
 */
final class PollShelf {
  private final Sql sql;
  private final Numbers numbers;
  private @Nullable Map<Long, Open> open;

  PollShelf(TurnContext context) {
    sql = context.sql();
    numbers = context.numbers();
  }

  /** A poll that is open. */
  static final class Open {
    final PollData.Row row;
    final Pseudonyms pseudonyms;

    /** How many have voted, and how often such were erased by then; see {@link #ballots(Open)}. */
    int ballots;

    private int erased;

    Open(PollData.Row row) {
      this.row = row;
      this.pseudonyms = new Pseudonyms(row.secret());
    }
  }

  /** Those that are open, by number. */
  Map<Long, Open> open() {
    Map<Long, Open> known = open;
    if (known == null) {
      known = new HashMap<>();
      for (PollData.Row row : PollData.open(sql)) {
        Open one = new Open(row);
        count(one);
        known.put(row.number(), one);
      }
      open = known;
    }
    return known;
  }

  /** How many have voted in a poll; counted anew when ballots were erased, which others do. */
  int ballots(Open one) {
    if (PollData.erased(sql, one.row.number()) != one.erased) {
      count(one);
    }
    return one.ballots;
  }

  private void count(Open one) {
    one.erased = PollData.erased(sql, one.row.number());
    one.ballots = PollData.voters(sql, one.row.number());
  }

  Optional<Open> find(long number) {
    return Optional.ofNullable(open().get(number));
  }

  Optional<PollData.Row> any(long number) {
    return PollData.find(sql, number);
  }

  /** The poll that a pack's time has opened already. */
  Optional<Long> planned(String pack, String item, long planned) {
    return sql.first(
        "SELECT number FROM poll WHERE pack = ? AND item = ? AND planned = ?",
        row -> row.number(1),
        pack,
        item,
        planned);
  }

  /**
   * The revision of a wording: that of the last opening when members read the same, else the next.
   */
  int revision(Question question) {
    if (question.pack() == null) {
      return 1;
    }
    return sql.first(
            "SELECT revision, question FROM poll WHERE pack = ? AND item = ?"
                + " ORDER BY number DESC LIMIT 1",
            row ->
                (int) row.number(1)
                    + (Json.read(row.text(2), Question.class).readsLike(question) ? 0 : 1),
            question.pack(),
            question.item())
        .orElse(1);
  }

  /**
   * Writes a new poll down with its codebook.
   *
   * @param planned the pack's time, in milliseconds since 1970; null when staff opened it
   */
  void add(PollData.Row row, @Nullable Long planned) {
    Question question = row.question();
    sql.update(
        "INSERT INTO poll (number, pack, item, planned, revision, question, title, type, anonymous,"
            + " secret, state, opened, opened_by, closes)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'open', ?, ?, ?)",
        row.number(),
        question.pack(),
        question.item(),
        planned,
        row.revision(),
        Json.write(question),
        question.title(),
        question.type(),
        question.anonymous(),
        row.secret(),
        row.opened(),
        row.openedBy(),
        row.closes());
    int position = 0;
    for (Poll.Option option : question.options()) {
      sql.update(
          "INSERT INTO poll_code (poll, position, code, text) VALUES (?, ?, ?, ?)",
          row.number(),
          ++position,
          option.code(),
          option.text());
    }
    open().put(row.number(), new Open(row));
    changed(row.number(), "opened", row.opened());
  }

  /** Ends a poll. */
  void close(long number, Instant at, @Nullable String staff) {
    sql.update(
        "UPDATE poll SET state = 'closed', ended = ?, ended_by = ? WHERE number = ?",
        at,
        staff,
        number);
    open().remove(number);
    changed(number, "closed", at);
  }

  /** The ballots of an anonymous poll are counted: the sealed ones go. */
  void counted(long number) {
    sql.update("DELETE FROM poll_seal WHERE poll = ?", number);
  }

  /** Opens one again, until a time. */
  void reopen(PollData.Row row, Instant closes, Instant at) {
    sql.update(
        "UPDATE poll SET state = 'open', ended = NULL, ended_by = NULL, closes = ? WHERE number ="
            + " ?",
        closes,
        row.number());
    open = null;
    changed(row.number(), "reopened", at);
  }

  /**
   * Tells whoever follows the polls.
   *
   * @param what {@code opened}, {@code closed}, {@code reopened}, {@code counted}
   */
  void changed(long number, String what, Instant at) {
    sql.update(
        "INSERT INTO poll_change (seq, poll, what, at) VALUES (?, ?, ?, ?)",
        numbers.next(sql, Numbers.Sequence.POLL_CHANGE),
        number,
        what,
        at);
  }

  /**
   * Takes note that a group was asked, and counts whom of it no group asked before had: somebody
   * who is in several groups, or has several logins, was reached once.
   */
  void reached(long poll, GroupId group, int members, Instant at) {
    sql.update(
        "INSERT INTO poll_reach (poll, group_id, members, at, persons) SELECT ?, ?, ?, ?,"
            + " (SELECT count(DISTINCT coalesce(p.person_id, m.user_id)) FROM member m"
            + " LEFT JOIN person_login p ON p.user_id = m.user_id"
            + " WHERE m.group_id = ? AND m.present = 1"
            + " AND NOT EXISTS (SELECT 1 FROM member o JOIN poll_reach r ON r.group_id ="
            + " o.group_id AND r.poll = ? WHERE o.user_id = m.user_id AND o.present = 1)"
            + " AND NOT EXISTS (SELECT 1 FROM person_login l JOIN member o ON o.user_id ="
            + " l.user_id AND o.present = 1 JOIN poll_reach r ON r.group_id = o.group_id"
            + " AND r.poll = ? WHERE l.person_id = p.person_id))"
            + " WHERE NOT EXISTS (SELECT 1 FROM poll_reach WHERE poll = ? AND group_id = ?)",
        poll,
        group,
        members,
        at,
        group,
        poll,
        poll,
        poll,
        group);
  }

  void reminded(long poll) {
    sql.update("UPDATE poll_reach SET reminded = reminded + 1 WHERE poll = ?", poll);
  }

  /** The groups in which it was announced. */
  List<GroupId> groups(long poll) {
    return sql.list(
        "SELECT group_id FROM poll_reach WHERE poll = ? ORDER BY group_id",
        row -> GroupId.parse(row.text(1)),
        poll);
  }
}
