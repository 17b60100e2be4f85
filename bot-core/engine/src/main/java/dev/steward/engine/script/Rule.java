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
 * @param first who is asked before it acts, each time
 * @param observe whether it never acts: what it would have done is written down, and that is all
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
    First first,
    boolean observe,
    boolean tell,
    @Nullable String notice,
    SourceMark mark) {
  public Rule {
    conditions = List.copyOf(conditions);
  }

  /** Who is asked before a rule acts. */
  public enum First {
    NOBODY,
    /** Nothing is done until staff say yes. */
    STAFF,
    /** A language model, where there is one: it may only bring staff in. */
    MODEL
  }

  /** Whether staff are asked first. */
  public boolean asks() {
    return first == First.STAFF;
  }

  /** Whether it acts by itself once its group is live. */
  public boolean acts() {
    return !observe && !asks();
  }
}
