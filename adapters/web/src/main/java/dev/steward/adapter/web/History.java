package dev.steward.adapter.web;

import dev.steward.chat.UserId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Forgets what was said in the rooms: all of it once it is old, or all of one person's. Belongs to
 * the thread of its {@link Sql}; whoever calls it commits, and then removes the media files.
 */
final class History {
  private final Sql sql;
  private final LogTable log;
  private final MediaTable media;

  History(Sql sql) {
    this.sql = sql;
    log = new LogTable(sql);
    media = new MediaTable(sql);
  }

  /**
   * What was forgotten.
   *
   * @param lines how many lines of the log
   * @param media files that nothing shows any more, by reference
   */
  record Forgotten(int lines, List<String> media) {
    Forgotten {
      media = List.copyOf(media);
    }
  }

  /**
   * Deletes the oldest lines from before a time, at most {@code most}. What Steward was not told
   * yet stays, and so does the newest line, since it says which number is next.
   */
  Forgotten before(long time, int most) throws SQLException {
    List<Long> old =
        sql.list(
            "SELECT seq FROM (SELECT seq, conv, deliver, at_ms FROM log ORDER BY seq LIMIT ?) AS l"
                + " WHERE at_ms < ? AND seq < (SELECT max(seq) FROM log) AND (deliver = 0"
                + " OR seq <= (SELECT delivered FROM cursors c WHERE c.conv = l.conv))",
            row -> row.getLong(1),
            most,
            time);
    List<String> gone = new ArrayList<>();
    for (long seq : old) {
      gone.addAll(media.release(seq));
      sql.update("DELETE FROM log WHERE seq = ?", seq);
    }
    return new Forgotten(old.size(), gone);
  }

  /** Takes out a person's words, wherever they stand, and their name where they are no member. */
  Forgotten of(UserId user) throws SQLException {
    String id = user.id();
    List<LogEntry> said =
        sql.list(
            "SELECT * FROM log WHERE kind = 'MESSAGE' AND (body IS NOT NULL OR detail <> '')"
                + " AND (actor = ? OR conv = ?)",
            LogTable::entry,
            id,
            LogEntry.privateWith(id));
    List<String> gone = new ArrayList<>();
    for (LogEntry message : said) {
      log.erase(message);
      gone.addAll(media.release(message.seq()));
    }
    int named =
        sql.update(
            "UPDATE log SET name = '', body = NULL, detail = CASE WHEN kind = 'MUTE' THEN detail"
                + " ELSE '' END WHERE actor = ? OR conv = ? OR (subject = ? AND kind IN ('JOIN',"
                + " 'LEAVE', 'NAME', 'ROLE', 'MUTE', 'REQUEST'))",
            id,
            LogEntry.privateWith(id),
            id);
    sql.update("UPDATE members SET name = '' WHERE user = ? AND state <> 'IN'", id);
    return new Forgotten(Math.max(said.size(), named), gone);
  }

  /** The same on the files of a chat that doesn't run; 0 when there are none. */
  static int forget(Path folder, UserId user) throws SQLException, IOException {
    Path file = folder.resolve("rooms.db");
    if (!Files.exists(file)) {
      return 0;
    }
    try (Sql sql = new Sql(Schema.open(file))) {
      Forgotten forgotten = new History(sql).of(user);
      sql.commit();
      for (String ref : forgotten.media()) {
        Files.deleteIfExists(MediaShelf.file(folder.resolve("media"), ref));
      }
      Schema.purge(file);
      return forgotten.lines();
    }
  }
}
