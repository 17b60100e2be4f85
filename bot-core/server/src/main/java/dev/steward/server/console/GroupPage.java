package dev.steward.server.console;

import dev.steward.chat.GroupId;
import dev.steward.engine.flow.PageLinks;
import dev.steward.engine.flow.Reason;
import dev.steward.engine.flow.Scripts;
import dev.steward.engine.script.Binding;
import dev.steward.engine.script.Clause;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.Rule;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Sql;
import dev.steward.server.data.Readers;
import dev.steward.server.html.Texts;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One group: its rules and their stage, what would have been done, its last cases. */
final class GroupPage {
  private static final int EVENTS_COUNTED = 5_000;
  private static final int CASES_SHOWN = 8;

  private final Readers readers;
  private final Pages pages;
  private final Times times;
  private final PackList packs;
  private final CaseRows cases;
  private final GroupsPage groups;
  private final Audit audit;
  private final GroupDay day;
  private final PageLinks links;
  private final InstantSource clock;

  GroupPage(
      Readers readers,
      Pages pages,
      Times times,
      PackList packs,
      CaseRows cases,
      GroupsPage groups,
      Audit audit,
      GroupDay day,
      PageLinks links,
      InstantSource clock) {
    this.readers = readers;
    this.pages = pages;
    this.times = times;
    this.packs = packs;
    this.cases = cases;
    this.groups = groups;
    this.audit = audit;
    this.day = day;
    this.links = links;
    this.clock = clock;
  }

  private record Stored(
      String id,
      String title,
      String account,
      boolean lost,
      @Nullable String pack,
      @Nullable Binding binding,
      boolean live,
      Set<String> liveRules,
      @Nullable Instant pausedUntil,
      @Nullable Instant guardedUntil,
      boolean staffGroup,
      Instant firstSeen) {}

  /** What the page shows. */
  record Model(
      String id,
      String back,
      String groupTitle,
      String account,
      boolean lost,
      String pack,
      boolean packMissing,
      boolean live,
      String paused,
      String guarded,
      boolean staffGroup,
      String firstSeen,
      List<RuleLine> rules,
      boolean noRules,
      String newRules,
      boolean offerLive,
      String observedOf,
      GroupDay.Model day,
      String rehearse,
      List<CaseRows.CaseRow> cases,
      boolean noCases,
      String allCases,
      String flow,
      String complain,
      String members,
      String memberPage,
      List<GroupsPage.Choice> packs,
      List<GroupsPage.Pairing> pairings,
      boolean somePairings) {}

  /**
   * A rule as it is here.
   *
   * @param observed how often it would have acted lately
   */
  record RuleLine(
      String id, int clause, String text, String mark, boolean live, boolean off, int observed) {}

  Answer show(Visit visit) {
    String id = visit.asked("id");
    Answer answer =
        readers.read(
            sql -> {
              Stored stored = stored(sql, id).orElseThrow(Refusal::notFound);
              return pages.show(visit, "group", model(sql, visit, stored));
            });
    if (visit.may(Right.WORDS)) {
      audit.looked(visit.staff().login(), "group", id);
    }
    return answer;
  }

  private static Optional<Stored> stored(Sql sql, String id) {
    return sql.first(
        "SELECT group_id, title, account, state, pack, binding, stage, live_rules, paused_until,"
            + " guarded_until, staff_group, first_seen FROM chat_group WHERE group_id = ?",
        GroupPage::stored,
        id);
  }

  private static Stored stored(Sql.Row row) throws SQLException {
    String binding = row.textOrNull(6);
    return new Stored(
        row.text(1),
        row.text(2),
        row.text(3),
        row.text(4).equals("lost"),
        row.textOrNull(5),
        binding == null ? null : Json.read(binding, Binding.class),
        row.text(7).equals("live"),
        Set.copyOf(Json.readStrings(row.text(8))),
        row.timeOrNull(9),
        row.timeOrNull(10),
        row.yes(11),
        row.time(12));
  }

