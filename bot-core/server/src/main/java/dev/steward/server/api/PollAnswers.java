package dev.steward.server.api;

import dev.steward.engine.store.Sql;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is answered about polls. */
final class PollAnswers {
  /** What is told of a poll, of the table {@code poll p}. */
  static final String COLUMNS =
      "p.number, p.title, p.type, p.anonymous, p.state, p.pack, p.item, p.revision, p.opened,"
          + " p.closes, p.ended, (SELECT count(*) FROM poll_reach r WHERE r.poll = p.number),"
          + " (SELECT coalesce(sum(coalesce(r.persons, r.members)), 0) FROM poll_reach r"
          + " WHERE r.poll = p.number)";

  private final Cursors cursors;

  PollAnswers(Cursors cursors) {
    this.cursors = cursors;
  }

  /** Adds to some fields those of a poll. */
  static Map<String, @Nullable Object> poll(Fields fields, Sql.Row row) throws SQLException {
    return fields
        .put("id", row.number(1))
        .put("title", row.text(2))
        .put("type", row.text(3))
        .put("anonymous", row.yes(4))
        .put("state", row.text(5))
        .put("pack", row.textOrNull(6))
        .put("item", row.textOrNull(7))
        .put("revision", row.number(8))
        .put("opened", row.time(9))
        .put("closes", row.time(10))
        .put("ended", row.timeOrNull(11))
        .put(
            "reached",
            new Fields().put("groups", row.number(12)).put("members", row.number(13)).map())
        .map();
  }

  ApiAnswer list(Sql sql, Asked asked) {
    return Page.of(sql, cursors, new PollChanges(), asked);
  }

  ApiAnswer one(Sql sql, Asked asked) {
    PollHead head = PollHead.of(sql, asked);
    return sql.first(
            "SELECT " + COLUMNS + " FROM poll p WHERE p.number = ?",
            row -> new ApiAnswer(poll(new Fields(), row), 1, head.name("")),
            head.number())
        .orElseThrow(ApiProblem::notFound);
  }

  ApiAnswer codebook(Sql sql, Asked asked) {
    PollHead head = PollHead.of(sql, asked);
    List<Map<String, @Nullable Object>> codes =
        sql.list(
            "SELECT code, text FROM poll_code WHERE poll = ? ORDER BY position",
            row -> new Fields().put("code", row.text(1)).put("text", row.text(2)).map(),
            head.number());
    Fields book =
        new Fields()
            .put("poll", head.number())
            .put("title", head.title())
            .put("type", head.type())
            .put("revision", head.revision())
            .put("codes", codes);
    return new ApiAnswer(book.map(), codes.size(), head.name("/codebook"));
  }

  ApiAnswer responses(Sql sql, Asked asked) {
    PollHead head = PollHead.of(sql, asked);
    if (head.anonymous()) {
      throw new ApiProblem(
          403,
          "poll-anonymous",
          "An anonymous poll",
          "这是匿名投票：没有人能知道谁选了什么，只在结束后给出合计（results）。",
          "This poll is anonymous: nobody can know who chose what. Its sums are in results, once it"
              + " has ended.");
    }
    return Page.of(sql, cursors, new Responses(head), asked);
  }

  ApiAnswer results(Sql sql, Asked asked) {
    return ResultsAnswer.of(sql, PollHead.of(sql, asked));
  }
}
