package dev.steward.engine.script;

import com.google.re2j.Pattern;
import dev.steward.engine.script.RuleCheck.Word;
import dev.steward.engine.text.Contact;
import dev.steward.engine.text.ContactFinder;
import dev.steward.engine.text.LinkFinder;
import dev.steward.engine.text.PatternCheck;
import dev.steward.engine.text.PatternMistake;
import dev.steward.engine.text.ShopFinder;
import dev.steward.engine.text.ShopShare;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.stream.Collectors;

/**
 * What the group itself says: its clauses, its greeting, its answers, its help. A member who quotes
 * it must not be punished for it, so a rule that would hit it is warned of: here after a plain
 * look, and by the real matching where the whole pack is held against it.
 */
public final class OwnTexts {
  private static final java.util.regex.Pattern TAG =
      java.util.regex.Pattern.compile("\\{\\{[^}]*}}");
  private static final java.util.regex.Pattern LINK =
      java.util.regex.Pattern.compile("https?://([\\p{L}\\p{N}.-]{1,250})");

  private static final String HITS = "hits-own-text";
  private static final Both MEND =
      Both.of("把规则写得更具体，或改一改那段文字", "make the rule more specific, or reword that text");

  private final List<Own> own;
  private final Problems problems;

  private OwnTexts(List<Own> own, Problems problems) {
    this.own = own;
    this.problems = problems;
  }

  /**
   * One of the texts.
   *
   * @param what which one, for people
   * @param text without what is filled in when it is said
   */
  public record Own(Both what, String text) {}

  /** All of them. */
  public static List<Own> of(Pack pack) {
    Collector texts = new Collector();
    for (Clause clause : pack.clauses()) {
      texts.add("群规第 " + clause.number() + " 条", "clause " + clause.number(), clause.text());
    }
    Welcome greeting = pack.welcome();
    if (greeting != null) {
      texts.add("欢迎语", "the greeting", greeting.text());
      if (greeting.acknowledge() != null) {
        texts.add("欢迎语的按钮", "the greeting's button", greeting.acknowledge());
      }
    }
    CheckIn daily = pack.checkIn();
    if (daily != null) {
      daily.words().forEach(word -> texts.add("签到的话", "a word for checking in", word));
    }
    Topics spoken = pack.topics();
    if (spoken != null) {
      for (Topic topic : spoken.topics()) {
        topic
            .bank()
            .forEach(
                entry -> texts.add("话题 " + topic.id(), "the topic " + topic.id(), entry.text()));
      }
    }
    Prices desk = pack.prices();
    if (desk != null) {
      desk.words().forEach(word -> texts.add("投诉价格的话", "a word for complaining", word));
    }
    Faq answered = pack.faq();
    if (answered != null) {
      for (Faq.Answer answer : answered.answers()) {
        texts.add("答案 " + answer.id(), "the answer " + answer.id(), answer.say());
        answer
            .asks()
            .forEach(ask -> texts.add("问题 " + answer.id(), "the question " + answer.id(), ask));
      }
    }
    for (Poll poll : pack.polls()) {
      texts.add("投票 " + poll.id(), "the poll " + poll.id(), poll.title());
      poll.options()
          .forEach(
              o -> texts.add("投票 " + poll.id() + " 的选项", "an option of " + poll.id(), o.text()));
    }
    pack.helpLines().forEach(line -> texts.add("帮助", "the help", line));
    pack.rules().repeatable().forEach(phrase -> texts.add("可以重复的话", "a repeatable phrase", phrase));
    pack.rules().rules().forEach(rule -> texts.allowed(rule, rule.check()));
    pack.values()
        .forEach((name, text) -> texts.add("values 里的 " + name, "the value " + name, text));
    return texts.own;
  }

  private static final class Collector {
    final List<Own> own = new ArrayList<>();

    /** What a rule lets through as the group's own: another rule must not hit it. */
    void allowed(Rule rule, RuleCheck check) {
      switch (check) {
        case RuleCheck.Contacts contacts -> allowed(rule, contacts.allow());
        case RuleCheck.Links links -> allowed(rule, links.allow());
        case RuleCheck.Shops shops -> allowed(rule, shops.own());
        case RuleCheck.Evidence evidence ->
            evidence.parts().forEach(part -> allowed(rule, part.check()));
        default -> {}
      }
    }

    private void allowed(Rule rule, List<String> texts) {
      texts.forEach(
          text -> add("规则 " + rule.id() + " 放行的", "what the rule " + rule.id() + " allows", text));
    }

