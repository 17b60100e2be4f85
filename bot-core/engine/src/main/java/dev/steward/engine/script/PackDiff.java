package dev.steward.engine.script;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Says what a new version of a pack changes, in sentences that a manager would say. */
public final class PackDiff {
  private final Wording say;
  private final List<String> all = new ArrayList<>();

  private PackDiff(Wording say) {
    this.say = say;
  }

  /**
   * The change as sentences, in the order of the files; empty when nothing changes.
   *
   * @param old null when the pack is new
   */
  public static List<String> sentences(@Nullable Pack old, Pack fresh, Language language) {
    PackDiff diff = new PackDiff(Wording.of(language));
    if (old == null) {
      diff.fresh(fresh);
    } else {
      diff.header(old, fresh);
      diff.clauses(old, fresh);
      diff.book(old.rules(), fresh.rules());
      diff.welcome(old.welcome(), fresh.welcome());
      diff.checkIn(old.checkIn(), fresh.checkIn());
      diff.topics(old.topics(), fresh.topics());
      PricesDiff.add(diff.say, old.prices(), fresh.prices(), fresh.zone(), diff.all);
      diff.all.addAll(FaqDiff.sentences(old.faq(), fresh.faq(), diff.say));
      PollDiff.add(diff.say, old.polls(), fresh.polls(), diff.all);
    }
    return List.copyOf(diff.all);
  }

  private void add(String zh, String en) {
    all.add(say.say(zh, en));
  }

  private void fresh(Pack pack) {
    List<String> parts = new ArrayList<>();
    count(parts, pack.clauses().size(), "条群规", "clause");
    count(parts, pack.rules().rules().size(), "条规则", "rule");
    if (pack.welcome() != null) {
      parts.add(say.say("欢迎新人", "newcomers are greeted"));
    }
    if (pack.checkIn() != null) {
      parts.add(say.say("签到", "check-in"));
    }
    count(parts, pack.topics() == null ? 0 : pack.topics().topics().size(), "个话题", "topic");
    count(parts, pack.faq() == null ? 0 : pack.faq().answers().size(), "条答案", "answer");
    count(parts, pack.polls().size(), "个投票", "poll");
    count(
        parts,
        pack.prices() == null ? 0 : pack.prices().book().products().size(),
        "种商品的价格",
        "price");
    String all = String.join(say.say("，", ", "), parts);
    add(
        "新脚本包「" + pack.title() + "」" + (all.isEmpty() ? "" : "：" + all),
        "New pack \"" + pack.title() + "\"" + (all.isEmpty() ? "" : ": " + all));
  }

  private void count(List<String> parts, int number, String zh, String en) {
    if (number > 0) {
      parts.add(say.say(number + " " + zh, RuleDiff.count(number, en)));
    }
  }

  private void header(Pack old, Pack fresh) {
    changed("标题", "Title", old.title(), fresh.title());
    changed("语言", "Language", old.language().name(), fresh.language().name());
    changed("时区", "Time zone", old.zone().getId(), fresh.zone().getId());
    TreeSet<String> names = new TreeSet<>(old.values().keySet());
    names.addAll(fresh.values().keySet());
    for (String name : names) {
      each("值 " + name, "Value " + name, old.values().get(name), fresh.values().get(name));
    }
    TreeSet<String> personas = new TreeSet<>(old.personas().keySet());
    personas.addAll(fresh.personas().keySet());
    for (String id : personas) {
      each(
          "人设 " + id,
          "Persona " + id,
          persona(old.personas().get(id)),
          persona(fresh.personas().get(id)));
    }
    budget(old.budget(), fresh.budget());
    lists("帮助", "Help", "行", "line", old.helpLines(), fresh.helpLines());
  }

  private static @Nullable String persona(@Nullable Persona persona) {
    return persona == null ? null : persona.name() + " · " + persona.kind().name();
  }

  private void clauses(Pack old, Pack fresh) {
    for (Clause clause : fresh.clauses()) {
      Clause before = old.clause(clause.id()).orElse(null);
      if (before == null) {
        add(
            "新增群规第 " + clause.number() + " 条：" + clause.text(),
            "New clause " + clause.number() + ": " + clause.text());
        continue;
      }
      if (before.number() != clause.number()) {
        add(
            "群规「" + clause.id() + "」从第 " + before.number() + " 条变成第 " + clause.number() + " 条",
            "Clause "
                + clause.id()
                + " moves from number "
                + before.number()
                + " to "
                + clause.number());
      }
      changed(
          "群规第 " + clause.number() + " 条",
          "Clause " + clause.number(),
          before.text(),
          clause.text());
    }
    for (Clause clause : old.clauses()) {
      if (fresh.clause(clause.id()).isEmpty()) {
        add("删掉群规：" + clause.text(), "Clause removed: " + clause.text());
      }
    }
  }

