package dev.steward.engine.script;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One rule.
 *
 * @param id unique in the pack and stable over versions: strikes, observation and figures hang on
 *     it
 * @param clause the id of the group rule that it enforces
 * @param check what it looks for
 * @param conditions all must hold
 * @param delete whether the message is taken away
 * @param ladder the name of the ladder
 * @param asks whether staff are asked first, each time
 * @param tell whether staff are told of each hit
 * @param notice the template of the public warning; null for the built-in one
 * @param mark where it stands
 */
public record Rule(
    String id,
    String clause,
    RuleCheck check,
    List<Condition> conditions,
    boolean delete,
    String ladder,
    boolean asks,
    boolean tell,
    @Nullable String notice,
    SourceMark mark) {
  public Rule {
    conditions = List.copyOf(conditions);
  }
}
