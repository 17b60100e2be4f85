package dev.steward.adapter.web;

import dev.steward.chat.Media;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which pictures and voice notes are kept, and which messages show them. */
final class MediaTable {
  private final Sql sql;

  MediaTable(Sql sql) {
    this.sql = sql;
  }

  void add(Media media, String by, long now) throws SQLException {
    sql.update(
        "INSERT OR IGNORE INTO media(ref, mime, size, by, at_ms) VALUES (?, ?, ?, ?, ?)",
        media.ref(),
        media.mimeType(),
        media.sizeBytes(),
        by,
        now);
  }

  Optional<Media> find(String ref) throws SQLException {
    return sql.first(
        "SELECT ref, mime, size FROM media WHERE ref = ?",
        row -> new Media(row.getString("ref"), row.getString("mime"), row.getLong("size")),
        ref);
  }

  void use(String ref, long seq) throws SQLException {
    sql.update("INSERT OR IGNORE INTO media_use(ref, seq) VALUES (?, ?)", ref, seq);
  }

  /** A message is gone: returns the media that nothing shows any more, already out of the index. */
  List<String> release(long seq) throws SQLException {
    List<String> gone = new ArrayList<>();
    List<String> used =
        sql.list("SELECT ref FROM media_use WHERE seq = ?", row -> row.getString("ref"), seq);
    sql.update("DELETE FROM media_use WHERE seq = ?", seq);
    for (String ref : used) {
      if (sql.number("SELECT count(*) FROM media_use WHERE ref = ?", ref) == 0) {
        sql.update("DELETE FROM media WHERE ref = ?", ref);
        gone.add(ref);
      }
    }
    return gone;
  }

  /** Media that were uploaded before a time and that no message shows, already out of the index. */
  List<String> releaseUnused(long before) throws SQLException {
    List<String> gone =
        sql.list(
            "SELECT ref FROM media WHERE at_ms < ? AND ref NOT IN (SELECT ref FROM media_use)",
            row -> row.getString("ref"),
            before);
    for (String ref : gone) {
      sql.update("DELETE FROM media WHERE ref = ?", ref);
    }
    return gone;
  }
}
