package dev.steward.engine.script;

import dev.steward.chat.Role;
import dev.steward.engine.script.RuleCheck.Kind;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a rule's {@code when}. */
final class ConditionReader {
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofDays(3650);

  private final Fields fields;
  private final Problems problems;
  private final List<Condition> conditions = new ArrayList<>();

  private ConditionReader(Fields fields, Problems problems) {
    this.fields = fields;
    this.problems = problems;
  }

  /** The conditions of a rule; none when it has no {@code when}. */
  static List<Condition> read(Fields rule, Problems problems) {
    YamlNode node = rule.node("when");
    YamlNode.Table table = node == null ? null : Expected.table(problems, node);
    if (table == null) {
      return List.of();
    }
    return new ConditionReader(new Fields(table, Keys.WHEN, problems), problems).all();
  }

  private List<Condition> all() {
    add(fields.duration("newer-than", SHORTEST, LONGEST), Condition.NewerThan::new);
    add(fields.duration("older-than", SHORTEST, LONGEST), Condition.OlderThan::new);
    add(fields.number("first-messages", 1, 1_000), Condition.FirstMessages::new);
    add(fields.number("strikes-at-least", 1, 100), Condition.StrikesAtLeast::new);
    List<Role> roles = fields.choices("role", Vocabulary.ROLES);
    add(roles.isEmpty() ? null : Set.copyOf(roles), Condition.RoleIn::new);
    YamlNode.Text between = fields.text("between");
    add(between == null ? null : fields.scalars().between(between), hours -> hours);
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    fields.choices("days", Vocabulary.DAYS).forEach(days::addAll);
    add(days.isEmpty() ? null : days, Condition.OnDays::new);
    List<Kind> kinds = fields.choices("has", Vocabulary.KINDS);
    add(kinds.isEmpty() ? null : Set.copyOf(kinds), Condition.Has::new);
    add(fields.number("longer-than", 1, 100_000), Condition.LongerThan::new);
    add(fields.flag("addressed"), Condition.Addressed::new);
    add(fields.flag("replies"), Condition.Replies::new);
    add(fields.flag("on-guard"), Condition.OnGuard::new);
    YamlNode.Text cel = fields.text("cel");
    if (cel != null) {
      CelCheck.check(cel, problems);
      conditions.add(new Condition.Cel(cel.value().strip()));
    }
    for (String list : List.of("role", "days", "has")) {
      if (fields.node(list) instanceof YamlNode.Items items && items.items().isEmpty()) {
        problems.error(
            items.mark(),
            "empty-value",
            Both.of("列表是空的", "the list is empty"),
            Both.of("写上至少一项，或删掉这一行", "write at least one item, or delete the line"));
      }
    }
    return conditions;
  }

  /** Adds what was read; null when it was not there or wrong. */
  private <T> void add(@Nullable T value, Function<T, Condition> condition) {
    if (value != null) {
      conditions.add(condition.apply(value));
    }
  }
}
