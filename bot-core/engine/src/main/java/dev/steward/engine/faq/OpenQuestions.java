package dev.steward.engine.faq;

import dev.steward.engine.flow.Scripts;
import dev.steward.engine.store.Sql;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What members asked and nobody has answered by now, put together for whoever writes the answers.
 * Read without any model: some ten milliseconds.
 */
public final class OpenQuestions {
  /** The latest count; older ones show as these are settled. */
  private static final int MOST = 500;

  private OpenQuestions() {}

  /**
   * Questions to one pack that are much alike.
   *
   * @param nearest the entry that came nearest to the first, or null
   * @param questions the latest first; at least one
   */
  public record Cluster(String pack, @Nullable String nearest, List<Question> questions) {
    public Cluster {
      questions = List.copyOf(questions);
    }

    /** Whether one of them is about the body or despair: only what was reviewed answers those. */
    public boolean sensitive() {
      return questions.stream().anyMatch(one -> Sensitive.of(one.text()) != Sensitive.NOTHING);
    }
  }

  /**
   * A question.
   *
   * @param seq the journal's number of it
   */
  public record Question(long seq, String text) {}

  private record Unanswered(long seq, String pack, @Nullable String nearest, String text) {}

  /** The clusters, the biggest first. */
  public static List<Cluster> of(Sql sql, Collection<Scripts.Script> inForce, Instant now) {
    Map<String, List<Unanswered>> byPack = new LinkedHashMap<>();
    for (Unanswered one : open(sql)) {
      byPack.computeIfAbsent(one.pack, _ -> new ArrayList<>()).add(one);
    }
    Shelf shelf = new Shelf(new FaqBook(sql));
    for (Scripts.Script script : inForce) {
      List<Unanswered> asked = byPack.get(script.pack().name());
      if (asked != null) {
        LocalDate day = now.atZone(script.pack().zone()).toLocalDate();
        AnsweredNow answered = new AnsweredNow(shelf.knowledge(script, now), day);
        asked.removeIf(one -> answered.has(one.text, one.nearest));
      }
    }
    return byPack.values().stream()
        .flatMap(
            asked ->
                Clusters.of(asked.stream().map(Unanswered::text).toList()).stream()
                    .map(together -> together.stream().map(asked::get).toList()))
        .sorted(Comparator.comparingInt(together -> -together.size()))
        .map(OpenQuestions::cluster)
        .toList();
  }

  private static List<Unanswered> open(Sql sql) {
    return sql.list(
        "SELECT seq, pack, nearest, text FROM faq_question WHERE text IS NOT NULL AND settled = 0"
            + " ORDER BY seq DESC LIMIT ?",
        row -> new Unanswered(row.number(1), row.text(2), row.textOrNull(3), row.text(4)),
        MOST);
  }

  private static Cluster cluster(List<Unanswered> together) {
    Unanswered first = together.getFirst();
    return new Cluster(
        first.pack,
        first.nearest,
        together.stream().map(one -> new Question(one.seq, one.text)).toList());
  }
}