  private String shared(RuleBook book) {
    RuleBook.SharedBans how = book.sharedBans();
    if (how == null) {
      return say.say("不理", "not heard");
    }
    return say.say(how.ask() ? "先问" : "照办", how.ask() ? "ask" : "ban")
        + (how.from().isEmpty() ? "" : " " + String.join(", ", how.from()));
  }

  private String guard(RuleBook book) {
    RuleBook.Raid raid = book.raid();
    return raid == null || raid.guard().isZero() ? say.say("无", "none") : say.length(raid.guard());
  }

  private void book(RuleBook old, RuleBook fresh) {
    changed(
        "违规记录的有效期",
        "Strikes count for",
        say.length(old.strikesExpire()),
        say.length(fresh.strikesExpire()));
    TreeSet<String> names = new TreeSet<>(old.ladders().keySet());
    names.addAll(fresh.ladders().keySet());
    for (String name : names) {
      ladder(name, old.ladders().get(name), fresh.ladders().get(name));
    }
    changed("别的群共享的封禁", "Bans shared by other groups", shared(old), shared(fresh));
    changed("突袭之后警戒", "On guard after a raid", guard(old), guard(fresh));
    lists("可以重复的话", "Repeatable phrases", "句", "phrase", old.repeatable(), fresh.repeatable());
    Map<String, Rule> before = byId(old);
    Map<String, Rule> after = byId(fresh);
    after.forEach((id, rule) -> RuleDiff.add(say, before.get(id), rule, all));
    for (String id : before.keySet()) {
      if (!after.containsKey(id)) {
        add("删掉规则 " + id, "Rule " + id + " is removed");
      }
    }
    List<String> kept = after.keySet().stream().filter(before::containsKey).toList();
    if (!kept.equals(before.keySet().stream().filter(after::containsKey).toList())) {
      add("规则的先后顺序变了：" + say.list(kept), "The rules are in another order: " + say.list(kept));
    }
  }

  private static Map<String, Rule> byId(RuleBook book) {
    Map<String, Rule> rules = new LinkedHashMap<>();
    book.rules().forEach(rule -> rules.put(rule.id(), rule));
    return rules;
  }

  private void ladder(String name, @Nullable Ladder old, @Nullable Ladder fresh) {
    boolean standard = name.equals(RulesReader.DEFAULT_LADDER);
    String zh = standard ? "" : "阶梯 " + name + "：";
    String en = standard ? "" : "Ladder " + name + ": ";
    if (old == null && fresh != null) {
      add("新增阶梯 " + name + "：" + say.steps(fresh), "New ladder " + name + ": " + say.steps(fresh));
    } else if (old != null && fresh == null) {
      add("删掉阶梯 " + name, "Ladder " + name + " is removed");
    } else if (old != null && fresh != null) {
      int most = Math.max(old.steps().size(), fresh.steps().size());
      for (int strike = 1; strike <= most; strike++) {
        Ladder.Step before = old.step(strike);
        Ladder.Step after = fresh.step(strike);
        if (before.equals(after)) {
          continue;
        }
        boolean longer = before.sanction() == after.sanction();
        String which = say.say(zh + "第 " + strike + " 次违规：", en + say.nth(strike) + " strike: ");
        String what = longer ? say.sanction(after) + say.say("", " goes ") : "";
        String from = longer ? say.length(before.length()) : say.step(before);
        String to = longer ? say.length(after.length()) : say.step(after);
        all.add(which + what + say.say("从 ", "from ") + from + say.say(" 改为 ", " to ") + to);
      }
    }
  }

  private void welcome(@Nullable Welcome old, @Nullable Welcome fresh) {
    if (old == null || fresh == null) {
      if (fresh != null) {
        add("开始欢迎新人：" + fresh.text(), "Newcomers are now greeted: " + fresh.text());
      } else if (old != null) {
        add("不再欢迎新人", "Newcomers are no longer greeted");
      }
      return;
    }
    changed("欢迎语", "Welcome text", old.text(), fresh.text());
    changed(
        "一起欢迎的时间",
        "Newcomers are gathered for",
        say.length(old.gather()),
        say.length(fresh.gather()));
    changed(
        "附上群规", "Group rules in the welcome", say.onOff(old.digest()), say.onOff(fresh.digest()));
    each("欢迎语的按钮", "Welcome button", old.acknowledge(), fresh.acknowledge());
  }

