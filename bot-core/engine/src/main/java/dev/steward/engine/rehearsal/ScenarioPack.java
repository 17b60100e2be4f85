package dev.steward.engine.rehearsal;

import dev.steward.engine.script.Budget;
import dev.steward.engine.script.Clause;
import dev.steward.engine.script.Condition;
import dev.steward.engine.script.Ladder;
import dev.steward.engine.script.Ladder.Sanction;
import dev.steward.engine.script.Ladder.Step;
import dev.steward.engine.script.Language;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.Persona;
import dev.steward.engine.script.Rule;
import dev.steward.engine.script.RuleBook;
import dev.steward.engine.script.RuleCheck;
import dev.steward.engine.script.RuleCheck.Misdeed;
import dev.steward.engine.script.SourceMark;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules that scenarios are played to: what a pack says about texts, and above it what the
 * scenario's numbers say about time and members.
 */
final class ScenarioPack {
  private static final SourceMark MARK = new SourceMark("scenario", 1, 1);
  private static final String CLAUSE = "scenario";
  private static final String LADDER = "default";
  private static final int SURE = 60;

  private ScenarioPack() {}

  /**
   * The pack of a scenario.
   *
   * @param base whose words, patterns and likenesses are taken; null for likenesses alone
   */
  static Pack of(@Nullable Pack base, Scenario.Params params) {
    List<Clause> clauses = new ArrayList<>(base == null ? List.of() : base.clauses());
    clauses.add(new Clause(CLAUSE, clauses.size() + 1, "守规矩"));
    return new Pack(
        CLAUSE,
        CLAUSE,
        Language.ZH,
        base == null ? ZoneId.of("Asia/Shanghai") : base.zone(),
        Map.of(),
        Map.of("helper", new Persona("helper", "群管家", Persona.Kind.ASSISTANT)),
        Budget.USUAL,
        clauses,
        book(base, params),
        null,
        null,
        null,
        base == null ? null : base.prices(),
        null,
        List.of(),
        List.of());
  }

  private static RuleBook book(@Nullable Pack base, Scenario.Params params) {
    List<Rule> rules = new ArrayList<>();
    Set<Misdeed> others = EnumSet.complementOf(EnumSet.of(Misdeed.SCAM));
    // Staff hear of a fraud whichever other rule would have hit it.
    rules.add(
        rule(
            "scams",
            new RuleCheck.Resembles(Set.of(Misdeed.SCAM), sure(base, Misdeed.SCAM)),
            true));
    for (Rule rule : base == null ? List.<Rule>of() : base.rules().rules()) {
      if (byText(rule.check())) {
        rules.add(
            new Rule(
                rule.id(),
                rule.clause(),
                rule.check(),
                rule.conditions(),
                true,
                LADDER,
                Rule.First.NOBODY,
                false,
                rule.tell(),
                null,
                rule.mark()));
      }
    }
    for (Misdeed kind : others) {
      rules.add(
          rule(
              "like-" + kind.label(),
              new RuleCheck.Resembles(Set.of(kind), sure(base, kind)),
              false));
    }
    rules.add(
        rule(
            "newcomer-links",
            new RuleCheck.Links(params.brandHosts(), List.of(), true),
            false,
            new Condition.NewerThan(params.newcomerWindow())));
    rules.add(
        rule(
            "copies",
            new RuleCheck.Copies(
                params.copyAccounts(), params.copyWindow(), params.copyLetters(), false),
            false));
    rules.add(rule("flood", new RuleCheck.Flood(params.floodMax(), params.floodWindow()), false));
    return new RuleBook(
        params.offences(),
        Map.of(
            LADDER,
            new Ladder(
                List.of(
                    new Step(Sanction.WARN, Duration.ZERO),
                    new Step(Sanction.MUTE, params.mute()),
                    new Step(Sanction.KICK, Duration.ZERO)))),
        rules,
        base == null ? List.of() : base.rules().repeatable(),
        new RuleBook.Raid(params.raidJoins(), params.raidWindow(), Duration.ZERO),
        new RuleBook.Warnings(params.noticeMax(), params.noticeWindow()),
        null,
        null);
  }

  private static Rule rule(String id, RuleCheck check, boolean tell, Condition... conditions) {
    return new Rule(
        id,
        CLAUSE,
        check,
        List.of(conditions),
        true,
        LADDER,
        Rule.First.NOBODY,
        false,
        tell,
        null,
        MARK);
  }

  /** How sure the pack wants to be of a kind. */
  private static int sure(@Nullable Pack base, Misdeed kind) {
    return base == null
        ? SURE
        : base.rules().rules().stream()
            .map(Rule::check)
            .filter(RuleCheck.Resembles.class::isInstance)
            .map(RuleCheck.Resembles.class::cast)
            .filter(check -> check.kinds().contains(kind))
            .mapToInt(RuleCheck.Resembles::atLeast)
            .min()
            .orElse(SURE);
  }

  private static boolean byText(RuleCheck check) {
    return check instanceof RuleCheck.Words || check instanceof RuleCheck.Patterns;
  }
}
