package dev.steward.engine.topics;

import dev.steward.chat.GroupId;
import dev.steward.chat.Key;
import dev.steward.chat.Outcome;
import dev.steward.engine.flow.Reason;
import dev.steward.engine.script.Topic;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Sql;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which entries of a topic were said in this round, what was not said, and when a group talked. */
final class TopicBook {
  /** How far back somebody asks why a topic was not said. */
  static final Duration WITHIN = Duration.ofDays(1);

  private final Sql sql;

  TopicBook(Sql sql) {
    this.sql = sql;
  }

  /**
   * What is said next.
   *
   * @param again whether all were said, and a new round begins with it
   */
  record Next(Topic.Entry entry, boolean again) {}

  /**
   * The first entry that was not said in this round; a new one does not begin with what was said
   * last, unless there is nothing else.
   *
   * @param among those that may be said today; at least one
   */
  Next next(GroupId group, Topic topic, List<Topic.Entry> among) {
    Set<String> used =
        Set.copyOf(
            sql.list(
                "SELECT entry FROM topic_used WHERE group_id = ? AND item = ?",
                row -> row.text(1),
                group,
                topic.id()));
    return among.stream()
        .filter(entry -> !used.contains(hash(entry.identity())))
        .findFirst()
        .map(entry -> new Next(entry, false))
        .orElseGet(() -> new Next(anew(group, topic, among), true));
  }

  private Topic.Entry anew(GroupId group, Topic topic, List<Topic.Entry> among) {
    String last =
        sql.first(
                "SELECT entry FROM topic_used WHERE group_id = ? AND item = ? AND said IS NOT NULL"
                    + " ORDER BY said DESC LIMIT 1",
                row -> row.text(1),
                group,
                topic.id())
            .orElse("");
    return among.stream()
        .filter(entry -> !hash(entry.identity()).equals(last))
        .findFirst()
        .orElseGet(among::getFirst);
  }

  /** Marks it as said. */
  void said(GroupId group, Topic topic, Next next, Instant now) {
    if (next.again()) {
      sql.update("DELETE FROM topic_used WHERE group_id = ? AND item = ?", group, topic.id());
    }
    sql.update(
        "INSERT INTO topic_used (group_id, item, entry, said) VALUES (?, ?, ?, ?)"
            + " ON CONFLICT (group_id, item, entry) DO NOTHING",
        group,
        topic.id(),
        hash(next.entry().identity()),
        now);
  }

  /** Takes that back: it did not arrive, and comes next time. */
  void unsaid(GroupId group, Topic topic, Topic.Entry entry) {
    sql.update(
        "DELETE FROM topic_used WHERE group_id = ? AND item = ? AND entry = ?",
        group,
        topic.id(),
        hash(entry.identity()));
  }

  /** What was due and not said, and why. */
  record LeftOut(Instant at, Reason reason) {}

  /**
   * What was due and did not arrive.
   *
   * @param dropped whether its time was over before the platform took it
   * @param outcome what the platform said; null when it was never asked
   */
  record Lost(Instant at, Reason reason, boolean dropped, @Nullable Outcome outcome) {}

  /** What was left out here within {@link #WITHIN}, the newest first. */
  List<LeftOut> leftOut(GroupId group, Instant now) {
    return sql.list(
        "SELECT DISTINCT j.seq, j.arrived, d.reason FROM journal j JOIN decision d ON d.seq = j.seq"
            + " WHERE j.lane_key = ? AND j.seq >= ? AND j.kind = 'timer-due'"
            + " AND (d.feature = 'attention'"
            + " OR (d.feature IN ('topics', 'polls') AND d.lane_key = j.lane_key))"
            + " AND d.verdict LIKE 'skipped-%' AND d.verdict <> 'skipped-not-asked'"
            + " ORDER BY j.seq DESC LIMIT 5",
        row -> new LeftOut(row.time(2), Json.read(row.text(3), Reason.class)),
        Key.group(group),
        firstSince(now.minus(WITHIN)));
  }

