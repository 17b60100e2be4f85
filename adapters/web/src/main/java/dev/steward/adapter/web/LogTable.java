package dev.steward.adapter.web;

import dev.steward.chat.Content;
import dev.steward.chat.Role;
import dev.steward.chat.Segment;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The log in SQL. Belongs to the thread of its {@link Sql}. */
final class LogTable {
  private final Sql sql;

  LogTable(Sql sql) {
    this.sql = sql;
  }

  long last() throws SQLException {
    return sql.number("SELECT coalesce(max(seq), 0) FROM log");
  }

  void append(LogEntry entry, @Nullable String replyTo) throws SQLException {
    Content body = entry.body();
    sql.update(
        "INSERT INTO log(seq, conv, kind, subject, actor, name, role, body, detail, reply_to,"
            + " revision, deliver, at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        entry.seq(),
        entry.conv(),
        entry.kind(),
        entry.subject(),
        entry.actor(),
        entry.name(),
        entry.role(),
        body == null ? null : Json.text(body),
        entry.detail(),
        replyTo,
        entry.revision(),
        entry.deliver(),
        entry.at());
  }

  /** A message of that conversation which has not been deleted. */
  Optional<LogEntry> message(String conv, String id) throws SQLException {
    long seq = number(id);
    return seq < 1
        ? Optional.empty()
        : sql.first(
            "SELECT * FROM log WHERE seq = ? AND conv = ? AND kind = 'MESSAGE' AND body IS NOT NULL",
            LogTable::entry,
            seq,
            conv);
  }

  /** A member's native id as a number; 0 when it can't be one. */
  static long number(String id) {
    if (id.isEmpty() || id.length() > 18 || !id.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return 0;
    }
    return Long.parseLong(id);
  }

  /** The newest messages before a number, oldest first. */
  List<LogEntry> history(String conv, long before, int limit) throws SQLException {
    return sql.list(
            "SELECT * FROM log WHERE conv = ? AND seq < ? AND kind = 'MESSAGE' AND body IS NOT NULL"
                + " ORDER BY seq DESC LIMIT ?",
            LogTable::entry,
            conv,
            before,
            limit)
        .reversed();
  }

  /** All that happened in a conversation after a number, oldest first. */
  List<LogEntry> after(String conv, long seq, int limit) throws SQLException {
    return sql.list(
        "SELECT * FROM log WHERE conv = ? AND seq > ? ORDER BY seq LIMIT ?",
        LogTable::entry,
        conv,
        seq,
        limit);
  }

  /** What Steward is to be told after a number, oldest first. */
  List<LogEntry> undelivered(String conv, long seq, int limit) throws SQLException {
    return sql.list(
        "SELECT * FROM log WHERE conv = ? AND seq > ? AND deliver = 1 ORDER BY seq LIMIT ?",
        LogTable::entry,
        conv,
        seq,
        limit);
  }

  long countUndelivered(String conv, long seq) throws SQLException {
    return sql.number(
        "SELECT count(*) FROM log WHERE conv = ? AND seq > ? AND deliver = 1", conv, seq);
  }

  void rewrite(long seq, Content body, int revision) throws SQLException {
    sql.update(
        "UPDATE log SET body = ?, revision = ? WHERE seq = ?", Json.text(body), revision, seq);
  }

  /** Removes the words of a message, of its earlier forms, and of quotes of it. */
  void erase(LogEntry message) throws SQLException {
    sql.update("UPDATE log SET body = NULL, detail = '' WHERE seq = ?", message.seq());
    sql.update("UPDATE log SET body = NULL WHERE kind = 'EDIT' AND subject = ?", message.id());
    List<LogEntry> replies =
        sql.list(
            "SELECT * FROM log WHERE reply_to = ? AND body IS NOT NULL",
            LogTable::entry,
            message.id());
    for (LogEntry reply : replies) {
      Content body = reply.body();
      if (body != null) {
        rewrite(reply.seq(), withoutExcerpt(body), reply.revision());
      }
    }
  }

  private static Content withoutExcerpt(Content content) {
    List<Segment> segments = new ArrayList<>();
    for (Segment segment : content.segments()) {
      segments.add(
          segment instanceof Segment.Quote quote
              ? new Segment.Quote(quote.messageId(), quote.sender(), "")
              : segment);
    }
    return new Content(segments);
  }

  static LogEntry entry(ResultSet row) throws SQLException {
    String body = row.getString("body");
    return new LogEntry(
        row.getLong("seq"),
        row.getString("conv"),
        LogEntry.Kind.valueOf(row.getString("kind")),
        row.getString("subject"),
        row.getString("actor"),
        row.getString("name"),
        Role.valueOf(row.getString("role")),
        body == null ? null : Json.read(body, Content.class),
        row.getString("detail"),
        row.getInt("revision"),
        row.getInt("deliver") == 1,
        row.getLong("at_ms"));
  }
}