  private void checkIn(@Nullable CheckIn old, @Nullable CheckIn fresh) {
    if (old == null || fresh == null) {
      if (fresh != null) {
        add("开始签到：" + say.list(fresh.words()), "Check-in begins: " + say.list(fresh.words()));
      } else if (old != null) {
        add("不再签到", "Check-in ends");
      }
      return;
    }
    lists("签到的话", "Words for checking in", "个", "word", old.words(), fresh.words());
    changed("一天的开始", "A day begins", old.dayStarts().toString(), fresh.dayStarts().toString());
    changed("签到积分", "Points for a day", "" + old.points(), "" + fresh.points());
    each("每天积分上限", "The daily cap of points", number(old.dailyCap()), number(fresh.dailyCap()));
    TreeSet<Integer> days = new TreeSet<>(old.streaks().keySet());
    days.addAll(fresh.streaks().keySet());
    for (int day : days) {
      each(
          "连续 " + day + " 天的奖励",
          "The bonus for " + day + " days",
          number(old.streaks().get(day)),
          number(fresh.streaks().get(day)));
    }
    changed("每月补签次数", "Days to make up in a month", "" + old.makeUps(), "" + fresh.makeUps());
    changed(
        "一起回复的时间",
        "Receipts are gathered for",
        say.length(old.receipt()),
        say.length(fresh.receipt()));
    changed("排行榜", "Leaderboard", say.onOff(old.leaderboard()), say.onOff(fresh.leaderboard()));
  }

  private void topics(@Nullable Topics old, @Nullable Topics fresh) {
    List<Topic> before = old == null ? List.of() : old.topics();
    List<Topic> after = fresh == null ? List.of() : fresh.topics();
    for (Topic topic : after) {
      Topic known =
          before.stream().filter(other -> other.id().equals(topic.id())).findFirst().orElse(null);
      if (known == null) {
        add(
            "新增话题 " + topic.id() + "：" + topic.at() + "，" + topic.bank().size() + " 条",
            "New topic "
                + topic.id()
                + ": "
                + topic.at()
                + ", "
                + RuleDiff.count(topic.bank().size(), "text"));
      } else {
        topic(known, topic);
      }
    }
    for (Topic topic : before) {
      if (after.stream().noneMatch(other -> other.id().equals(topic.id()))) {
        add("删掉话题 " + topic.id(), "Topic " + topic.id() + " is removed");
      }
    }
  }

  private void topic(Topic old, Topic fresh) {
    String zh = "话题 " + fresh.id() + " 的";
    String en = "Topic " + fresh.id() + ": ";
    changed(zh + "时间", en + "times", old.at(), fresh.at());
    lists(zh + "内容", en + "texts", "条", "text", texts(old), texts(fresh));
    changed(zh + "补说时间", en + "still said after", say.length(old.late()), say.length(fresh.late()));
    each(zh + "不打断", en + "not during talk", length(old.lively()), length(fresh.lively()));
    each(zh + "开始日期", en + "first day", text(old.dates().from()), text(fresh.dates().from()));
    each(zh + "结束日期", en + "last day", text(old.dates().until()), text(fresh.dates().until()));
    each(zh + "人设", en + "persona", old.persona(), fresh.persona());
    changed(zh + "私下说", en + "privately", say.onOff(old.privately()), say.onOff(fresh.privately()));
  }

  /** With the days on which each is said. */
  private static List<String> texts(Topic topic) {
    return topic.bank().stream()
        .map(
            entry ->
                entry.text()
                    + (entry.image() == null ? "" : " [" + entry.image().path() + "]")
                    + (entry.dates().equals(Topic.Dates.ALWAYS)
                        ? ""
                        : " ("
                            + text(entry.dates().from())
                            + ".."
                            + text(entry.dates().until())
                            + ")"))
        .toList();
  }

  private void budget(Budget old, Budget fresh) {
    changed("安静的时间", "Quiet hours", old.quietHours(), fresh.quietHours());
    changed("每天主动说几条", "Messages a day by itself", "" + old.aDay(), "" + fresh.aDay());
    changed(
        "两条主动消息之间",
        "Pause between two of them",
        say.length(old.pause()),
        say.length(fresh.pause()));
    changed(
        "每人每天几条主动私信",
        "Private messages a day to one member",
        "" + old.eachADay(),
        "" + fresh.eachADay());
  }

  private @Nullable String length(@Nullable Duration duration) {
    return duration == null ? null : say.length(duration);
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  private static @Nullable String number(@Nullable Integer number) {
    return number == null ? null : number.toString();
  }

  private void changed(String zh, String en, String old, String fresh) {
    if (!old.equals(fresh)) {
      add(
          zh + "从" + say.quoted(old) + "改为" + say.quoted(fresh),
          en + " changed: from " + say.quoted(old) + " to " + say.quoted(fresh));
    }
  }

  /** Something that may be new or gone. */
  private void each(String zh, String en, @Nullable String old, @Nullable String fresh) {
    if (Objects.equals(old, fresh)) {
      return;
    }
    if (old == null) {
      add("新增" + zh + "：" + fresh, en + " is new: " + fresh);
    } else if (fresh == null) {
      add("删掉" + zh, en + " is removed");
    } else {
      changed(zh, en, old, fresh);
    }
  }

  private void lists(
      String zh, String en, String unitZh, String unitEn, List<String> old, List<String> fresh) {
    RuleDiff.lists(say, zh, en, unitZh, unitEn, old, fresh, all);
  }
}
