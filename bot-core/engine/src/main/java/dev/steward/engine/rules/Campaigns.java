package dev.steward.engine.rules;

import dev.steward.chat.Action;
import dev.steward.chat.Content;
import dev.steward.chat.GroupId;
import dev.steward.chat.Key;
import dev.steward.chat.UserId;
import dev.steward.engine.flow.Reason;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Sql;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The same text by several members, each a case of its own kind: no offence and no strike, one
 * number for all of it. Tables {@code campaign} and {@code campaign_post}; the text is in {@code
 * evidence}.
 */
public final class Campaigns {
  /** So many events of the journal are gone through for what staff said. */
  private static final int MOST_LOOKED_AT = 100_000;

  /** The features that say something by themselves, as reasons name them. */
  static final Set<String> SPEAKING = Set.of("topics", "broadcast", "polls");

  /** How long what staff said is known over a restart. */
  private static final Duration ASKED = Duration.ofDays(2);

  /** So long it matters to people, and what a text was is known. */
  static final Duration REMEMBERED = Duration.ofDays(30);

  private static final String SELECT =
      "SELECT c.number, c.pack, c.rule, c.clause, c.clause_text, c.opened, c.state,"
          + " COALESCE(e.text, ''), c.wave, c.text_hash, COALESCE(c.by_login, '') FROM campaign c"
          + " LEFT JOIN evidence e ON e.case_number = c.number";

  private final Sql sql;

  public Campaigns(Sql sql) {
    this.sql = sql;
  }

  /** What staff have said of it. */
  enum State {
    OPEN,
    CONFIRMED,
    UNDONE
  }

  /**
   * One of them.
   *
   * @param staff who said so; empty while nobody has
   */
  record Campaign(
      long number,
      String pack,
      String rule,
      int clause,
      String clauseText,
      Instant opened,
      State state,
      String text,
      long wave,
      long textHash,
      String staff) {}

  /** What became of a copy. */
  enum Fate {
    STANDS,

    /** Taken away because it is one. */
    TAKEN,

    /** Taken away by another rule, whose case is its own. */
    OTHERWISE
  }

  /** One copy. */
  record Post(GroupId group, String messageId, UserId user, String person, Instant at, Fate fate) {}

  /** A copy of somebody's that was taken away. */
  record Mine(long number, GroupId group, Instant at) {}

  Optional<Campaign> find(long number) {
    return sql.first(SELECT + " WHERE c.number = ?", Campaigns::read, number);
  }

  /** By the wave that it is. */
  Optional<Campaign> ofWave(long wave) {
    return sql.first(
        SELECT + " WHERE c.wave = ? ORDER BY c.number DESC LIMIT 1", Campaigns::read, wave);
  }

  private static Campaign read(Sql.Row row) throws SQLException {
    return new Campaign(
        row.number(1),
        row.text(2),
        row.text(3),
        (int) row.number(4),
        row.text(5),
        row.time(6),
        row.name(7, State.class),
        row.text(8),
        row.number(9),
        row.number(10),
        row.text(11));
  }

  List<Post> posts(long number) {
    return sql.list(
        "SELECT group_id, message_id, user_id, person_id, at, fate FROM campaign_post"
            + " WHERE number = ? ORDER BY at, message_id",
        row ->
            new Post(
                GroupId.parse(row.text(1)),
                row.text(2),
                UserId.parse(row.text(3)),
                row.text(4),
                row.time(5),
                row.name(6, Fate.class)),
        number);
  }

  /**
   * The newest copy of a person's that was taken away, that nobody has taken back, and that was
   * posted within the last 30 days.
   */
  Optional<Mine> latestOf(String person, Instant now) {
    return sql.first(
        "SELECT p.number, p.group_id, p.at FROM campaign_post p JOIN campaign c"
            + " ON c.number = p.number WHERE p.person_id = ? AND p.fate = 'taken'"
            + " AND c.state <> 'undone' AND p.at >= ? ORDER BY p.number DESC LIMIT 1",
        row -> new Mine(row.number(1), GroupId.parse(row.text(2)), row.time(3)),
        person,
        now.minus(REMEMBERED));
  }

