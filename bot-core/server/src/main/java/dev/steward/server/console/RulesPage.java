package dev.steward.server.console;

import dev.steward.engine.flow.Scripts;
import dev.steward.engine.rules.RuleCosts;
import dev.steward.engine.rules.RuleFigures;
import dev.steward.engine.script.Clause;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.Rule;
import dev.steward.server.data.Readers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** How the rules do: what each hit lately, what staff confirmed of it, and what they took back. */
final class RulesPage {
  private static final Duration LATELY = Duration.ofDays(30);

  private final Readers readers;
  private final Pages pages;
  private final Times times;
  private final PackList packs;
  private final RuleCosts costs;

  RulesPage(Readers readers, Pages pages, Times times, PackList packs, RuleCosts costs) {
    this.readers = readers;
    this.pages = pages;
    this.times = times;
    this.packs = packs;
    this.costs = costs;
  }

  /** What the page shows. */
  record Model(List<Shown> packs, boolean none) {}

  /**
   * A pack with its rules, in the order of the file.
   *
   * @param reading how long it takes to read a message for all of them; empty when not known yet
   */
  record Shown(String name, String title, String reading, List<Row> rules) {}

  /**
   * A rule.
   *
   * @param observed how many of the hits were only noted
   * @param precision of those that staff looked at, how many they confirmed; empty when they looked
   *     at none
   * @param cost how long it takes for 99 of 100 messages; empty when not known yet
   * @param silent whether it hit nothing
   */
  record Row(
      String id,
      int clause,
      String clauseText,
      long hits,
      long observed,
      long confirmed,
      long overturned,
      String precision,
      String last,
      String cost,
      boolean silent) {}

  Answer show(Visit visit) {
    RuleFigures figures = readers.read(sql -> RuleFigures.since(sql, times.now().minus(LATELY)));
    List<Shown> shown =
        packs.inForce().stream()
            .map(Scripts.Script::pack)
            .map(
                pack ->
                    new Shown(
                        pack.name(),
                        pack.title(),
                        cost(pack, RuleCosts.READING),
                        rows(pack, figures)))
            .toList();
    return pages.show(visit, "rules", new Model(shown, shown.isEmpty()));
  }

  private List<Row> rows(Pack pack, RuleFigures figures) {
    return pack.rules().rules().stream()
        .map(
            rule ->
                row(pack, rule, pack.clause(rule.clause()).orElseThrow(), figures.of(pack, rule)))
        .toList();
  }

  private String cost(Pack pack, String rule) {
    OptionalLong nanos = costs.p99(pack.name(), rule);
    return nanos.isEmpty()
        ? ""
        : String.format(Locale.ROOT, "%.1f µs", nanos.getAsLong() / 1_000.0);
  }

  private Row row(Pack pack, Rule rule, Clause clause, RuleFigures.Figures counted) {
    long reviewed = counted.confirmed() + counted.overturned();
    return new Row(
        rule.id(),
        clause.number(),
        clause.text(),
        counted.hits(),
        counted.observed(),
        counted.confirmed(),
        counted.overturned(),
        reviewed == 0
            ? ""
            : Math.round(100.0 * counted.confirmed() / reviewed)
                + " % ("
                + counted.confirmed()
                + "/"
                + reviewed
                + ")",
        times.at(counted.last()),
        cost(pack, rule.id()),
        counted.hits() == 0);
  }
}