    void add(String zh, String en, String text) {
      own.add(new Own(Both.of(zh, en), TAG.matcher(text).replaceAll(" ")));
    }
  }

  /** The plain look, by words, patterns and addresses as they are written. */
  static void check(Pack pack, Problems problems) {
    OwnTexts texts = new OwnTexts(of(pack), problems);
    pack.rules().rules().forEach(texts::rule);
  }

  private void rule(Rule rule) {
    check(rule, rule.check());
  }

  private void check(Rule rule, RuleCheck check) {
    switch (check) {
      case RuleCheck.Words words -> words(words);
      case RuleCheck.Patterns patterns -> patterns.patterns().forEach(p -> pattern(rule, p));
      case RuleCheck.Links links -> links(rule, links);
      case RuleCheck.Flood flood -> {}
      case RuleCheck.Repeats repeats -> {}
      case RuleCheck.Copies copies -> {}
      case RuleCheck.Newcomer newcomer -> {}
      case RuleCheck.Posts posts -> {}
      case RuleCheck.Mentions mentions -> {}
      case RuleCheck.Resembles resembles -> {}
      case RuleCheck.Contacts contacts -> contacts(rule, contacts);
      case RuleCheck.Shops shops -> shops(rule, shops);
      case RuleCheck.QrCodes codes -> {}
      case RuleCheck.Evidence evidence -> {}
    }
  }

  private void words(RuleCheck.Words words) {
    List<String> plain = own.stream().map(o -> plain(o.text())).toList();
    for (Word word : words.words()) {
      String wanted = plain(word.text());
      for (int i = 0; i < plain.size() && !wanted.isEmpty(); i++) {
        if (plain.get(i).contains(wanted)) {
          hit(word.mark(), own.get(i), word.text());
          break;
        }
      }
    }
  }

  private void pattern(Rule rule, String pattern) {
    try {
      Pattern compiled = PatternCheck.compile(pattern);
      own.stream()
          .filter(o -> compiled.matcher(o.text()).find())
          .findFirst()
          .ifPresent(o -> hit(rule.mark(), o, pattern));
    } catch (PatternMistake alreadyReported) {
      return;
    }
  }

  private void links(Rule rule, RuleCheck.Links links) {
    for (Own text : own) {
      Matcher link = LINK.matcher(text.text());
      while (link.find()) {
        String host = link.group(1).toLowerCase(Locale.ROOT);
        boolean denied = links.deny().stream().anyMatch(h -> covers(h, host));
        boolean allowed = links.allow().stream().anyMatch(h -> covers(h, host));
        if (denied || (links.others() && !allowed)) {
          hit(rule.mark(), text, host);
        }
      }
    }
  }

  private void contacts(Rule rule, RuleCheck.Contacts contacts) {
    Set<String> allowed =
        contacts.allow().stream().map(ContactFinder::plain).collect(Collectors.toSet());
    for (Own text : own) {
      for (Contact contact : ContactFinder.find(text.text())) {
        if (contacts.kinds().contains(contact.kind()) && !allowed.contains(contact.id())) {
          hit(rule.mark(), text, contact.id());
        }
      }
    }
  }

  private void shops(Rule rule, RuleCheck.Shops shops) {
    for (Own text : own) {
      for (ShopShare share : ShopFinder.find(text.text(), LinkFinder.find(text.text()))) {
        if (shops.platforms().contains(share.platform()) && !share.isOneOf(shops.own())) {
          hit(rule.mark(), text, share.what());
        }
      }
    }
  }

  static boolean covers(String host, String other) {
    return other.equals(host) || other.endsWith("." + host);
  }

  private void hit(SourceMark mark, Own text, String what) {
    problems.warning(mark, HITS, what(text, what), MEND);
  }

  private static Both what(Own text, String what) {
    return Both.of(
        "「" + what + "」会命中本群自己的" + text.what().zh() + "；成员引用它就会受罚",
        what + " hits " + text.what().en() + "; a member who quotes it would be punished");
  }

  /** The same warning, for who found it by another look. */
  public static Problem warning(Rule rule, Own text, String what) {
    Both said = what(text, what);
    return new Problem(
        rule.mark(),
        Problem.Severity.WARNING,
        HITS,
        said.zh(),
        said.en(),
        MEND.zh(),
        MEND.en(),
        "");
  }

  /** Whether a text has a word as it is written, spaces, case and width aside. */
  public static boolean has(String text, Word word) {
    String wanted = plain(word.text());
    return !wanted.isEmpty() && plain(text).contains(wanted);
  }

  /** Without spaces, letter case and full-width forms. */
  static String plain(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .replaceAll("\\s+", "");
  }
}
