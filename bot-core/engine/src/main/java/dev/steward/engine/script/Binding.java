package dev.steward.engine.script;

import dev.steward.chat.GroupId;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which group a pack serves, and in what this group differs.
 *
 * @param group the platform's group; null when it is found by a pairing word
 * @param pairingWord what staff type in the group to bind it; null when {@code group} is known
 * @param label what staff call this group; may be empty
 * @param pack the pack's name
 * @param values in place of the pack's
 * @param persona the id of the persona that speaks here; null for the pack's first
 * @param off ids of rules and the names of whole parts ({@code welcome}) that are off here
 * @param mark where it stands
 */
public record Binding(
    @Nullable GroupId group,
    @Nullable String pairingWord,
    String label,
    String pack,
    Map<String, String> values,
    @Nullable String persona,
    Set<String> off,
    SourceMark mark) {
  public Binding {
    values = Map.copyOf(values);
    off = Set.copyOf(off);
  }

  /** The pack as it is in this group. Parts that are off are gone from it. */
  public Pack applyTo(Pack whole) {
    Map<String, String> merged = new HashMap<>(whole.values());
    merged.putAll(values);
    RuleBook rules = whole.rules();
    return new Pack(
        whole.name(),
        whole.title(),
        whole.language(),
        whole.zone(),
        merged,
        whole.personas(),
        whole.clauses(),
        new RuleBook(
            rules.strikesExpire(),
            rules.ladders(),
            rules.rules().stream().filter(rule -> !off.contains(rule.id())).toList(),
            rules.repeatable()),
        off.contains("welcome") ? null : whole.welcome(),
        whole.helpLines());
  }
}