  /** The broadcasts that did not reach this group within {@link #WITHIN}, the newest first. */
  List<LeftOut> broadcasts(GroupId group, Instant now) {
    return sql.list(
        "SELECT g.changed, b.number, g.state, g.why FROM broadcast b JOIN broadcast_group g"
            + " ON g.number = b.number WHERE b.at >= ? AND g.group_id = ?"
            + " AND g.state IN ('skipped', 'failed', 'unknown') ORDER BY b.number DESC LIMIT 5",
        row -> {
          String why = row.textOrNull(4);
          Map<String, String> words = why == null ? Map.of() : Json.readMap(why);
          return new LeftOut(
              row.time(1), NotSaid.broadcast(row.number(2), row.text(3).equals("unknown"), words));
        },
        now.minus(WITHIN),
        group);
  }

  /** The broadcasts that this group will hear. */
  List<Schedule.Coming> planned(GroupId group, Instant until) {
    return sql.list(
        "SELECT b.at, b.number FROM broadcast b JOIN broadcast_group g ON g.number = b.number"
            + " WHERE b.state = 'planned' AND b.at <= ? AND g.group_id = ? AND g.state = 'waiting'",
        row -> {
          String number = "#" + row.number(2);
          return new Schedule.Coming(
              row.time(1), "broadcast", number, "群发 " + number, "broadcast " + number, "", false);
        },
        until,
        group);
  }

  /** What was to be said here within {@link #WITHIN} and did not arrive, the newest first. */
  List<Lost> lost(GroupId group, Instant now) {
    return sql
        .list(
            "SELECT j.arrived, a.reason, a.state, a.outcome FROM journal j"
                + " JOIN action a ON a.seq = j.seq"
                + " WHERE j.lane_key = ? AND j.seq >= ? AND j.kind = 'timer-due'"
                + " AND (a.kind = 'private'"
                + " OR (a.kind IN ('send', 'ask-poll') AND a.lane_key = j.lane_key))"
                + " AND a.state IN ('dropped', 'failed', 'unknown', 'human')"
                + " ORDER BY j.seq DESC LIMIT 20",
            row -> {
              String outcome = row.textOrNull(4);
              return new Lost(
                  row.time(1),
                  Json.read(row.text(2), Reason.class),
                  row.text(3).equals("dropped"),
                  outcome == null ? null : Json.read(outcome, Outcome.class));
            },
            Key.group(group),
            firstSince(now.minus(WITHIN)))
        .stream()
        .filter(
            one ->
                one.reason.rule() != null
                    && List.of(TopicsFeature.NAME, "polls").contains(one.reason.feature()))
        .toList();
  }

  /**
   * The journal's first number that arrived after a time, by halving: a group may have a million
   * rows, and what came when is in no index.
   */
  private long firstSince(Instant since) {
    long low = 1;
    long high =
        sql.first("SELECT coalesce(max(seq), 0) + 1 FROM journal", row -> row.number(1)).orElse(1L);
    while (low < high) {
      long middle = (low + high) >>> 1;
      Optional<Instant> arrived =
          sql.first(
              "SELECT arrived FROM journal WHERE seq >= ? ORDER BY seq LIMIT 1",
              row -> row.time(1),
              middle);
      if (arrived.isPresent() && !arrived.get().isAfter(since)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** When a group was first seen. */
  Instant since(GroupId group) {
    return sql.first(
            "SELECT first_seen FROM chat_group WHERE group_id = ?", row -> row.time(1), group)
        .orElse(Instant.MAX);
  }

  /** Whether something came up in a group at its planned time, said or left out. */
  boolean cameUp(GroupId group, Schedule.Coming due) {
    return sql.first(
            "SELECT 1 FROM firing WHERE group_id = ? AND feature = ? AND item = ? AND planned = ?",
            row -> row.number(1),
            group,
            due.feature(),
            due.item(),
            due.at())
        .isPresent();
  }

  /** When somebody last posted in a group; what Steward itself says is not counted. */
  Optional<Instant> lastTalk(GroupId group) {
    return sql.first(
        "SELECT arrived FROM journal WHERE lane_key = ? AND kind = 'message-posted'"
            + " AND fate <> 'echo' ORDER BY seq DESC LIMIT 1",
        row -> row.time(1),
        Key.group(group));
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}
