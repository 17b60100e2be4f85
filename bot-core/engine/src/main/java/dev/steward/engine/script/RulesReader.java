package dev.steward.engine.script;

import dev.steward.engine.script.Ladder.Sanction;
import dev.steward.engine.script.Ladder.Step;
import dev.steward.engine.script.RuleBook.Warnings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads rules.yaml: the clauses, the ladders and the rules. */
final class RulesReader {
  /** What a case has in place of a rule's name where staff acted by hand. */
  private static final String BY_HAND = "by-hand";

  static final String DEFAULT_LADDER = "default";
  static final int MOST_CLAUSES = 50;
  static final int MOST_CLAUSE = 300;
  static final int MOST_RULES = 200;
  private static final Ladder DEFAULT =
      new Ladder(
          List.of(
              new Step(Sanction.WARN, Duration.ZERO),
              new Step(Sanction.MUTE, Duration.ofMinutes(10)),
              new Step(Sanction.MUTE, Duration.ofDays(1)),
              new Step(Sanction.KICK, Duration.ZERO)));

  private final Set<String> values;
  private final Problems problems;
  private final List<Clause> clauses = new ArrayList<>();
  private final Map<String, SourceMark> keptByRules = new LinkedHashMap<>();
  private final Map<String, Ladder> ladders = new LinkedHashMap<>();
  private final Map<String, SourceMark> ladderMarks = new LinkedHashMap<>();
  private final List<Rule> rules = new ArrayList<>();
  private final List<String> repeatable = new ArrayList<>();
  private Duration strikesExpire = RuleBook.USUAL_EXPIRY;
  private RuleBook.@Nullable Raid raid;
  private RuleBook.@Nullable SharedBans sharedBans;
  private Warnings warnings = Warnings.USUAL;
  private RuleBook.@Nullable Names names;

  RulesReader(
      YamlNode.@Nullable Table table,
      Set<String> values,
      PackFiles files,
      Set<String> used,
      Problems problems) {
    this.values = values;
    this.problems = problems;
    if (table != null) {
      read(new Fields(table, Keys.RULES, problems), files, used);
    }
    ladders.putIfAbsent(DEFAULT_LADDER, DEFAULT);
  }

  private void read(Fields fields, PackFiles files, Set<String> used) {
    Duration expire = fields.duration("strikes-expire", Duration.ofHours(1), Duration.ofDays(3650));
    strikesExpire = expire == null ? RuleBook.USUAL_EXPIRY : expire;
    for (YamlNode.Entry entry : fields.table("clauses")) {
      clause(entry);
    }
    LadderReader steps = new LadderReader(problems);
    for (YamlNode.Entry entry : fields.table("ladders")) {
      ladderMarks.put(entry.key().value(), entry.key().mark());
      ladders.put(entry.key().value(), steps.read(entry.value(), DEFAULT));
    }
    for (YamlNode.Text phrase : fields.texts("repeatable")) {
      repeatable.add(HeaderReader.shortText(phrase, 100, problems));
    }
    raid = raid(fields.node("raid"));
    sharedBans = sharedBans(fields.node("shared-bans"));
    warnings = warnings(fields.node("warnings"));
    names = names(fields.node("names"));
    CheckReader checks = new CheckReader(files, used, problems);
    for (YamlNode.Entry entry : fields.table("rules")) {
      rule(entry, checks);
    }
    tooMany(clauses.size(), MOST_CLAUSES, fields.mark());
    tooMany(rules.size(), MOST_RULES, fields.mark());
    unused();
  }

  private RuleBook.@Nullable Raid raid(@Nullable YamlNode node) {
    YamlNode.Table table = node == null ? null : Expected.table(problems, node);
    if (table == null) {
      return null;
    }
    Fields fields = new Fields(table, Keys.RAID, problems);
    Integer joins = fields.needNumber("joins", 3, 1_000);
    Duration within = fields.needDuration("within", Duration.ofSeconds(1), Duration.ofHours(1));
    Duration guard = fields.duration("guard", Duration.ofMinutes(1), Duration.ofDays(1));
    return joins == null || within == null
        ? null
        : new RuleBook.Raid(joins, within, guard == null ? Duration.ZERO : guard);
  }

