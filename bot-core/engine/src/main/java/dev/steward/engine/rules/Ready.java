package dev.steward.engine.rules;

import dev.steward.engine.script.CelCondition;
import dev.steward.engine.script.Condition;
import dev.steward.engine.script.Rule;
import dev.steward.engine.script.RuleCheck;
import dev.steward.engine.text.Contact;
import dev.steward.engine.text.ContactFinder;
import dev.steward.engine.text.HostList;
import dev.steward.engine.text.PatternSet;
import dev.steward.engine.text.WrittenPattern;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A rule with what was prepared for it. */
final class Ready {
  final Rule rule;
  final RuleCheck check;

  /** The pieces of evidence, by name; empty for other checks. */
  final Map<String, Ready> parts;

  /** The brand's own contacts, in the form of {@link Contact#id}. */
  final Set<String> allowed;

  final @Nullable PatternSet<String> patterns;
  final @Nullable HostList hosts;
  final List<CelCondition> cel;

  /** Whether an expression asks what only the database knows. */
  final boolean celAsksStrikes;

  final boolean celAsksTier;

  /** Whether QR codes decide about it. */
  final boolean looksAtCodes;

  Ready(Rule rule) {
    this(rule, rule.check());
  }

  private Ready(Rule rule, RuleCheck check) {
    this.rule = rule;
    this.check = check;
    parts = new LinkedHashMap<>(0);
    if (check instanceof RuleCheck.Evidence evidence) {
      evidence.parts().forEach(part -> parts.put(part.name(), new Ready(rule, part.check())));
    }
    allowed =
        check instanceof RuleCheck.Contacts contacts
            ? contacts.allow().stream().map(ContactFinder::plain).collect(Collectors.toSet())
            : Set.of();
    patterns =
        check instanceof RuleCheck.Patterns given
            ? PatternSet.of(given.patterns().stream().map(p -> new WrittenPattern<>(p, p)).toList())
            : null;
    hosts =
        switch (check) {
          case RuleCheck.Links links -> HostList.of(links.allow(), links.deny());
          case RuleCheck.QrCodes codes -> HostList.of(codes.allow(), List.of());
          default -> null;
        };
    cel =
        rule.conditions().stream()
            .filter(Condition.Cel.class::isInstance)
            .map(condition -> CelCondition.compile(((Condition.Cel) condition).expression()))
            .toList();
    celAsksStrikes = celNames(rule, "member.strikes");
    celAsksTier = celNames(rule, "member.tier");
    looksAtCodes = asksForCodes();
  }

  private static boolean celNames(Rule rule, String variable) {
    return rule.conditions().stream()
        .anyMatch(c -> c instanceof Condition.Cel cel && cel.expression().contains(variable));
  }

  private boolean asksForCodes() {
    return checks().anyMatch(ready -> ready.check instanceof RuleCheck.QrCodes)
        || posted(check).contains(RuleCheck.Kind.QR_CODE)
        || rule.conditions().stream()
            .anyMatch(
                c ->
                    c instanceof Condition.Has has && has.kinds().contains(RuleCheck.Kind.QR_CODE));
  }

  /** What may not be posted. */
  static Set<RuleCheck.Kind> posted(RuleCheck check) {
    return switch (check) {
      case RuleCheck.Newcomer newcomer -> newcomer.kinds();
      case RuleCheck.Posts posts -> posts.kinds();
      default -> Set.of();
    };
  }

  Ready part(String name) {
    return Objects.requireNonNull(parts.get(name));
  }

  /** The check, or those that it is made of. */
  Stream<Ready> checks() {
    return parts.isEmpty() ? Stream.of(this) : parts.values().stream();
  }
}
