package dev.steward.engine.topics;

import dev.steward.chat.GroupId;
import dev.steward.chat.Key;
import dev.steward.engine.script.Topic;
import dev.steward.engine.store.Sql;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/** Which entries of a topic were said in this round, and when a group last talked. */
final class TopicBook {
  private final Sql sql;

  TopicBook(Sql sql) {
    this.sql = sql;
  }

  /**
   * What is said next.
   *
   * @param entry as written
   * @param again whether all were said, and a new round begins with it
   */
  record Next(String entry, boolean again) {}

  /** The first entry that was not said in this round. */
  Next next(GroupId group, Topic topic) {
    Set<String> used =
        Set.copyOf(
            sql.list(
                "SELECT entry FROM topic_used WHERE group_id = ? AND item = ?",
                row -> row.text(1),
                group,
                topic.id()));
    return topic.say().stream()
        .filter(entry -> !used.contains(hash(entry)))
        .findFirst()
        .map(entry -> new Next(entry, false))
        .orElseGet(() -> new Next(topic.say().getFirst(), true));
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
        hash(next.entry()));
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