  private RuleBook.@Nullable SharedBans sharedBans(@Nullable YamlNode node) {
    YamlNode.Table table = node == null ? null : Expected.table(problems, node);
    if (table == null) {
      return null;
    }
    Fields fields = new Fields(table, Keys.SHARED_BANS, problems);
    List<String> from = fields.texts("from").stream().map(text -> text.value().strip()).toList();
    Boolean ask = fields.needText("then") == null ? null : fields.choice("then", Vocabulary.THEN);
    return ask == null ? null : new RuleBook.SharedBans(from, ask);
  }

  private RuleBook.@Nullable Names names(@Nullable YamlNode node) {
    YamlNode.Table table = node == null ? null : Expected.table(problems, node);
    if (table == null) {
      return null;
    }
    Integer atLeast = new Fields(table, Keys.NAMES, problems).needNumber("at-least", 50, 99);
    return atLeast == null ? null : new RuleBook.Names(atLeast);
  }

  private Warnings warnings(@Nullable YamlNode node) {
    YamlNode.Table table = node == null ? null : Expected.table(problems, node);
    if (table == null) {
      return Warnings.USUAL;
    }
    Fields fields = new Fields(table, Keys.WARNINGS, problems);
    Integer most = fields.needNumber("at-most", 0, 1_000);
    Duration within = fields.needDuration("within", Duration.ofSeconds(1), Duration.ofHours(1));
    return most == null || within == null ? Warnings.USUAL : new Warnings(most, within);
  }

  private void clause(YamlNode.Entry entry) {
    String id = entry.key().value();
    boolean byRules = true;
    YamlNode node = entry.value();
    YamlNode.Text text;
    if (node instanceof YamlNode.Table table) {
      Fields fields = new Fields(table, Keys.CLAUSE, problems);
      text = fields.needText("text");
      byRules = !Boolean.FALSE.equals(fields.choice("kept-by", Vocabulary.KEPT_BY));
    } else {
      text = Expected.text(problems, node);
    }
    if (byRules) {
      keptByRules.put(id, entry.key().mark());
    }
    if (text != null) {
      HeaderReader.plain(text, problems);
    }
    String read = text == null ? "" : HeaderReader.shortText(text, MOST_CLAUSE, problems);
    clauses.add(new Clause(id, clauses.size() + 1, read));
  }

  private void rule(YamlNode.Entry entry, CheckReader checks) {
    YamlNode.Table table = Expected.table(problems, entry.value());
    if (table == null) {
      return;
    }
    String id = entry.key().value();
    if (id.equals(BY_HAND)) {
      problems.error(
          entry.key().mark(),
          "reserved-name",
          Both.of(
              "规则不能叫 by-hand，它指的是工作人员亲手处理",
              "a rule can't be called by-hand: that is what staff do themselves"),
          Both.of("换个名字", "take another name"));
    }
    if (id.equals(Binding.WELCOME)) {
      problems.error(
          entry.key().mark(),
          "reserved-name",
          Both.of("规则不能叫 welcome，它指的是欢迎语", "a rule can't be called welcome: that is the greeting"),
          Both.of("换个名字", "take another name"));
    }
    List<String> known = new ArrayList<>(Keys.RULE);
    known.addAll(Keys.CHECKS);
    Fields fields = new Fields(table, known, problems);
    String clause = reference(fields.needText("clause"), ids(), "clauses", "群规", "clause");
    YamlNode.Text ladderText = fields.text("ladder");
    String ladder = reference(ladderText, ladders.keySet(), "ladders", "处罚阶梯", "ladder");
    RuleCheck check = checks.read(entry.key(), fields);
    List<Condition> conditions = ConditionReader.read(fields, problems);
    boolean delete = fields.flag("delete", true);
    Rule.First first = fields.choice("ask-first", Vocabulary.FIRST);
    boolean observe = fields.flag("observe", false);
    boolean tell = fields.flag("tell-staff", false);
    YamlNode.Text notice = fields.text("notice");
    if (notice != null) {
      TemplateCheck.check(notice, Template.Place.NOTICE.names(values), problems);
    }
    if (check instanceof RuleCheck.Copies) {
      oneWave(entry.key());
    }
    if (check != null) {
      rules.add(
          new Rule(
              id,
              clause == null ? "" : clause,
              check,
              conditions,
              delete,
              ladder == null ? DEFAULT_LADDER : ladder,
              first == null ? Rule.First.NOBODY : first,
              observe,
              tell,
              notice == null ? null : notice.value().strip(),
              entry.key().mark()));
    }
  }

