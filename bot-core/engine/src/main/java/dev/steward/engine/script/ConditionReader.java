package dev.steward.engine.script;

import dev.steward.chat.Role;
import dev.steward.engine.script.RuleCheck.Kind;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

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
    if (fields.duration("newer-than", SHORTEST, LONGEST) instanceof Duration age) {
      conditions.add(new Condition.NewerThan(age));
    }
    if (fields.duration("older-than", SHORTEST, LONGEST) instanceof Duration age) {
      conditions.add(new Condition.OlderThan(age));
    }
    if (fields.number("first-messages", 1, 1_000) instanceof Integer count) {
      conditions.add(new Condition.FirstMessages(count));
    }
    if (fields.number("strikes-at-least", 1, 100) instanceof Integer count) {
      conditions.add(new Condition.StrikesAtLeast(count));
    }
    List<Role> roles = fields.choices("role", Vocabulary.ROLES);
    if (!roles.isEmpty()) {
      conditions.add(new Condition.RoleIn(Set.copyOf(roles)));
    }
    YamlNode.Text between = fields.text("between");
    if (between != null && fields.scalars().between(between) instanceof Condition.Between hours) {
      conditions.add(hours);
    }
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    fields.choices("days", Vocabulary.DAYS).forEach(days::addAll);
    if (!days.isEmpty()) {
      conditions.add(new Condition.OnDays(days));
    }
    List<Kind> kinds = fields.choices("has", Vocabulary.KINDS);
    if (!kinds.isEmpty()) {
      conditions.add(new Condition.Has(Set.copyOf(kinds)));
    }
    if (fields.number("longer-than", 1, 100_000) instanceof Integer length) {
      conditions.add(new Condition.LongerThan(length));
    }
    if (fields.flag("addressed") instanceof Boolean yes) {
      conditions.add(new Condition.Addressed(yes));
    }
    if (fields.flag("replies") instanceof Boolean yes) {
      conditions.add(new Condition.Replies(yes));
    }
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
}