  /**
   * Tells what was known at some time: what staff had let through, what members had made a wave of,
   * and what staff had said in the groups, as far as it is not long ago.
   *
   * @param place what stands there or later in the journal was not said yet
   */
  void recall(Waves waves, long place, Instant at) {
    Instant since = at.minus(REMEMBERED);
    sql.each(
        "SELECT wave, text_hash FROM campaign WHERE state = 'undone' AND ended >= ? AND ended <= ?"
            + " ORDER BY ended, number",
        row -> {
          waves.letThrough(row.number(1));
          waves.letThrough(row.number(2));
        },
        since,
        at);
    sql.list(
            SELECT
                + " WHERE c.state <> 'undone' AND c.opened >= ? AND c.opened <= ?"
                + " ORDER BY c.number DESC LIMIT ?",
            Campaigns::read,
            since,
            at,
            Waves.MOST_ASKED)
        .reversed()
        .forEach(one -> waves.ran(one.text(), one.opened()));
    said(waves, at.minus(ASKED), at);
    record Said(Content content, Instant at) {}
    // Where Steward was paused or served no pack, live it did not hear them either.
    sql
        .list(
            "SELECT b.text, j.arrived FROM journal j JOIN body b ON b.seq = j.seq WHERE j.seq < ?"
                + " AND j.seq > (SELECT MAX(seq) FROM journal WHERE seq < ?) - ?"
                + " AND j.arrived >= ? AND j.kind IN ('message-posted', 'message-edited')"
                + " AND j.fate IN ('handled', 'stale') AND j.user_id IN (SELECT l.user_id"
                + " FROM staff_login l JOIN staff s ON s.login = l.login WHERE s.disabled = 0)"
                + " ORDER BY j.seq DESC LIMIT ?",
            row -> new Said(Json.read(row.text(1), Content.class).opened(), row.time(2)),
            place,
            place,
            MOST_LOOKED_AT,
            at.minus(ASKED),
            Waves.MOST_ASKED)
        .reversed()
        .stream()
        .filter(said -> !StaffOrders.isLikeOne(said.content))
        .forEach(said -> waves.asked(said.content.text(), said.at));
  }

  /** Tells what Steward said by itself in the groups within a stretch of time. */
  void said(Waves waves, Instant from, Instant to) {
    sql.each(
        "SELECT reason, payload, ended FROM action WHERE id > (SELECT MAX(id) FROM action) - ?"
            + " AND kind = 'send' AND state = 'done' AND ended >= ? AND ended <= ? ORDER BY id",
        row -> {
          if (SPEAKING.contains(Json.read(row.text(1), Reason.class).feature())
              && Json.read(row.text(2), Action.class) instanceof Action.SendMessage message) {
            waves.said(message.content().text(), row.time(3));
          }
        },
        MOST_LOOKED_AT,
        from,
        to);
  }

  /** What was posted before it was a wave, by places in the journal. */
  List<Post> earlier(List<Long> places, Function<UserId, String> personOf) {
    return places.stream()
        .flatMap(
            place ->
                sql
                    .first(
                        "SELECT j.lane_key, j.message_id, j.user_id, j.happened, (SELECT count(*)"
                            + " FROM action a WHERE a.seq = j.seq AND a.kind = 'delete' AND a.state"
                            + " IN ('pending', 'claimed', 'done')) FROM journal j WHERE j.seq = ?"
                            + " AND j.message_id IS NOT NULL AND j.user_id IS NOT NULL",
                        row -> {
                          UserId user = UserId.parse(row.text(3));
                          return new Post(
                              Key.parse(row.text(1)).groupId(),
                              row.text(2),
                              user,
                              personOf.apply(user),
                              row.time(4),
                              row.number(5) == 0 ? Fate.STANDS : Fate.OTHERWISE);
                        },
                        place)
                    .stream())
        .toList();
  }

  void open(long number, CopySeen first, Instant now) {
    sql.update(
        "INSERT INTO campaign (number, wave, text_hash, pack, version, rule, clause, clause_text,"
            + " opened, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'open')",
        number,
        first.wave(),
        first.textHash(),
        first.pack(),
        first.version(),
        first.rule(),
        first.clause(),
        first.clauseText(),
        now);
    sql.update("INSERT INTO evidence (case_number, text) VALUES (?, ?)", number, first.text());
  }

  void add(long number, Post post) {
    sql.update(
        "INSERT INTO campaign_post (number, group_id, message_id, user_id, person_id, at, fate)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (number, group_id, message_id) DO UPDATE"
            + " SET fate = excluded.fate WHERE campaign_post.fate = 'stands'",
        number,
        post.group(),
        post.messageId(),
        post.user(),
        post.person(),
        post.at(),
        post.fate());
  }

  /** What is left of it is gone too. */
  void allGone(long number) {
    sql.update(
        "UPDATE campaign_post SET fate = 'taken' WHERE number = ? AND fate = 'stands'", number);
  }

  void end(long number, State state, String staff, Instant now) {
    sql.update(
        "UPDATE campaign SET state = ?, ended = ?, by_login = ? WHERE number = ?",
        state,
        now,
        staff,
        number);
  }
}
