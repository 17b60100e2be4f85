package dev.steward.engine.script;

import dev.steward.chat.Role;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Set;

/** What must hold besides a rule's check: a dozen ready ones, and CEL for the rest. */
public sealed interface Condition {
  /** The member joined less than this long ago. */
  record NewerThan(Duration age) implements Condition {}

  /** The member joined at least this long ago. */
  record OlderThan(Duration age) implements Condition {}

  /** It is among the member's first messages here. */
  record FirstMessages(int count) implements Condition {}

  /** The person has at least this many strikes that count. */
  record StrikesAtLeast(int count) implements Condition {}

  /** The member has one of these roles on the platform. */
  record RoleIn(Set<Role> roles) implements Condition {
    public RoleIn {
      roles = Set.copyOf(roles);
    }
  }

  /**
   * It is between two times of day in the pack's zone; over midnight when {@code from} is later
   * than {@code to}.
   */
  record Between(LocalTime from, LocalTime to) implements Condition {}

  /** It is one of these days of the week in the pack's zone. */
  record OnDays(Set<DayOfWeek> days) implements Condition {
    public OnDays {
      days = Set.copyOf(days);
    }
  }

  /** The message has content of one of these kinds. */
  record Has(Set<RuleCheck.Kind> kinds) implements Condition {
    public Has {
      kinds = Set.copyOf(kinds);
    }
  }

  /** The message's text has more code points than this. */
  record LongerThan(int codePoints) implements Condition {}

  /** Whether the message speaks to Steward. */
  record Addressed(boolean yes) implements Condition {}

  /** Whether the message answers another. */
  record Replies(boolean yes) implements Condition {}

  /** Whether the group is on guard: after a raid, or because staff said so. */
  record OnGuard(boolean yes) implements Condition {}

  /**
   * A CEL expression over {@code text, member, message, time}; see the guide. Checked and bounded
   * when it is read.
   */
  record Cel(String expression) implements Condition {}
}
