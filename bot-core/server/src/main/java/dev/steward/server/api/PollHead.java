package dev.steward.server.api;

import dev.steward.engine.store.Sql;

/**
 * What an answer about a poll rests on.
 *
 * @param type single, multi, rating or open
 */
record PollHead(long number, String title, String type, boolean anonymous, long revision) {
  /** The poll of an address; what is none is a problem. */
  static PollHead of(Sql sql, Asked asked) {
    return sql.first(
            "SELECT number, title, type, anonymous, revision FROM poll WHERE number = ?",
            row -> new PollHead(row.number(1), row.text(2), row.text(3), row.yes(4), row.number(5)),
            asked.number())
        .orElseThrow(ApiProblem::notFound);
  }

  /** The name of a list of this poll. */
  String name(String list) {
    return "polls/" + number + list;
  }
}
