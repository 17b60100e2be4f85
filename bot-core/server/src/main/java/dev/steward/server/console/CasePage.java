package dev.steward.server.console;

import dev.steward.chat.GroupId;
import dev.steward.chat.Key;
import dev.steward.engine.flow.Span;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Sql;
import dev.steward.server.data.Readers;
import dev.steward.server.html.Texts;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One case, to the character, and the button that takes it back. */
final class CasePage {
  private static final int MOST_EARLIER = 20;

  private final Readers readers;
  private final Chores chores;
  private final CaseRows rows;
  private final Audit audit;
  private final Pages pages;
  private final Times times;
  private final CampaignPage campaigns;

  CasePage(Readers readers, Chores chores, CaseRows rows, Audit audit, Pages pages, Times times) {
    this.readers = readers;
    this.chores = chores;
    this.rows = rows;
    this.audit = audit;
    this.pages = pages;
    this.times = times;
    campaigns = new CampaignPage(pages, times);
  }

  private record Stored(
      long number,
      long seq,
      String group,
      String user,
      String person,
      String pack,
      long version,
      String rule,
      long clause,
      String clauseText,
      String spans,
      long strike,
      String sanction,
      @Nullable Instant until,
      boolean observed,
      Instant opened,
      boolean undone,
      @Nullable Instant undoneAt,
      String undoneBy,
      String title,
      String name,
      String confirmedBy,
      String orderedBy,
      @Nullable Instant lifted) {}

  /** What the page shows. */
  record Model(
      long number,
      String group,
      String groupHref,
      String member,
      String memberId,
      String memberHref,
      String casesOfMember,
      String script,
      String rule,
      String clause,
      String clauseText,
      String orderedBy,
      List<Marked.Part> evidence,
      boolean someEvidence,
      boolean forgotten,
      long strike,
      long strikesNow,
      String sanction,
      String until,
      String lifted,
      boolean observed,
      String opened,
      boolean undone,
      String undoneAt,
      String undoneBy,
      boolean undoable,
      boolean confirmable,
      String confirmedBy,
      @Nullable Share share,
      List<Deed> deeds,
      boolean noDeeds,
      List<CaseRows.CaseRow> earlier,
      boolean noEarlier) {}

  /** Something that was done for the case. */
  record Deed(String what, String state, String at, boolean well) {}

  Answer show(Visit visit) {
    long number = visit.askedNumber("number", 0);
    boolean words = visit.may(Right.WORDS);
    Answer answer =
        readers.read(
            sql -> {
              Optional<Stored> stored = stored(sql, number);
              return stored.isPresent()
                  ? pages.show(visit, "case", model(sql, visit, stored.get(), words))
                  : campaigns.show(visit, sql, number).orElseThrow(Refusal::notFound);
            });
    if (words) {
      audit.looked(visit.staff().login(), "case", Long.toString(number));
    }
    return answer;
  }

  private static Optional<Stored> stored(Sql sql, long number) {
    return sql.first(
        "SELECT c.number, c.seq, c.group_id, c.user_id, c.person_id, c.pack, c.version, c.rule,"
            + " c.clause, c.clause_text, c.spans, c.strike, c.sanction, c.until, c.mode, c.opened,"
            + " c.state, c.undone, coalesce(c.undone_by, ''), coalesce(g.title, c.group_id),"
            + " coalesce(m.name, c.user_id), coalesce(r.by_login, ''), coalesce(c.by_login, ''),"
            + " c.lifted"
            + " FROM moderation_case c"
            + " LEFT JOIN case_review r ON r.case_number = c.number AND r.violates = 1"
            + " LEFT JOIN chat_group g ON g.group_id = c.group_id"
            + " LEFT JOIN member m ON m.group_id = c.group_id AND m.user_id = c.user_id"
            + " WHERE c.number = ?",
        CasePage::stored,
        number);
  }

  private static Stored stored(Sql.Row row) throws SQLException {
    return new Stored(
        row.number(1),
        row.number(2),
        row.text(3),
        row.text(4),
        row.text(5),
        row.text(6),
        row.number(7),
        row.text(8),
        row.number(9),
        row.text(10),
        row.text(11),
        row.number(12),
        row.text(13),
        row.timeOrNull(14),
        row.text(15).equals("observed"),
        row.time(16),
        row.text(17).equals("undone"),
        row.timeOrNull(18),
        row.text(19),
        row.text(20),
        row.text(21),
        row.text(22),
        row.text(23),
        row.timeOrNull(24));
  }

