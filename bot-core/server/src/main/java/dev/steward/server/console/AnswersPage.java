package dev.steward.server.console;

import dev.steward.chat.GroupId;
import dev.steward.chat.Key;
import dev.steward.engine.faq.OpenQuestions;
import dev.steward.engine.script.Faq;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Sql;
import dev.steward.server.data.Readers;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was asked and not answered, put together, to be answered or put away; what was answered, and
 * what staff said of it; and what they taught. Members' words only for those who may read them.
 */
final class AnswersPage {
  private static final int MOST_QUESTIONS = 500;

  /** What an entry of faq.yaml takes. */
  private static final int LONGEST_ASK = 100;

  private static final int MOST_ASKS = 20;
  private static final int MOST_CLUSTERS = 30;
  private static final int MOST_EXAMPLES = 4;
  private static final int MOST_ROWS = 40;

  private final Readers readers;
  private final Chores chores;
  private final Audit audit;
  private final Pages pages;
  private final Times times;
  private final PackList packs;

  AnswersPage(
      Readers readers, Chores chores, Audit audit, Pages pages, Times times, PackList packs) {
    this.readers = readers;
    this.chores = chores;
    this.audit = audit;
    this.pages = pages;
    this.times = times;
    this.packs = packs;
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
   * @param row the same to copy into faq.xlsx
   * @param questions the journal's numbers of them all, for what is pressed
   * @param entries that staff may say they ask for
   * @param chosen whether one of them came nearest
   * @param reviewedOnly whether they are about the body, so that only reviewed answers may be said
   */
  record Cluster(
      int count,
      String pack,
      String nearest,
      List<String> examples,
      String draft,
      String row,
      String questions,
      List<Choice> entries,
      boolean hasEntries,
      boolean chosen,
      boolean reviewedOnly) {}

  /** An entry of the pack, by its standard question. */
  record Choice(String id, String question, boolean chosen) {}

  /** An answer; {@code verdict} is empty while nobody said whether it was right. */
  record Said(String at, String pack, String entry, String text, String sure, String verdict) {}

  /** What staff taught. */
  record Lesson(
      long id, String at, String pack, String entry, String text, String login, boolean asks) {}

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

  private List<Cluster> clusters(Sql sql, boolean words) {
    return OpenQuestions.of(sql, packs.inForce(), times.now()).stream()
        .limit(MOST_CLUSTERS)
        .map(cluster -> cluster(cluster, words))
        .toList();
  }

  private Cluster cluster(OpenQuestions.Cluster cluster, boolean words) {
    List<OpenQuestions.Question> all = cluster.questions();
    List<String> texts = all.stream().map(OpenQuestions.Question::text).distinct().toList();
    String nearest = cluster.nearest() == null ? "" : cluster.nearest();
    String name = "new-" + all.getFirst().seq();
    boolean reviewedOnly = cluster.sensitive();
    List<Choice> entries =
        entries(cluster.pack())
            .filter(answer -> answer.reviewed() || !reviewedOnly)
            .map(answer -> choice(answer, nearest))
            .toList();
    return new Cluster(
        all.size(),
        cluster.pack(),
        nearest,
        words ? texts.stream().limit(MOST_EXAMPLES).toList() : List.of(),
        words ? draft(name, texts) : "",
        words ? row(name, texts) : "",
        all.stream().map(one -> Long.toString(one.seq())).collect(Collectors.joining(",")),
        entries,
        !entries.isEmpty(),
        entries.stream().anyMatch(Choice::chosen),
        reviewedOnly);
  }

  private Stream<Faq.Answer> entries(String pack) {
    Faq faq = packs.named(pack).map(script -> script.pack().faq()).orElse(null);
    return faq == null ? Stream.of() : faq.answers().stream();
  }

  private static Choice choice(Faq.Answer answer, String nearest) {
    return new Choice(answer.id(), answer.question(), answer.id().equals(nearest));
  }

  private static String draft(String name, List<String> texts) {
    return "  "
        + name
        + ":\n    ask: ["
        + asks(texts).map(Json::quote).collect(Collectors.joining(", "))
        + "]\n    say: ";
  }

  /** Three cells, as a sheet takes them from the clipboard. */
  private static String row(String name, List<String> texts) {
    return name
        + "\t"
        + asks(texts)
            .map(text -> text.replaceAll("[|\"\\s]+", " "))
            .collect(Collectors.joining(" | "))
        + "\t";
  }

  private static Stream<String> asks(List<String> texts) {
    return texts.stream()
        .filter(text -> text.codePointCount(0, text.length()) <= LONGEST_ASK)
        .limit(MOST_ASKS);
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
        "%.2f".formatted(Double.parseDouble(row.text(5))),
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

  /** Puts questions away: somebody has dealt with them, or they ask nothing. */
  Answer settle(Visit visit) {
    order(visit, "faq-settle", Map.of());
    return Answer.seeOther(Visit.link("/console/answers", "done", "questions-settled"));
  }

  /** Teaches that questions ask for an entry. */
  Answer teach(Visit visit) {
    String entry = visit.field("entry");
    if (entries(visit.field("pack")).noneMatch(answer -> answer.id().equals(entry))) {
      throw Refusal.badField();
    }
    order(visit, "faq-teach", Map.of("entry", entry));
    return Answer.seeOther(Visit.link("/console/answers", "done", "questions-taught"));
  }

  /** Tells each group what becomes of its questions. */
  private void order(Visit visit, String name, Map<String, String> arguments) {
    List<Long> asked = questions(visit.field("questions"));
    Map<String, List<String>> byGroup = readers.read(sql -> byGroup(sql, asked));
    byGroup.forEach(
        (group, questions) -> {
          Map<String, String> all = new HashMap<>(arguments);
          all.put("questions", Json.write(questions));
          chores.command(visit.staff(), List.of(Key.group(GroupId.parse(group))), name, all);
        });
  }

  private static Map<String, List<String>> byGroup(Sql sql, List<Long> questions) {
    Map<String, List<String>> byGroup = new TreeMap<>();
    for (long seq : questions) {
      sql.first("SELECT group_id FROM faq_question WHERE seq = ?", row -> row.text(1), seq)
          .ifPresent(
              group ->
                  byGroup.computeIfAbsent(group, _ -> new ArrayList<>()).add(Long.toString(seq)));
    }
    return byGroup;
  }

  private static List<Long> questions(String field) {
    try {
      return Stream.of(field.split(",")).limit(MOST_QUESTIONS).map(Long::valueOf).toList();
    } catch (NumberFormatException e) {
      throw Refusal.badField();
    }
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
