package dev.steward.server.console;

import dev.steward.engine.store.Sql;
import dev.steward.server.html.Texts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One case of the same text by several members: where it stood, and what became of it. */
final class CampaignPage {
  private static final int MOST_POSTS = 100;

  private final Pages pages;
  private final Times times;

  CampaignPage(Pages pages, Times times) {
    this.pages = pages;
    this.times = times;
  }

  private record Stored(
      long number,
      String pack,
      long version,
      String rule,
      long clause,
      String clauseText,
      Instant opened,
      String state,
      @Nullable Instant ended,
      String by,
      @Nullable String text) {}

  /** One copy; the name is empty for those who may not see it. */
  record Post(String member, String group, String at, boolean stands) {}

  /** What the page shows. */
  record Model(
      long number,
      boolean confirmed,
      boolean undone,
      boolean confirmable,
      boolean undoable,
      String ended,
      String by,
      String endedAt,
      String text,
      boolean forgotten,
      String rule,
      String clause,
      String clauseText,
      String script,
      String opened,
      String size,
      List<Post> posts,
      String more) {}

  /** The page of a number; empty when it is none of these. */
  Optional<Answer> show(Visit visit, Sql sql, long number) {
    return sql.first(
            "SELECT c.pack, c.version, c.rule, c.clause, c.clause_text, c.opened, c.state, c.ended,"
                + " coalesce(c.by_login, ''), e.text FROM campaign c LEFT JOIN evidence e"
                + " ON e.case_number = c.number WHERE c.number = ?",
            row ->
                new Stored(
                    number,
                    row.text(1),
                    row.number(2),
                    row.text(3),
                    row.number(4),
                    row.text(5),
                    row.time(6),
                    row.text(7),
                    row.timeOrNull(8),
                    row.text(9),
                    row.textOrNull(10)),
            number)
        .map(stored -> pages.show(visit, "campaign", model(visit, sql, stored)));
  }

  private Model model(Visit visit, Sql sql, Stored stored) {
    Texts t = visit.texts();
    boolean words = visit.may(Right.WORDS);
    boolean confirmed = stored.state.equals("confirmed");
    boolean undone = stored.state.equals("undone");
    List<Post> posts =
        sql.list(
            "SELECT coalesce(m.name, p.user_id), coalesce(g.title, p.group_id), p.at, p.fate"
                + " FROM campaign_post p"
                + " LEFT JOIN chat_group g ON g.group_id = p.group_id"
                + " LEFT JOIN member m ON m.group_id = p.group_id AND m.user_id = p.user_id"
                + " WHERE p.number = ? ORDER BY p.at, p.message_id LIMIT "
                + MOST_POSTS,
            row ->
                new Post(
                    words ? row.text(1) : "",
                    row.text(2),
                    times.at(row.time(3)),
                    row.text(4).equals("stands")),
            stored.number);
    long[] counts =
        sql.first(
                "SELECT count(*), count(DISTINCT person_id), count(DISTINCT group_id)"
                    + " FROM campaign_post WHERE number = ?",
                row -> new long[] {row.number(1), row.number(2), row.number(3)},
                stored.number)
            .orElseThrow();
    return new Model(
        stored.number,
        confirmed,
        undone,
        visit.may(Right.OPERATE) && !confirmed && !undone,
        visit.may(Right.OPERATE) && !undone,
        confirmed || undone ? t.say("campaign-ended-" + stored.state) : "",
        stored.by,
        times.at(stored.ended),
        words && stored.text != null ? stored.text : "",
        words && stored.text == null,
        stored.rule,
        CaseRows.clause(stored.clause),
        stored.clauseText,
        stored.pack + (stored.version == 0 ? "" : " v" + stored.version),
        times.at(stored.opened),
        t.say("campaign-count", counts[0], counts[1], counts[2]),
        posts,
        counts[0] > posts.size() ? t.say("campaign-more", counts[0] - posts.size()) : "");
  }
}
