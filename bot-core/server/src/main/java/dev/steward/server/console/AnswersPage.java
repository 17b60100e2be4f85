package dev.steward.server.console;

import dev.steward.chat.Key;
import dev.steward.engine.faq.Clusters;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Sql;
import dev.steward.server.data.Readers;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What was asked and not answered, put together; what was answered, and what staff said of it; and
 * what they taught. Members' words only for those who may read them.
 */
final class AnswersPage {
  private static final int MOST_QUESTIONS = 500;
  private static final int MOST_CLUSTERS = 30;
  private static final int MOST_EXAMPLES = 4;
  private static final int MOST_ROWS = 40;

  private final Readers readers;
  private final Chores chores;
  private final Audit audit;
  private final Pages pages;
  private final Times times;

  AnswersPage(Readers readers, Chores chores, Audit audit, Pages pages, Times times) {
    this.readers = readers;
    this.chores = chores;
    this.audit = audit;
    this.pages = pages;
    this.times = times;
  }

  /** What the page shows. */
  record Model(
      List<Cluster> clusters,
      boolean noClusters,
      List<Said> said,
      boolean nothingSaid,
      List<Lesson> lessons,
      boolean noLessons) {}

  /**
   * Questions that are much alike.
   *
   * @param draft an entry to copy into faq.yaml
   */
  record Cluster(int count, String pack, String nearest, List<String> examples, String draft) {}

  /** An answer; {@code verdict} is empty while nobody said whether it was right. */
  record Said(String at, String pack, String entry, String text, String sure, String verdict) {}

  /** What staff taught. */
  record Lesson(
      long id, String at, String pack, String entry, String text, String login, boolean asks) {}

  private record Unanswered(String pack, String nearest, String text) {}

  Answer list(Visit visit) {
    boolean words = visit.may(Right.WORDS);
    List<Cluster> clusters = readers.read(sql -> clusters(sql, words));
    List<Said> said = readers.read(sql -> said(sql, visit, words));
    List<Lesson> lessons = readers.read(sql -> lessons(sql, words));
    if (words) {
      audit.looked(visit.staff().login(), "answers", "");
    }
    return pages.show(
        visit,
        "answers",
        new Model(clusters, clusters.isEmpty(), said, said.isEmpty(), lessons, lessons.isEmpty()));
  }

  private static List<Cluster> clusters(Sql sql, boolean words) {
    List<Unanswered> all =
        sql.list(
            "SELECT pack, coalesce(nearest, ''), text FROM faq_question WHERE text IS NOT NULL"
                + " ORDER BY seq DESC LIMIT ?",
            row -> new Unanswered(row.text(1), row.text(2), row.text(3)),
            MOST_QUESTIONS);
    List<Cluster> clusters = new ArrayList<>();
    for (List<Integer> together : Clusters.of(all.stream().map(Unanswered::text).toList())) {
      if (clusters.size() == MOST_CLUSTERS) {
        break;
      }
      Unanswered first = all.get(together.getFirst());
      List<String> examples =
          together.stream().map(i -> all.get(i).text()).distinct().limit(MOST_EXAMPLES).toList();
      clusters.add(
          new Cluster(
              together.size(),
              first.pack(),
              first.nearest(),
              words ? examples : List.of(),
              words ? draft(examples) : ""));
    }
    return clusters;
  }

  private static String draft(List<String> examples) {
    return "  new-answer:\n    ask: ["
        + String.join(", ", examples.stream().map(Json::quote).toList())
        + "]\n    say: ";
  }

  private List<Said> said(Sql sql, Visit visit, boolean words) {
    return sql.list(
        "SELECT at, pack, entry, coalesce(text, ''), score, coalesce(verdict, ''),"
            + " coalesce(verdict_entry, '') FROM faq_answer ORDER BY seq DESC LIMIT ?",
        row -> said(row, visit, words),
        MOST_ROWS);
  }

  private Said said(Sql.Row row, Visit visit, boolean words) throws SQLException {
    String verdict = row.text(6);
    String instead = row.text(7);
    return new Said(
        times.at(row.time(1)),
        row.text(2),
        row.text(3),
        words ? row.text(4) : "",
        row.text(5),
        verdict.isEmpty()
            ? ""
            : visit.texts().say("answers-" + verdict) + (instead.isEmpty() ? "" : " → " + instead));
  }

  private List<Lesson> lessons(Sql sql, boolean words) {
    return sql.list(
        "SELECT id, at, pack, entry, coalesce(text, ''), login, asks FROM faq_lesson WHERE undone ="
            + " 0 ORDER BY id DESC LIMIT ?",
        row ->
            new Lesson(
                row.number(1),
                times.at(row.time(2)),
                row.text(3),
                row.text(4),
                words ? row.text(5) : "",
                row.text(6),
                row.yes(7)),
        MOST_ROWS);
  }

  /** Takes back what staff taught. */
  Answer undo(Visit visit) {
    chores.command(
        visit.staff(),
        List.of(Key.BRAND),
        "faq-undo",
        Map.of("lesson", Long.toString(visit.number("lesson"))));
    return Answer.seeOther(Visit.link("/console/answers", "done", "unlearned"));
  }
}
