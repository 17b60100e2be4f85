package dev.steward.engine.rules;

import dev.steward.engine.casework.TodoWanted;
import dev.steward.engine.flow.Reason;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.Rule;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Sql;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How often each rule hit since a time, and what staff said of that. Immutable. */
public final class RuleFigures {
  private final Map<String, Figures> rules = new HashMap<>();

  /**
   * Of one rule.
   *
   * @param hits cases, questions to staff, also those that would have been asked, waves of copies
   * @param observed how many of the hits were only noted
   * @param confirmed those that staff confirmed, or agreed to when asked
   * @param overturned those that staff called wrong, or said no to; what was forgiven is neither
   * @param last when it hit last; null when it never did
   */
  public record Figures(
      long hits, long observed, long confirmed, long overturned, @Nullable Instant last) {
    static final Figures NOTHING = new Figures(0, 0, 0, 0, null);

    Figures and(Figures more) {
      boolean later = last == null || (more.last != null && more.last.isAfter(last));
      return new Figures(
          hits + more.hits,
          observed + more.observed,
          confirmed + more.confirmed,
          overturned + more.overturned,
          later ? more.last : last);
    }
  }

  private RuleFigures() {}

  /** Counts them. */
  public static RuleFigures since(Sql sql, Instant since) {
    RuleFigures figures = new RuleFigures();
    figures.cases(sql, since);
    figures.questions(sql, since);
    figures.wouldAsk(sql, since);
    figures.campaigns(sql, since);
    return figures;
  }

  /** Of a rule; nothing when it never hit. */
  public Figures of(Pack pack, Rule rule) {
    return rules.getOrDefault(key(pack.name(), rule.id()), Figures.NOTHING);
  }

  private static String key(String pack, String rule) {
    return pack + "/" + rule;
  }

  private void cases(Sql sql, Instant since) {
    sql.each(
        "SELECT c.pack, c.rule, count(*), sum(CASE WHEN c.mode = 'observed' THEN 1 ELSE 0 END),"
            + " sum(CASE WHEN r.violates = 1 THEN 1 ELSE 0 END),"
            + " sum(CASE WHEN r.violates = 0 THEN 1 ELSE 0 END), max(c.opened)"
            + " FROM moderation_case c LEFT JOIN case_review r ON r.case_number = c.number"
            + " WHERE c.opened >= ? GROUP BY c.pack, c.rule",
        row ->
            rules.put(
                key(row.text(1), row.text(2)),
                new Figures(
                    row.number(3), row.number(4), row.number(5), row.number(6), row.time(7))),
        since);
  }

  /** Questions to staff that were answered with no, or not yet; a yes is a case. */
  private void questions(Sql sql, Instant since) {
    sql.each(
        "SELECT t.detail, t.created, (SELECT count(*) FROM todo_note n WHERE n.number = t.number"
            + " AND n.what = 'deny') FROM todo t WHERE t.kind = ? AND t.created >= ?"
            + " AND NOT EXISTS (SELECT 1 FROM todo_note n WHERE n.number = t.number"
            + " AND n.what = 'approve')",
        row -> {
          String request = Json.readMap(row.text(1)).get(TodoWanted.REQUEST);
          if (request != null) {
            Offence offence = Json.read(request, Suggestion.class).offence();
            rules.merge(
                key(offence.pack(), offence.rule()),
                new Figures(1, 0, 0, row.number(3) > 0 ? 1 : 0, row.time(2)),
                Figures::and);
          }
        },
        TodoWanted.SUGGESTION,
        since);
  }

  /** What would have been asked in groups that are observed. */
  private void wouldAsk(Sql sql, Instant since) {
    sql.each(
        "SELECT d.reason, j.arrived FROM decision d JOIN journal j ON j.seq = d.seq"
            + " WHERE d.verdict = 'suggested' AND d.mode = 'observed' AND j.arrived >= ?",
        row -> {
          Reason reason = Json.read(row.text(1), Reason.class);
          String pack = reason.pack();
          String rule = reason.rule();
          if (pack != null && rule != null) {
            rules.merge(key(pack, rule), new Figures(1, 1, 0, 0, row.time(2)), Figures::and);
          }
        },
        since);
  }

  /** One for each text that several members posted, however many copies there were. */
  private void campaigns(Sql sql, Instant since) {
    sql.each(
        "SELECT pack, rule, count(*), sum(CASE WHEN state = 'confirmed' THEN 1 ELSE 0 END),"
            + " sum(CASE WHEN state = 'undone' THEN 1 ELSE 0 END), max(opened) FROM campaign"
            + " WHERE opened >= ? GROUP BY pack, rule",
        row ->
            rules.merge(
                key(row.text(1), row.text(2)),
                new Figures(row.number(3), 0, row.number(4), row.number(5), row.time(6)),
                Figures::and),
        since);
  }
}
