package dev.steward.engine.rules;

import dev.steward.chat.Content;
import dev.steward.chat.GroupId;
import dev.steward.chat.Key;
import dev.steward.chat.UserId;
import dev.steward.engine.flow.Mode;
import dev.steward.engine.flow.Reason;
import dev.steward.engine.flow.Span;
import dev.steward.engine.script.Ladder;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Sql;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The cases and strikes of persons: tables {@code moderation_case}, {@code evidence} and {@code
 * strike}.
 */
public final class Cases {
  private static final Duration LONGEST_BURST = Duration.ofHours(1);
  private static final int MOST_OF_BURST = 20;

  /** Platforms end a mute by a clock of their own, some to the minute. */
  private static final Duration A_MOMENT = Duration.ofMinutes(1);

  private final Sql sql;

  public Cases(Sql sql) {
    this.sql = sql;
  }

  /**
   * A numbered file of one offence.
   *
   * @param until when a mute was to end
   * @param staff who ordered or agreed to it, or null where a rule decided alone
   * @param lifted when somebody ended the mute on the platform itself, or null
   */
  public record Case(
      long number,
      GroupId group,
      UserId user,
      String person,
      String pack,
      String rule,
      int clause,
      String clauseText,
      List<Span> spans,
      int strike,
      Ladder.Sanction sanction,
      @Nullable Instant until,
      Mode mode,
      Instant opened,
      boolean undone,
      String evidence,
      @Nullable String staff,
      @Nullable Instant lifted) {
    /** Whether it keeps a member silent still. */
    boolean mutes(Instant now) {
      return until != null && until.isAfter(now) && lifted == null;
    }
  }

  /** How many strikes count now: those that were observed count only among themselves. */
  int strikes(String person, Mode mode, Instant now) {
    String live = mode == Mode.LIVE ? " AND mode = 'live'" : "";
    return sql.first(
            "SELECT count(*) FROM strike WHERE person_id = ? AND expires > ? AND void = 0" + live,
            row -> (int) row.number(1),
            person,
            now)
        .orElse(0);
  }

  /** The cases about the same message that hold. */
  List<Case> about(Offence offence) {
    return sql.list(
        SELECT
            + " WHERE c.group_id = ? AND c.message_id = ? AND c.user_id = ? AND c.mode = ?"
            + " AND c.state = 'open'",
        Cases::read,
        offence.group(),
        offence.messageId(),
        offence.user(),
        offence.mode());
  }

  void open(Sentence sentence, String person, long seq, Instant now) {
    Offence offence = sentence.offence();
    sql.update(
        "INSERT INTO moderation_case (number, seq, group_id, user_id, person_id, message_id, pack,"
            + " version, rule, clause, clause_text, spans, strike, sanction, until, mode, opened,"
            + " by_login, state)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'open')",
        sentence.caseNumber(),
        seq,
        offence.group(),
        offence.user(),
        person,
        offence.messageId(),
        offence.pack(),
        offence.version(),
        offence.rule(),
        offence.clause(),
        offence.clauseText(),
        Json.write(offence.spans()),
        sentence.strike(),
        sentence.step().sanction(),
        sentence.until(),
        offence.mode(),
        now,
        offence.staff());
    sql.update(
        "INSERT INTO evidence (case_number, text) VALUES (?, ?)",
        sentence.caseNumber(),
        offence.evidence());
    if (sentence.strike() == Sentence.NO_STRIKE) {
      return;
    }
    sql.update(
        "INSERT INTO strike (case_number, person_id, group_id, rule, mode, at, expires)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
        sentence.caseNumber(),
        person,
        offence.group(),
        offence.rule(),
        offence.mode(),
        now,
        now.plus(offence.strikesExpire()));
  }

  /**
   * What was taken away for it: the message that it is about, and the rest of the burst that began
   * with it, as far as it is kept.
   */
  List<String> tookAway(Case file) {
    boolean itself =
        sql.first(
                "SELECT count(*) FROM action a JOIN moderation_case c ON c.seq = a.seq"
                    + " WHERE c.number = ? AND a.lane_key = ? AND a.kind = 'delete'"
                    + " AND a.state = 'done'",
                row -> row.number(1) > 0,
                file.number(),
                Key.group(file.group()))
            .orElse(false);
    List<String> all = new ArrayList<>();
    if (itself) {
      all.add(file.evidence());
    }
    sql.list(
            "SELECT b.text, d.reason FROM decision d JOIN journal j ON j.seq = d.seq"
                + " JOIN body b ON b.seq = d.seq"
                + " WHERE d.seq > (SELECT seq FROM moderation_case WHERE number = ?)"
                + " AND d.seq < COALESCE((SELECT min(seq) FROM moderation_case"
                + " WHERE person_id = ? AND group_id = ? AND rule = ? AND number > ?), ?)"
                + " AND d.lane_key = ? AND d.verdict = 'rest-of-burst' AND d.mode = 'live'"
                + " AND EXISTS (SELECT 1 FROM action a WHERE a.seq = d.seq"
                + " AND a.lane_key = d.lane_key AND a.kind = 'delete' AND a.state = 'done')"
                + " AND j.user_id = ? AND j.arrived < ? ORDER BY d.seq LIMIT ?",
            row ->
                file.rule().equals(Json.read(row.text(2), Reason.class).rule())
                    ? Json.read(row.text(1), Content.class).opened().text()
                    : "",
            file.number(),
            file.person(),
            file.group(),
            file.rule(),
            file.number(),
            Long.MAX_VALUE,
            Key.group(file.group()),
            file.user(),
            file.opened().plus(LONGEST_BURST),
            MOST_OF_BURST)
        .forEach(all::add);
    return all;
  }

