package dev.steward.engine.topics;

import dev.steward.chat.GroupId;
import dev.steward.chat.Key;
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
import java.util.Optional;
import java.util.Set;

/** Which entries of a topic were said in this round, and when a group last talked. */
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
   * The first entry that was not said in this round.
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
        .orElseGet(() -> new Next(among.getFirst(), true));
  }

  /** Marks it as said. */
  void said(GroupId group, Topic topic, Next next) {
    if (next.again()) {
      sql.update("DELETE FROM topic_used WHERE group_id = ? AND item = ?", group, topic.id());
    }
    sql.update(
        "INSERT INTO topic_used (group_id, item, entry) VALUES (?, ?, ?)"
            + " ON CONFLICT (group_id, item, entry) DO NOTHING",
        group,
        topic.id(),
        hash(next.entry().identity()));
  }

  /** Takes that back: it did not arrive, and comes next time. */
  void unsaid(GroupId group, Topic topic, Topic.Entry entry) {
    sql.update(
        "DELETE FROM topic_used WHERE group_id = ? AND item = ? AND entry = ?",
        group,
        topic.id(),
        hash(entry.identity()));
  }

  /** A topic that was due and not said, and why. */
  record LeftOut(Instant at, Reason reason) {}

  /** What was left out here within {@link #WITHIN}, the newest first. */
  List<LeftOut> leftOut(GroupId group, Instant now) {
    return sql.list(
        "SELECT j.arrived, d.reason FROM journal j JOIN decision d ON d.seq = j.seq"
            + " WHERE j.lane_key = ? AND j.seq >= ? AND j.kind = 'timer-due' AND d.feature = ?"
            + " AND d.verdict LIKE 'skipped-%' ORDER BY j.seq DESC LIMIT 5",
        row -> new LeftOut(row.time(1), Json.read(row.text(2), Reason.class)),
        Key.group(group),
        firstSince(now.minus(WITHIN)),
        TopicsFeature.NAME);
  }

  /** What was to be said here within {@link #WITHIN} and did not arrive, the newest first. */
  List<LeftOut> lost(GroupId group, Instant now) {
    return sql
        .list(
            "SELECT j.arrived, a.reason FROM journal j JOIN action a ON a.seq = j.seq"
                + " WHERE j.lane_key = ? AND j.seq >= ? AND j.kind = 'timer-due'"
                + " AND a.kind = 'send' AND a.state IN ('dropped', 'failed', 'human')"
                + " ORDER BY j.seq DESC LIMIT 20",
            row -> new LeftOut(row.time(1), Json.read(row.text(2), Reason.class)),
            Key.group(group),
            firstSince(now.minus(WITHIN)))
        .stream()
        .filter(one -> one.reason.feature().equals(TopicsFeature.NAME))
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

  /** Whether a topic came up in a group at a planned time, said or left out. */
  boolean cameUp(GroupId group, Topic topic, Instant planned) {
    return sql.first(
            "SELECT 1 FROM firing WHERE group_id = ? AND feature = ? AND item = ? AND planned = ?",
            row -> row.number(1),
            group,
            TopicsFeature.NAME,
            topic.id(),
            planned)
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
