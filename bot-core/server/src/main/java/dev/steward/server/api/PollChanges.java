package dev.steward.server.api;

import dev.steward.engine.store.Sql;
import java.time.Instant;
import java.util.List;

/**
 * Every change of a poll, with the poll as it stands now. Of a poll the last row counts. All
 * changes are numbered at the brand's key.
 */
final class PollChanges implements ChangeFeed {
  /** Not the name of the list that went by polls, whose cursors counted something else. */
  @Override
  public String name() {
    return "poll-changes";
  }

  @Override
  public List<Change> after(Sql sql, long number, int most) {
    return sql.list(
        "SELECT "
            + PollAnswers.COLUMNS
            + ", c.seq, c.what, c.at FROM poll_change c JOIN poll p ON p.number = c.poll"
            + " WHERE c.seq > ? ORDER BY c.seq LIMIT ?",
        row -> {
          long seq = row.number(14);
          return new Change(
              seq,
              PollAnswers.poll(
                  new Fields().put("seq", seq).put("change", row.text(15)).put("at", row.time(16)),
                  row));
        },
        number,
        most);
  }

  @Override
  public long before(Sql sql, Instant since) {
    return sql.first(
            "SELECT coalesce((SELECT min(seq) FROM poll_change WHERE at >= ?),"
                + " (SELECT coalesce(max(seq), 0) + 1 FROM poll_change)) - 1",
            row -> row.number(1),
            since)
        .orElse(0L);
  }
}