  /** The actions for it that the platform did not do. */
  List<Long> leftToDo(Case file) {
    return sql.list(
        "SELECT a.id FROM action a JOIN moderation_case c ON c.number = ?"
            + " WHERE (a.case_number = c.number OR (a.seq = c.seq AND a.kind = 'delete'))"
            + " AND a.state NOT IN ('done', 'observed')",
        row -> row.number(1),
        file.number());
  }

  /**
   * Until when a member is muted without a case, by those besides it that hold: one by hand
   * replaces what was before, one by a rule only makes it longer. Empty when that is over, or there
   * is none.
   *
   * @param since what was opened earlier does not count
   */
  Optional<Instant> mutedUntil(
      String person, GroupId group, UserId user, long without, Instant since, Instant now) {
    Instant end = Instant.MIN;
    for (Mute mute :
        sql.list(
            "SELECT until, rule FROM moderation_case WHERE person_id = ? AND group_id = ?"
                + " AND user_id = ? AND sanction = 'mute' AND mode = 'live' AND state = 'open'"
                + " AND lifted IS NULL AND number <> ? AND opened >= ? ORDER BY number",
            row -> new Mute(row.time(1), row.text(2).equals(StaffOrders.BY_HAND)),
            person,
            group,
            user,
            without,
            since)) {
      end = mute.byHand || mute.until.isAfter(end) ? mute.until : end;
    }
    return Optional.of(end).filter(until -> until.isAfter(now));
  }

  private record Mute(Instant until, boolean byHand) {}

  /** The cases that kept a member silent at a time, and would have for longer than a moment. */
  List<Long> muting(String person, GroupId group, UserId user, Instant at) {
    return sql.list(
        "SELECT number FROM moderation_case WHERE person_id = ? AND group_id = ? AND user_id = ?"
            + " AND sanction = 'mute' AND mode = 'live' AND state = 'open' AND lifted IS NULL"
            + " AND opened <= ? AND until > ? ORDER BY number",
        row -> row.number(1),
        person,
        group,
        user,
        at,
        at.plus(A_MOMENT));
  }

  /** Notes that a mute was ended on the platform itself; the case holds as it was. */
  void lift(long number, Instant at) {
    sql.update("UPDATE moderation_case SET lifted = ? WHERE number = ?", at, number);
  }

  /** Whether another case that holds keeps a member banned. */
  boolean banned(Case without) {
    return sql.first(
            "SELECT 1 FROM moderation_case WHERE person_id = ? AND group_id = ? AND user_id = ?"
                + " AND sanction = 'ban' AND mode = 'live' AND state = 'open' AND number <> ?",
            row -> true,
            without.person(),
            without.group(),
            without.user(),
            without.number())
        .orElse(false);
  }

  /** Whose case it is; the person's key decides about it. */
  Optional<String> personOf(long number) {
    return sql.first(
        "SELECT person_id FROM moderation_case WHERE number = ?", row -> row.text(1), number);
  }

  Optional<Case> find(long number) {
    return sql.first(SELECT + " WHERE c.number = ?", Cases::read, number);
  }

  /** The person's live cases, newest first. */
  List<Case> of(String person, int most) {
    return sql.list(
        SELECT + " WHERE c.person_id = ? AND c.mode = 'live' ORDER BY c.number DESC LIMIT ?",
        Cases::read,
        person,
        most);
  }

  /** When the strike of a case stops to count; empty for one without a strike. */
  Optional<Instant> expiry(long number) {
    return sql.first(
        "SELECT expires FROM strike WHERE case_number = ? AND void = 0",
        row -> row.time(1),
        number);
  }

  /** Takes a case back: its strike never counted. */
  void undo(long number, String staff, Instant now) {
    sql.update(
        "UPDATE moderation_case SET state = 'undone', undone = ?, undone_by = ? WHERE number = ?",
        now,
        staff,
        number);
    if (sql.update("UPDATE strike SET void = 1 WHERE case_number = ? AND void = 0", number) > 0) {
      countAgain(number);
    }
  }

  /** Another case about the same message counts in its place. */
  void uncount(Case file) {
    sql.update("UPDATE strike SET void = 1 WHERE case_number = ?", file.number());
  }

  /** The latest case that this one counted in place of, if it holds. */
  private void countAgain(long number) {
    sql.update(
        "UPDATE strike SET void = 0 WHERE case_number = (SELECT max(o.number)"
            + " FROM moderation_case o JOIN moderation_case c ON c.group_id = o.group_id"
            + " AND c.message_id = o.message_id AND c.user_id = o.user_id AND c.mode = o.mode"
            + " WHERE c.number = ? AND o.number < c.number AND o.strike = c.strike"
            + " AND o.state = 'open')",
        number);
  }

  private static final String SELECT =
      "SELECT c.number, c.group_id, c.user_id, c.person_id, c.pack, c.rule, c.clause,"
          + " c.clause_text, c.spans, c.strike, c.sanction, c.until, c.mode, c.opened, c.state,"
          + " COALESCE(e.text, ''), c.by_login, c.lifted FROM moderation_case c LEFT JOIN evidence"
          + " e ON e.case_number = c.number";

  private static Case read(Sql.Row row) throws SQLException {
    return new Case(
        row.number(1),
        GroupId.parse(row.text(2)),
        UserId.parse(row.text(3)),
        row.text(4),
        row.text(5),
        row.text(6),
        (int) row.number(7),
        row.text(8),
        List.of(Json.read(row.text(9), Span[].class)),
        (int) row.number(10),
        row.name(11, Ladder.Sanction.class),
        row.timeOrNull(12),
        row.name(13, Mode.class),
        row.time(14),
        row.text(15).equals("undone"),
        row.text(16),
        row.textOrNull(17),
        row.timeOrNull(18));
  }
}