  /** What is a copy is counted over all groups, so there is one measure. */
  private void oneWave(YamlNode.Text id) {
    if (rules.stream().anyMatch(rule -> rule.check() instanceof RuleCheck.Copies)) {
      problems.error(
          id.mark(),
          "two-copies",
          Both.of("已经有一条 copies 规则了", "there is a rule about copies already"),
          Both.of("只留一条", "keep one of them"));
    }
  }

  private Set<String> ids() {
    Set<String> ids = new HashSet<>();
    clauses.forEach(c -> ids.add(c.id()));
    return ids;
  }

  private @Nullable String reference(
      YamlNode.@Nullable Text text, Set<String> names, String key, String zh, String en) {
    if (text == null) {
      return null;
    }
    boolean standard = en.equals("ladder") && text.value().equals(DEFAULT_LADDER);
    if (!names.contains(text.value()) && !standard && !problems.isBroken(text.mark().file())) {
      boolean near = Nearest.of(text.value(), names).isPresent();
      problems.error(
          text.mark(),
          "unknown-" + en,
          Both.of(
              "没有叫「" + text.value() + "」的" + zh, "there is no " + en + " called " + text.value()),
          near || !names.isEmpty()
              ? Nearest.mend(text.value(), names)
              : Both.of("先在 " + key + " 下面写上它", "first write it under " + key));
    }
    return text.value();
  }

  private void unused() {
    if (problems.isBroken(PackReader.RULES)) {
      return;
    }
    rules.forEach(rule -> keptByRules.remove(rule.clause()));
    rules.forEach(rule -> ladderMarks.remove(rule.ladder()));
    keptByRules.forEach(
        (id, mark) ->
            problems.warning(
                mark,
                "unused-clause",
                Both.of("没有规则执行群规「" + id + "」", "no rule enforces the clause " + id),
                Both.of(
                    "写一条规则，或写成 " + id + ": {text: …, kept-by: people} 表示由人来管",
                    "write a rule, or "
                        + id
                        + ": {text: ..., kept-by: people} if people see to it")));
    ladderMarks.forEach(
        (id, mark) -> {
          if (!id.equals(DEFAULT_LADDER)) {
            problems.warning(
                mark,
                "unused-ladder",
                Both.of("没有规则用到处罚阶梯「" + id + "」", "no rule uses the ladder " + id),
                Both.of(
                    "删掉它，或在规则里写 ladder: " + id,
                    "remove it, or write ladder: " + id + " in a rule"));
          }
        });
  }

  private void tooMany(int count, int most, SourceMark mark) {
    if (count > most) {
      problems.error(
          mark,
          "too-many",
          Both.of(
              "有 " + count + " 条（最多 " + most + " 条）",
              "there are " + count + " (expected: at most " + most + ")"),
          Both.of("合并或删掉一些", "merge or remove some"));
    }
  }

  List<Clause> clauses() {
    return clauses;
  }

  List<Rule> rules() {
    return rules;
  }

  List<String> repeatable() {
    return repeatable;
  }

  RuleBook book() {
    return new RuleBook(
        strikesExpire, ladders, rules, repeatable, raid, warnings, names, sharedBans);
  }
}
