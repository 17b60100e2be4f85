package dev.steward.engine.polls;

import dev.steward.engine.store.Json;
import dev.steward.engine.store.Sql;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads polls and their ballots from the database; for any thread with a connection of its own. */
public final class PollData {
  /** In {@code poll_tally}: the groups that are too small to be told apart, together. */
  static final String SMALL_GROUPS = "*";

  private PollData() {}

  /**
   * A poll that was opened.
   *
   * @param revision of the wording, from 1
   * @param openedBy a staff login; null for the pack's calendar
   * @param ended null while it is open
   * @param endedBy a staff login; null when its time was over
   * @param secret the key of its pseudonyms: for nobody's eyes
   */
  public record Row(
      long number,
      int revision,
      Question question,
      boolean open,
      Instant opened,
      @Nullable String openedBy,
      Instant closes,
      @Nullable Instant ended,
      @Nullable String endedBy,
      String secret) {}

  private static final String SELECT =
      "SELECT number, revision, question, state, opened, opened_by, closes, ended, ended_by, secret"
          + " FROM poll";

  private static Row read(Sql.Row row) throws java.sql.SQLException {
    return new Row(
        row.number(1),
        (int) row.number(2),
        Json.read(row.text(3), Question.class),
        row.text(4).equals("open"),
        row.time(5),
        row.textOrNull(6),
        row.time(7),
        row.timeOrNull(8),
        row.textOrNull(9),
        row.text(10));
  }

  public static Optional<Row> find(Sql sql, long number) {
    return sql.first(SELECT + " WHERE number = ?", PollData::read, number);
  }

  /** Those that are open. */
  static List<Row> open(Sql sql) {
    return sql.list(SELECT + " WHERE state = 'open' ORDER BY number", PollData::read);
  }

  /** The newest first. */
  public static List<Row> latest(Sql sql, int most, int skip) {
    return sql.list(SELECT + " ORDER BY number DESC LIMIT ? OFFSET ?", PollData::read, most, skip);
  }

  /** How many members have voted, and not taken it back. */
  public static int voters(Sql sql, long poll) {
    return sql.first(
            "SELECT count(*) FROM ballot WHERE poll = ? AND kind <> 'withdrawn' AND unverified = 0",
            row -> (int) row.number(1),
            poll)
        .orElse(0);
  }

  /** How many ballots were erased with whoever cast them; those of an anonymous poll never are. */
  static int erased(Sql sql, long poll) {
    return sql.first(
            "SELECT count(*) FROM ballot_change WHERE poll = ? AND kind = 'erased'",
            row -> (int) row.number(1),
            poll)
        .orElse(0);
  }

  /** How many persons were in the groups when they were asked; who is in several counts once. */
  public static long reached(Sql sql, long poll) {
    return sql.first(
            "SELECT coalesce(sum(coalesce(persons, members)), 0) FROM poll_reach WHERE poll = ?",
            row -> row.number(1),
            poll)
        .orElse(0L);
  }

  /**
   * How a poll stands; for an anonymous one that is open only how many have voted, since nothing
   * else can be read.
   */
  public static PollResults results(Sql sql, Row poll) {
    long reached = reached(sql, poll.number());
    if (poll.question().anonymous()) {
      List<Counted> sums = tally(sql, poll.number(), "group_id = ''");
      if (sums.isEmpty()) {
        int voters = voters(sql, poll.number());
        // A tally is missing where there were too few ballots, or where they could not be counted.
        boolean uncounted =
            !poll.open() && (voters >= PollResults.LEAST_CELL || sealed(sql, poll.number()));
        return new PollResults(
            voters, reached, List.of(), null, List.of(), List.of(), true, uncounted);
      }
      return PollResults.of(
          poll.question(), sums, tally(sql, poll.number(), "group_id <> ''"), reached);
    }
    List<Counted> ballots = ballots(sql, poll.number(), false);
    return PollResults.of(poll.question(), ballots, ballots, reached);
  }

  /** Whether ballots of an anonymous poll wait to be counted. */
  static boolean sealed(Sql sql, long poll) {
    return sql.first("SELECT 1 FROM poll_seal WHERE poll = ? LIMIT 1", row -> row.number(1), poll)
        .isPresent();
  }

  /** The same of ballots for which no adapter vouches: they are in nothing else. */
  public static PollResults unverified(Sql sql, Row poll) {
    return PollResults.of(poll.question(), ballots(sql, poll.number(), true), List.of(), 0);
  }

  private static List<Counted> ballots(Sql sql, long poll, boolean unverified) {
    return sql.list(
        "SELECT group_id, tier, choices, count(*) FROM ballot WHERE poll = ? AND unverified = ?"
            + " AND choices IS NOT NULL GROUP BY group_id, tier, choices",
        row ->
            new Counted(
                row.text(1), row.textOrNull(2), Json.readStrings(row.text(3)), row.number(4)),
        poll,
        unverified);
  }

  private static List<Counted> tally(Sql sql, long poll, String where) {
    return sql.list(
        "SELECT group_id, code, count FROM poll_tally WHERE poll = ? AND " + where,
        row ->
            new Counted(
                row.text(1).equals(SMALL_GROUPS) ? "" : row.text(1),
                null,
                row.text(2).equals(SealedCount.BALLOTS) ? List.of() : List.of(row.text(2)),
                row.number(3)),
        poll);
  }

  /** What was answered in words, latest first. */
  public static List<String> words(Sql sql, long poll, int most) {
    return sql.list(
        "SELECT t.text FROM ballot b JOIN ballot_text t ON t.id = b.text_id WHERE b.poll = ?"
            + " AND b.unverified = 0"
            + " ORDER BY t.id DESC LIMIT ?",
        row -> row.text(1),
        poll,
        most);
  }
}