  private Model model(Sql sql, Visit visit, Stored stored, boolean words) {
    Texts t = visit.texts();
    Optional<String> evidence =
        words
            ? sql.first(
                "SELECT text FROM evidence WHERE case_number = ?",
                row -> row.text(1),
                stored.number)
            : Optional.empty();
    List<Span> spans = List.of(Json.read(stored.spans, Span[].class));
    List<Deed> deeds = deeds(sql, t, stored);
    List<CaseRows.CaseRow> earlier =
        rows.list(sql, visit, "", stored.person, "", stored.number, MOST_EARLIER);
    return new Model(
        stored.number,
        stored.title,
        Visit.link("/console/group", "id", stored.group),
        words ? stored.name : "",
        words ? stored.user : "",
        Visit.link("/console/members", "group", stored.group, "user", stored.user),
        Visit.link("/console/cases", "person", stored.person),
        stored.pack + (stored.version == 0 ? "" : " v" + stored.version),
        CaseRows.rule(t, stored.rule),
        CaseRows.clause(stored.clause),
        CaseRows.because(visit, stored.rule, stored.clauseText),
        stored.orderedBy,
        evidence.map(text -> Marked.parts(text, spans)).orElse(List.of()),
        evidence.isPresent(),
        words && evidence.isEmpty(),
        stored.strike,
        strikesNow(sql, stored.person),
        t.word("sanction", stored.sanction),
        times.at(stored.until),
        times.at(stored.lifted),
        stored.observed,
        times.at(stored.opened),
        stored.undone,
        times.at(stored.undoneAt),
        stored.undoneBy,
        visit.may(Right.OPERATE) && !stored.undone,
        visit.may(Right.OPERATE) && !stored.undone && stored.confirmedBy.isEmpty(),
        stored.confirmedBy,
        stored.undone ? null : share(sql, visit, stored),
        deeds,
        deeds.isEmpty(),
        earlier,
        earlier.isEmpty());
  }

  private long strikesNow(Sql sql, String person) {
    return sql.first(
            "SELECT count(*) FROM strike"
                + " WHERE person_id = ? AND expires > ? AND void = 0 AND mode = 'live'",
            row -> row.number(1),
            person,
            times.now())
        .orElse(0L);
  }

  /**
   * A ban, and whether other groups share it.
   *
   * @param words what the preview said; empty until somebody looked
   */
  record Share(boolean shared, boolean waits, String words, String reason, String by) {}

  private @Nullable Share share(Sql sql, Visit visit, Stored stored) {
    if (!stored.sanction.equals("ban") || stored.observed || !visit.may(Right.OPERATE)) {
      return null;
    }
    return sql.first(
            "SELECT state, words_zh, words_en, reason, by_login, at FROM shared_ban WHERE"
                + " case_number = ?",
            row ->
                new Share(
                    row.text(1).equals("shared"),
                    row.text(1).equals("preview")
                        && row.time(6).isAfter(times.now().minus(Duration.ofHours(1))),
                    visit.texts().language().pick(row.text(2), row.text(3)),
                    row.text(4),
                    row.text(5)),
            stored.number)
        .orElse(new Share(false, false, "", "", ""));
  }

  /** What was done for the case, and what the same message led to besides, such as its deletion. */
  private List<Deed> deeds(Sql sql, Texts t, Stored stored) {
    return sql.list(
        "SELECT kind, state, outcome, created FROM action WHERE case_number = ?"
            + " OR (seq = ? AND lane_key = ? AND case_number IS NULL) ORDER BY id",
        row ->
            new Deed(
                t.word("action", row.text(1)),
                Outcomes.say(t, row.text(2), row.textOrNull(3)),
                times.at(row.time(4)),
                row.text(2).equals("done")),
        stored.number,
        stored.seq,
        "group:" + stored.group);
  }

  /** Shows what sharing a ban would do, shares it, or takes that back. */
  Answer share(Visit visit) {
    String what = visit.field("do");
    if (!Set.of("preview", "share", "withdraw").contains(what)) {
      throw Refusal.badField();
    }
    return tell(
        visit,
        "ban-" + what,
        "ban-" + what,
        what.equals("preview") ? Map.of("reason", visit.field("reason").strip()) : Map.of());
  }

  /** Takes the case back: the group's own key does it, with everything that follows. */
  Answer undo(Visit visit) {
    return tell(visit, "undo", "undo", Map.of());
  }

  /** Says that the case is right; Steward learns from it. */
  Answer confirm(Visit visit) {
    return tell(visit, "confirm-case", "confirm", Map.of());
  }

  private Answer tell(Visit visit, String command, String done, Map<String, String> besides) {
    long number = visit.number("case");
    Key key =
        readers
            .<Optional<Key>>read(
                sql ->
                    sql.first(
                            "SELECT group_id FROM moderation_case WHERE number = ?",
                            row -> Key.group(GroupId.parse(row.text(1))),
                            number)
                        .or(
                            () ->
                                sql.first(
                                    "SELECT 1 FROM campaign WHERE number = ?",
                                    row -> Key.BRAND,
                                    number)))
            .orElseThrow(Refusal::notFound);
    Map<String, String> arguments = new TreeMap<>(besides);
    arguments.put("case", Long.toString(number));
    chores.command(visit.staff(), List.of(key), command, arguments);
    return Answer.seeOther(
        Visit.link("/console/case", "number", number, "done", done, "n", number));
  }
}