  private Model model(Sql sql, Visit visit, Stored group) {
    Texts t = visit.texts();
    Optional<Scripts.Script> script =
        group.pack == null ? Optional.empty() : packs.named(group.pack);
    Map<String, Integer> observed = observed(sql, group.id);
    List<RuleLine> rules = script.map(s -> rules(group, s.pack(), observed)).orElse(List.of());
    long fresh = rules.stream().filter(rule -> !rule.live && !rule.off).count();
    List<CaseRows.CaseRow> last =
        cases.list(sql, visit, group.id, "", "", Long.MAX_VALUE, CASES_SHOWN);
    List<GroupsPage.Pairing> pairings = group.pack == null ? groups.pairings(sql) : List.of();
    return new Model(
        group.id,
        Visit.link("/console/group", "id", group.id),
        group.title,
        group.account,
        group.lost,
        group.pack == null
            ? ""
            : script
                .map(s -> s.pack().title() + (s.version() == 0 ? "" : " v" + s.version()))
                .orElse(group.pack),
        group.pack != null && script.isEmpty(),
        group.live,
        times.ahead(group.pausedUntil),
        times.ahead(group.guardedUntil),
        group.staffGroup,
        times.at(group.firstSeen),
        rules,
        rules.isEmpty(),
        group.live && fresh > 0 ? t.say("group-new-rules", fresh) : "",
        !group.live || fresh > 0,
        t.say("group-observed-of", EVENTS_COUNTED),
        script
            .map(s -> group.binding == null ? s.pack() : group.binding.applyTo(s.pack()))
            .map(pack -> day.of(sql, t, group.id, group.binding, pack))
            .orElse(GroupDay.NOTHING),
        Visit.link("/console/rehearse", "group", group.id),
        last,
        last.isEmpty(),
        Visit.link("/console/cases", "group", group.id),
        Visit.link("/console/flow", "group", group.id),
        Visit.link("/console/complaint/new", "group", group.id),
        Visit.link("/console/members", "group", group.id),
        group.pack == null ? "" : links.ofGroup(GroupId.parse(group.id), clock.instant()),
        packs.inForce().stream()
            .map(Scripts.Script::pack)
            .map(p -> new GroupsPage.Choice(p.name(), p.title(), p.name().equals(group.pack)))
            .toList(),
        pairings,
        !pairings.isEmpty());
  }

  private static List<RuleLine> rules(Stored group, Pack pack, Map<String, Integer> observed) {
    Binding binding = group.binding;
    return pack.rules().rules().stream()
        .map(
            rule ->
                line(
                    rule,
                    pack,
                    group.live && group.liveRules.contains(rule.id()),
                    binding != null && binding.off().contains(rule.id()),
                    observed.getOrDefault(rule.id(), 0)))
        .toList();
  }

  private static RuleLine line(Rule rule, Pack pack, boolean live, boolean off, int observed) {
    Optional<Clause> clause = pack.clause(rule.clause());
    return new RuleLine(
        rule.id(),
        clause.map(Clause::number).orElse(0),
        clause.map(Clause::text).orElse(rule.clause()),
        rule.mark().toString(),
        live,
        off,
        observed);
  }

  /** How many of the last messages each rule would have acted on. */
  private static Map<String, Integer> observed(Sql sql, String group) {
    String key = "group:" + group;
    Map<String, Integer> counts = new HashMap<>();
    sql
        .list(
            "SELECT DISTINCT d.seq, d.reason FROM decision d WHERE d.mode = 'observed'"
                + " AND d.lane_key = ? AND d.seq IN"
                + " (SELECT seq FROM journal WHERE lane_key = ? ORDER BY seq DESC LIMIT ?)",
            row -> new Observed(row.number(1), rule(row.text(2))),
            key,
            key,
            EVENTS_COUNTED)
        .stream()
        .distinct()
        .filter(seen -> !seen.rule.isEmpty())
        .forEach(seen -> counts.merge(seen.rule, 1, Integer::sum));
    return counts;
  }

  private record Observed(long seq, String rule) {}

  private static String rule(String reason) {
    return Objects.requireNonNullElse(Json.read(reason, Reason.class).rule(), "");
  }
}
