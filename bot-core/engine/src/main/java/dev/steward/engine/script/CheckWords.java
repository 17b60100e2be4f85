package dev.steward.engine.script;

import dev.steward.engine.script.RuleCheck.Match;
import java.time.DayOfWeek;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Says in words what a rule looks for, and when. */
final class CheckWords {
  private CheckWords() {}

  static String of(Wording say, RuleCheck check) {
    return switch (check) {
      case RuleCheck.Words words -> {
        int n = words.words().size();
        String list = say.list(words.words().stream().map(RuleCheck.Word::text).toList());
        yield say.say(n + " 个词：" + list, n + (n == 1 ? " word: " : " words: ") + list);
      }
      case RuleCheck.Patterns patterns ->
          say.say("正则：", "patterns: ") + say.list(patterns.patterns());
      case RuleCheck.Links links -> links(say, links);
      case RuleCheck.Flood flood ->
          say.say(
              say.length(flood.within()) + "内超过 " + flood.messages() + " 条消息",
              "more than " + flood.messages() + " messages within " + say.length(flood.within()));
      case RuleCheck.Repeats repeats ->
          say.say(
              say.length(repeats.within()) + "内同样的话说 " + repeats.times() + " 次",
              "the same text " + repeats.times() + " times within " + say.length(repeats.within()));
      case RuleCheck.Copies copies ->
          say.say(
              say.length(copies.within())
                  + "内有 "
                  + copies.members()
                  + (copies.nearly() ? " 个人发几乎一样的话（至少 " : " 个人发同样的话（至少 ")
                  + copies.letters()
                  + " 个字）",
              (copies.nearly() ? "nearly the same text of at least " : "the same text of at least ")
                  + copies.letters()
                  + " letters by "
                  + copies.members()
                  + " members within "
                  + say.length(copies.within()));
      case RuleCheck.Newcomer newcomer ->
          say.say(
              "入群不到" + say.length(newcomer.within()) + "发：" + kinds(say, newcomer.kinds()),
              "joined less than "
                  + say.length(newcomer.within())
                  + " ago and posts: "
                  + kinds(say, newcomer.kinds()));
      case RuleCheck.Posts posts ->
          say.say("发：" + kinds(say, posts.kinds()), "posts: " + kinds(say, posts.kinds()));
      case RuleCheck.Resembles resembles -> {
        String kinds = any(say, Vocabulary.MISDEEDS, resembles.kinds());
        yield say.say(
            "读起来像" + kinds + "，有 " + resembles.atLeast() + "% 的把握",
            "reads like " + kinds + ", at least " + resembles.atLeast() + "% sure");
      }
      case RuleCheck.Contacts contacts ->
          say.say("联系方式：", "contacts: ")
              + any(say, Vocabulary.CONTACTS, contacts.kinds())
              + except(say, contacts.allow());
      case RuleCheck.Shops shops ->
          say.say("商品链接和口令：", "shop links and tokens: ")
              + any(say, Vocabulary.SHOPS, shops.platforms())
              + except(say, shops.own());
      case RuleCheck.QrCodes codes ->
          say.say("图片里的二维码", "QR codes in pictures") + except(say, codes.allow());
      case RuleCheck.Evidence evidence -> evidence(say, evidence);
      case RuleCheck.Mentions mentions ->
          say.say(
              "一条消息 @ 超过 " + mentions.atMost() + " 人" + (mentions.all() ? "" : "，或 @ 全体成员"),
              "more than "
                  + mentions.atMost()
                  + " members named in one message"
                  + (mentions.all() ? "" : ", or everyone"));
    };
  }

  private static String except(Wording say, List<String> own) {
    return own.isEmpty() ? "" : say.say("，自己的除外：", ", but for our own: ") + say.list(own);
  }

