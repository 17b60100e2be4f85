package dev.steward.engine.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Says what changes in one rule. */
final class RuleDiff {
  private final Wording say;
  private final List<String> all;
  private final String id;

  private RuleDiff(Wording say, String id, List<String> all) {
    this.say = say;
    this.id = id;
    this.all = all;
  }

  static void add(Wording say, @Nullable Rule old, Rule fresh, List<String> all) {
    RuleDiff diff = new RuleDiff(say, fresh.id(), all);
    if (old == null) {
      diff.say(
          "新增规则 " + fresh.id() + "：" + CheckWords.of(say, fresh.check()),
          "New rule " + fresh.id() + ": " + CheckWords.of(say, fresh.check()));
    } else {
      diff.changes(old, fresh);
    }
  }

  private void changes(Rule old, Rule fresh) {
    check(old.check(), fresh.check());
    value("执行的群规", "enforces", old.clause(), fresh.clause());
    value("处罚阶梯", "uses the ladder", old.ladder(), fresh.ladder());
    if (old.delete() != fresh.delete()) {
      say(
          "规则 " + id + (fresh.delete() ? " 现在会撤回消息" : " 不再撤回消息"),
          "Rule "
              + id
              + (fresh.delete() ? " now deletes the message" : " no longer deletes the message"));
    }
    if (old.observe() != fresh.observe()) {
      say(
          fresh.observe() ? "规则 " + id + " 只观察了" : "规则 " + id + " 不再只是观察",
          fresh.observe()
              ? "Rule " + id + " only observes now"
              : "Rule " + id + " acts from now on");
    }
    if (old.first() != fresh.first()) {
      switch (fresh.first()) {
        case NOBODY -> say("规则 " + id + " 命中时不再先问人", "Rule " + id + " no longer asks first");
        case STAFF -> say("规则 " + id + " 命中时先问工作人员", "Rule " + id + " now asks the staff first");
        case MODEL ->
            say("规则 " + id + " 命中时先问语言模型", "Rule " + id + " now asks the language model first");
      }
    }
    if (old.tell() != fresh.tell()) {
      say(
          "规则 " + id + (fresh.tell() ? " 命中时也告诉工作人员" : " 命中时不再告诉工作人员"),
          "Rule " + id + (fresh.tell() ? " now tells the staff" : " no longer tells the staff"));
    }
    if (!old.conditions().equals(fresh.conditions())) {
      List<String> before = old.conditions().stream().map(c -> CheckWords.of(say, c)).toList();
      List<String> after = fresh.conditions().stream().map(c -> CheckWords.of(say, c)).toList();
      lists(
          say,
          "规则 " + id + " 的条件",
          "The conditions of rule " + id,
          "个",
          "condition",
          before,
          after,
          all);
    }
    if (!Objects.equals(old.notice(), fresh.notice())) {
      String after = fresh.notice() == null ? say.say("（默认）", "(built in)") : fresh.notice();
      say("规则 " + id + " 的提醒改为：" + after, "The notice of rule " + id + " is now: " + after);
    }
  }

  private void check(RuleCheck old, RuleCheck fresh) {
    if (old instanceof RuleCheck.Words before && fresh instanceof RuleCheck.Words after) {
      lists(say, "规则 " + id, "Rule " + id, "个词", "word", words(before), words(after), all);
    } else if (!old.equals(fresh)) {
      say(
          "规则 " + id + " 从「" + CheckWords.of(say, old) + "」改为「" + CheckWords.of(say, fresh) + "」",
          "Rule "
              + id
              + " goes from \""
              + CheckWords.of(say, old)
              + "\" to \""
              + CheckWords.of(say, fresh)
              + "\"");
    }
  }

  private List<String> words(RuleCheck.Words words) {
    return words.words().stream()
        .map(
            w ->
                w.match() == RuleCheck.Match.NORMAL
                    ? w.text()
                    : w.text()
                        + say.say(
                            "（" + CheckWords.match(say, w.match()) + "）",
                            " (" + CheckWords.match(say, w.match()) + ")"))
        .toList();
  }

  private void value(String zh, String en, String old, String fresh) {
    if (!old.equals(fresh)) {
      say(
          "规则 " + id + " " + zh + "从 " + old + " 改为 " + fresh,
          "Rule " + id + " " + en + " " + fresh + " instead of " + old);
    }
  }

  private void say(String zh, String en) {
    all.add(say.say(zh, en));
  }

  /** What a list gains and what it loses. */
  static void lists(
      Wording say,
      String zh,
      String en,
      String unitZh,
      String unitEn,
      List<String> old,
      List<String> fresh,
      List<String> all) {
    List<String> gained = without(fresh, old);
    List<String> lost = without(old, fresh);
    if (!gained.isEmpty()) {
      all.add(
          say.say(
              zh + " 新增 " + gained.size() + " " + unitZh + "：" + say.list(gained),
              en + " gains " + count(gained.size(), unitEn) + ": " + say.list(gained)));
    }
    if (!lost.isEmpty()) {
      all.add(
          say.say(
              zh + " 去掉 " + lost.size() + " " + unitZh + "：" + say.list(lost),
              en + " loses " + count(lost.size(), unitEn) + ": " + say.list(lost)));
    }
    if (gained.isEmpty() && lost.isEmpty() && !old.equals(fresh) && !unitEn.equals("word")) {
      all.add(say.say(zh + "的顺序变了", en + ": in another order"));
    }
  }

  static String count(int number, String unit) {
    return number + " " + unit + (number == 1 ? "" : "s");
  }

  private static List<String> without(List<String> items, List<String> others) {
    List<String> left = new ArrayList<>(items);
    java.util.Set<String> gone = java.util.Set.copyOf(others);
    left.removeIf(gone::contains);
    return left;
  }
}
