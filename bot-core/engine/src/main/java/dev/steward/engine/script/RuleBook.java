package dev.steward.engine.script;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What is enforced, and how.
 *
 * @param strikesExpire after this long a strike no longer counts
 * @param ladders by name; {@code default} is always there
 * @param rules in the order of the file; the first that hits decides
 * @param repeatable phrases that the brand asked members to repeat: never flood or repetition
 */
public record RuleBook(
    Duration strikesExpire,
    Map<String, Ladder> ladders,
    List<Rule> rules,
    List<String> repeatable) {
  public RuleBook {
    ladders = Map.copyOf(ladders);
    rules = List.copyOf(rules);
    repeatable = List.copyOf(repeatable);
  }
}