  private static String evidence(Wording say, RuleCheck.Evidence evidence) {
    List<String> parts =
        evidence.parts().stream()
            .map(
                part ->
                    part.name()
                        + say.say("（", " (")
                        + of(say, part.check())
                        + (part.weight() == 0 ? "" : say.say("，", ", ") + part.weight())
                        + say.say("）", ")"))
            .toList();
    List<String> wanted = new java.util.ArrayList<>();
    if (evidence.atLeast() > 0) {
      wanted.add(
          say.say("加起来至少 " + evidence.atLeast(), "adding up to at least " + evidence.atLeast()));
    }
    names(say, "都要有 ", "all of ", evidence.all(), wanted);
    names(say, "至少有一样 ", "any of ", evidence.any(), wanted);
    names(say, "不能有 ", "none of ", evidence.none(), wanted);
    return say.say("几样一起看：", "together: ")
        + say.list(parts)
        + say.say("；", "; ")
        + String.join(say.say("，", ", "), wanted);
  }

  private static void names(
      Wording say, String zh, String en, Set<String> names, List<String> all) {
    if (!names.isEmpty()) {
      all.add(say.say(zh, en) + say.list(names.stream().sorted().toList()));
    }
  }

  private static String links(Wording say, RuleCheck.Links links) {
    List<String> parts = new java.util.ArrayList<>();
    if (!links.allow().isEmpty()) {
      parts.add(say.say("允许 ", "allowed ") + say.list(links.allow()));
    }
    if (!links.deny().isEmpty()) {
      parts.add(say.say("禁止 ", "forbidden ") + say.list(links.deny()));
    }
    parts.add(
        say.say(
            links.others() ? "其他链接都不行" : "其他链接可以",
            links.others() ? "all others forbidden" : "all others allowed"));
    return say.say("链接：", "links: ") + String.join(say.say("，", ", "), parts);
  }

  static String of(Wording say, Condition condition) {
    return switch (condition) {
      case Condition.NewerThan c ->
          say.say("入群不到" + say.length(c.age()), "joined less than " + say.length(c.age()) + " ago");
      case Condition.OlderThan c ->
          say.say("入群满" + say.length(c.age()), "joined at least " + say.length(c.age()) + " ago");
      case Condition.FirstMessages c ->
          say.say("头 " + c.count() + " 条消息", "among the first " + c.count() + " messages");
      case Condition.StrikesAtLeast c ->
          say.say("违规满 " + c.count() + " 次", "at least " + c.count() + " strikes");
      case Condition.RoleIn c -> say.say("身份是", "is ") + any(say, Vocabulary.ROLES, c.roles());
      case Condition.Between c ->
          say.say(c.from() + " 到 " + c.to() + " 之间", "between " + c.from() + " and " + c.to());
      case Condition.OnDays c -> days(say, c.days());
      case Condition.Has c -> say.say("带有", "has ") + kinds(say, c.kinds());
      case Condition.LongerThan c ->
          say.say("超过 " + c.codePoints() + " 个字", "longer than " + c.codePoints() + " characters");
      case Condition.Addressed c ->
          c.yes()
              ? say.say("是对群管家说的", "speaks to Steward")
              : say.say("不是对群管家说的", "doesn't speak to Steward");
      case Condition.Replies c ->
          c.yes() ? say.say("是回复", "is a reply") : say.say("不是回复", "is no reply");
      case Condition.OnGuard c ->
          c.yes() ? say.say("警戒期间", "while on guard") : say.say("不在警戒", "while not on guard");
      case Condition.Cel c -> "cel " + c.expression();
    };
  }

  static String match(Wording say, Match match) {
    return Vocabulary.word(Vocabulary.MATCHES, match, say.language());
  }

  private static String kinds(Wording say, Set<RuleCheck.Kind> kinds) {
    return any(say, Vocabulary.KINDS, kinds);
  }

  private static String days(Wording say, Set<DayOfWeek> days) {
    return new TreeSet<>(days)
        .stream()
            .map(day -> Vocabulary.word(Vocabulary.DAYS, Set.of(day), say.language()))
            .collect(Collectors.joining(say.say("、", ", ")));
  }

  private static <T extends Comparable<T>> String any(
      Wording say, Map<String, T> words, Collection<T> some) {
    return new TreeSet<>(some)
        .stream()
            .map(one -> Vocabulary.word(words, one, say.language()))
            .collect(Collectors.joining(say.say("、", ", ")));
  }
}
