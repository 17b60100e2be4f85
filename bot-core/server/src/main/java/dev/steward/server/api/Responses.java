package dev.steward.server.api;

import dev.steward.engine.store.Json;
import dev.steward.engine.store.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that became of a poll's ballots. They belong to the brand's key, so that one lane
 * writes them, one transaction after the other: their numbers are committed in order.
 */
record Responses(PollHead poll) implements ChangeFeed {
  @Override
  public String name() {
    return poll.name("/responses");
  }

  @Override
  public List<Change> after(Sql sql, long number, int most) {
    return sql.list(
        "SELECT c.seq, c.kind, c.at, c.respondent, c.group_id, c.tier, c.choices, t.text,"
            + " c.option_order, c.unverified FROM ballot_change c LEFT JOIN ballot_text t ON t.id = c.text_id"
            + " WHERE c.poll = ? AND c.seq > ? ORDER BY c.seq LIMIT ?",
        this::change,
        poll.number(),
        number,
        most);
  }

  private Change change(Sql.Row row) throws SQLException {
    return new Change(
        row.number(1),
        new Fields()
            .put("seq", row.number(1))
            .put("poll", poll.number())
            .put("kind", row.text(2))
            .put("at", row.time(3))
            .put("respondent", row.text(4))
            .put("group", row.text(5))
            .put("tier", row.textOrNull(6))
            .put("choices", codes(row.textOrNull(7)))
            .put("text", row.textOrNull(8))
            .put("optionOrder", codes(row.textOrNull(9)))
            .put("verified", !row.yes(10))
            .map());
  }

  private static @Nullable List<String> codes(@Nullable String json) {
    return json == null ? null : Json.readStrings(json);
  }

  @Override
  public long before(Sql sql, Instant since) {
    return sql.first(
            "SELECT coalesce((SELECT min(seq) FROM ballot_change WHERE poll = ? AND at >= ?),"
                + " (SELECT coalesce(max(seq), 0) + 1 FROM ballot_change WHERE poll = ?)) - 1",
            row -> row.number(1),
            poll.number(),
            since,
            poll.number())
        .orElse(0L);
  }
}
