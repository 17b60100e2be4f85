package dev.steward.server.api;

import dev.steward.engine.store.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is answered about polls. */
final class PollAnswers {
  private static final String SELECT =
      "SELECT p.number, p.title, p.type, p.anonymous, p.state, p.pack, p.item, p.revision,"
          + " p.opened, p.closes, p.ended, (SELECT count(*) FROM poll_reach r WHERE r.poll ="
          + " p.number), (SELECT coalesce(sum(coalesce(r.persons, r.members)), 0) FROM poll_reach r WHERE r.poll ="
          + " p.number) FROM poll p";

  private final Cursors cursors;

  PollAnswers(Cursors cursors) {
    this.cursors = cursors;
  }

  /** All polls, in the order in which they were opened. */
  private static final class Polls implements ChangeFeed {
    @Override
    public String name() {
      return "polls";
    }

    @Override
    public List<Change> after(Sql sql, long number, int most) {
      return sql.list(
          SELECT + " WHERE p.number > ? ORDER BY p.number LIMIT ?",
          row -> new Change(row.number(1), poll(row)),
          number,
          most);
    }

    @Override
    public long before(Sql sql, Instant since) {
      return sql.first(
              "SELECT coalesce((SELECT min(number) FROM poll WHERE opened >= ?),"
                  + " (SELECT coalesce(max(number), 0) + 1 FROM poll)) - 1",
              row -> row.number(1),
              since)
          .orElse(0L);
    }
  }

  private static Map<String, @Nullable Object> poll(Sql.Row row) throws SQLException {
    return new Fields()
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
    return Page.of(sql, cursors, new Polls(), asked);
  }

  ApiAnswer one(Sql sql, Asked asked) {
    PollHead head = PollHead.of(sql, asked);
    return sql.first(
            SELECT + " WHERE p.number = ?",
            row -> new ApiAnswer(poll(row), 1, head.name("")),
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
