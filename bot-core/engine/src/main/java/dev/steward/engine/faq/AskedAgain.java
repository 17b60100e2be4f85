package dev.steward.engine.faq;

import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Segment;
import dev.steward.chat.UserId;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Sql;
import java.util.Optional;

/**
 * A question read again from the journal. What waits for a verdict keeps no words of its own, so
 * that they go with the message, whether a member is erased or its time is over. For the lane's
 * thread.
 */
final class AskedAgain {
  private AskedAgain() {}

  /** What somebody asked in a group; empty when it is forgotten. */
  static Optional<Asked> inGroup(Sql sql, GroupId group, long seq, boolean addressed) {
    return sql.first(
        "SELECT j.user_id, j.message_id, b.text, coalesce(m.name, '') FROM journal j"
            + " JOIN body b ON b.seq = j.seq"
            + " LEFT JOIN member m ON m.group_id = ? AND m.user_id = j.user_id"
            + " WHERE j.seq = ? AND j.kind = 'message-posted'",
        row ->
            new Asked(
                row.text(2),
                UserId.parse(row.text(1)),
                row.text(4),
                words(Json.read(row.text(3), Content.class)),
                addressed,
                false),
        group,
        seq);
  }

  /** What somebody asked in private; empty when it is forgotten. */
  static Optional<Asked> alone(Sql sql, long seq) {
    return sql.first(
        "SELECT b.text FROM journal j JOIN body b ON b.seq = j.seq"
            + " WHERE j.seq = ? AND j.kind = 'private-message-posted'",
        row -> alone(Json.read(row.text(1), Event.PrivateMessagePosted.class)),
        seq);
  }

  static Asked alone(Event.PrivateMessagePosted posted) {
    return new Asked(
        posted.messageId(),
        posted.sender().user(),
        posted.sender().name(),
        posted.content().text().strip(),
        true,
        true);
  }

  /** The words alone, without whom they are said to. */
  static String words(Content content) {
    if (content.segments().size() == 1
        && content.segments().getFirst() instanceof Segment.Text only) {
      return only.text().strip();
    }
    StringBuilder text = new StringBuilder();
    for (Segment segment : content.segments()) {
      if (!(segment instanceof Segment.Mention)) {
        text.append(segment.plain());
      }
    }
    return text.toString().strip();
  }
}
