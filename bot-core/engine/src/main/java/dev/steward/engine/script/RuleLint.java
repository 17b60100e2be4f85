package dev.steward.engine.script;

import dev.steward.engine.script.RuleCheck.Match;
import dev.steward.engine.script.RuleCheck.Word;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Warns of rules that can never decide, since one before them hits all that they would, of words of
 * which the same is true, of hosts, contacts and goods that one rule allows and another forbids,
 * and of conditions that can't hold together, and of evidence that can't be found.
 */
final class RuleLint {
  private static final int MOST_WORDS = 5;

  private final List<Rule> rules;
  private final Problems problems;
  private final IdentityHashMap<Word, String> plain = new IdentityHashMap<>();

  /** Pairs of words that are still compared; large lists are not looked at to the end. */
  private int pairs = 3_000_000;

  private RuleLint(List<Rule> rules, Problems problems) {
    this.rules = rules;
    this.problems = problems;
  }

  static void check(List<Rule> rules, Problems problems) {
    RuleLint lint = new RuleLint(rules, problems);
    for (int i = 0; i < rules.size(); i++) {
      Rule rule = rules.get(i);
      lint.impossible(rule);
      lint.never(rule);
      lint.unreachable(rule, rules.subList(0, i));
    }
    lint.contradictions();
  }

  /** The first that hits decides, unless it has conditions or asks the staff first. */
  private static boolean decides(Rule rule) {
    return rule.conditions().isEmpty() && rule.acts();
  }

  private void unreachable(Rule rule, List<Rule> before) {
    for (Rule earlier : before) {
      if (decides(earlier) && covers(earlier.check(), rule.check())) {
        problems.warning(
            rule.mark(),
            "unreachable-rule",
            Both.of(
                "规则「" + rule.id() + "」永远轮不到：它会命中的，前面的「" + earlier.id() + "」都先命中了",
                "the rule "
                    + rule.id()
                    + " can never decide: whatever it would hit, "
                    + earlier.id()
                    + " before it hits first"),
            Both.of(
                "把它移到「" + earlier.id() + "」前面，或删掉",
                "move it before " + earlier.id() + ", or delete it"));
        return;
      }
    }
    if (rule.check() instanceof RuleCheck.Words words) {
      shadowed(words, before);
    }
  }

  private void shadowed(RuleCheck.Words words, List<Rule> before) {
    int told = 0;
    for (Word word : words.words()) {
      for (Rule earlier : before) {
        if (told < MOST_WORDS
            && decides(earlier)
            && earlier.check() instanceof RuleCheck.Words others
            && others.words().stream().anyMatch(other -> within(other, word))) {
          told++;
          problems.warning(
              word.mark(),
              "shadowed-word",
              Both.of(
                  "「" + word.text() + "」轮不到：前面的规则「" + earlier.id() + "」先命中它",
                  word.text() + " can never decide: the rule " + earlier.id() + " hits it first"),
              Both.of("删掉，或把这条规则移到前面", "delete it, or move this rule before the other"));
          break;
        }
      }
    }
  }

  private String plain(Word word) {
    return plain.computeIfAbsent(word, one -> OwnTexts.plain(one.text()));
  }

  /** Whether whatever the second word hits, the first hits as well. */
  private boolean within(Word first, Word second) {
    if (--pairs < 0) {
      return false;
    }
    boolean asLoose = first.match().compareTo(second.match()) >= 0;
    String a = plain(first);
    String b = plain(second);
    boolean exact = first.match() == Match.EXACT && !first.text().equals(second.text());
    // A word of Latin letters stands alone, so art does not hit party.
    boolean alone = a.codePoints().anyMatch(c -> c < 0x250 && Character.isLetter(c));
    return asLoose && !exact && (alone ? b.equals(a) : b.contains(a));
  }

  /** Whether whatever the second check hits, the first hits as well; no, if that isn't sure. */
  private boolean covers(RuleCheck first, RuleCheck second) {
    if (first instanceof RuleCheck.Words a && second instanceof RuleCheck.Words b) {
      return b.words().stream()
          .allMatch(word -> a.words().stream().anyMatch(other -> within(other, word)));
    }
    if (first instanceof RuleCheck.Links a && second instanceof RuleCheck.Links b) {
      return links(a, b);
    }
    if (first instanceof RuleCheck.Patterns a && second instanceof RuleCheck.Patterns b) {
      return a.patterns().containsAll(b.patterns());
    }
    if (first instanceof RuleCheck.Flood a && second instanceof RuleCheck.Flood b) {
      return a.messages() <= b.messages() && a.within().compareTo(b.within()) >= 0;
    }
    if (first instanceof RuleCheck.Repeats a && second instanceof RuleCheck.Repeats b) {
      return a.times() <= b.times() && a.within().compareTo(b.within()) >= 0;
    }
    if (first instanceof RuleCheck.Newcomer a && second instanceof RuleCheck.Newcomer b) {
      return a.within().compareTo(b.within()) >= 0 && a.kinds().containsAll(b.kinds());
    }
    if (first instanceof RuleCheck.Posts a && second instanceof RuleCheck.Posts b) {
      return a.kinds().containsAll(b.kinds());
    }
    if (first instanceof RuleCheck.Mentions a && second instanceof RuleCheck.Mentions b) {
      return a.atMost() <= b.atMost() && (!a.all() || b.all());
    }
    if (first instanceof RuleCheck.Resembles a && second instanceof RuleCheck.Resembles b) {
      return a.atLeast() <= b.atLeast() && a.kinds().containsAll(b.kinds());
    }
    if (first instanceof RuleCheck.Contacts a && second instanceof RuleCheck.Contacts b) {
      return a.kinds().containsAll(b.kinds()) && b.allow().containsAll(a.allow());
    }
    if (first instanceof RuleCheck.Shops a && second instanceof RuleCheck.Shops b) {
      return a.platforms().containsAll(b.platforms()) && b.own().containsAll(a.own());
    }
    return first instanceof RuleCheck.QrCodes a
        && second instanceof RuleCheck.QrCodes b
        && b.allow().containsAll(a.allow());
  }

  private static boolean links(RuleCheck.Links first, RuleCheck.Links second) {
    boolean denied =
        second.deny().stream()
            .allMatch(
                host ->
                    covered(host, first.deny())
                        || (first.others() && !covered(host, first.allow())));
    boolean others =
        !second.others()
            || (first.others()
                && first.allow().stream().allMatch(host -> covered(host, second.allow())));
    return denied && others;
  }

  private static boolean covered(String host, List<String> by) {
    return by.stream().anyMatch(one -> OwnTexts.covers(one, host));
  }

  private void contradictions() {
    Set<String> told = new HashSet<>();
    for (Rule rule : rules) {
      for (Rule other : rules) {
        if (decides(rule) && !rule.id().equals(other.id()) && !toldBefore(rule, other)) {
          for (String own : allowed(other.check())) {
            if (forbids(rule.check(), other.check(), own) && told.add(own)) {
              contradiction(rule, other, own);
            }
          }
        }
      }
    }
  }

  /** Whether all that is to be said of the second is that it comes too late. */
  private boolean toldBefore(Rule first, Rule second) {
    return !(second.check() instanceof RuleCheck.Links)
        && rules.indexOf(first) < rules.indexOf(second)
        && covers(first.check(), second.check());
  }

  private static List<String> allowed(RuleCheck check) {
    return switch (check) {
      case RuleCheck.Links links -> links.allow();
      case RuleCheck.Contacts contacts -> contacts.allow();
      case RuleCheck.Shops shops -> shops.own();
      default -> List.of();
    };
  }

  /** Whether a check hits what another of its kind allows. */
  private static boolean forbids(RuleCheck check, RuleCheck allowing, String own) {
    if (check instanceof RuleCheck.Links links && allowing instanceof RuleCheck.Links) {
      return covered(own, links.deny()) || (links.others() && !covered(own, links.allow()));
    }
    if (check instanceof RuleCheck.Contacts contacts
        && allowing instanceof RuleCheck.Contacts others) {
      return AllowedKinds.meets(contacts, others, own)
          && contacts.allow().stream().noneMatch(own::equalsIgnoreCase);
    }
    return check instanceof RuleCheck.Shops shops
        && allowing instanceof RuleCheck.Shops others
        && AllowedKinds.meets(shops, others, own)
        && shops.own().stream().noneMatch(own::startsWith);
  }

  private void contradiction(Rule rule, Rule other, String own) {
    String key = rule.check() instanceof RuleCheck.Shops ? "own" : "allow";
    problems.warning(
        other.mark(),
        "contradiction",
        Both.of(
            "这里允许 " + own + "，规则「" + rule.id() + "」却不许",
            own + " is allowed here, and forbidden by the rule " + rule.id()),
        Both.of(
            "在「" + rule.id() + "」的 " + key + " 里也写上，或从这里删掉",
            "add it to " + key + " there as well, or delete it here"));
  }

  /** What may not be found adds no weight, and can't be asked for. */
  private void never(Rule rule) {
    if (!(rule.check() instanceof RuleCheck.Evidence evidence)) {
      return;
    }
    int sum =
        evidence.parts().stream()
            .filter(part -> !evidence.none().contains(part.name()))
            .mapToInt(RuleCheck.Part::weight)
            .sum();
    Set<String> both = new TreeSet<>(evidence.all());
    both.retainAll(evidence.none());
    if (!evidence.any().isEmpty() && evidence.none().containsAll(evidence.any())) {
      both.addAll(evidence.any());
    }
    if (!both.isEmpty()) {
      never(
          rule,
          String.join("、", both) + " 既要有又不许有",
          String.join(", ", both) + " must be found and must not",
          Both.of("从 none 里删掉，或从 all、any 里删掉", "take it out of none, or out of all or any"));
    } else if (sum < evidence.atLeast()) {
      never(
          rule,
          "none 以外的分数加起来才 " + sum + "，到不了 " + evidence.atLeast(),
          "without none, all weights together are "
              + sum
              + " and never reach "
              + evidence.atLeast(),
          Both.of("把 at-least 写小一些，或把分数写大一些", "lower at-least, or raise the weights"));
    }
  }

  private void never(Rule rule, String zh, String en, Both mend) {
    problems.warning(
        rule.mark(),
        "evidence-never",
        Both.of(
            "规则「" + rule.id() + "」永远不会命中：" + zh, "the rule " + rule.id() + " can never hit: " + en),
        mend);
  }

  private void impossible(Rule rule) {
    List<String> clash = new ArrayList<>();
    Condition.NewerThan newer = first(rule, Condition.NewerThan.class);
    Condition.OlderThan older = first(rule, Condition.OlderThan.class);
    if (newer != null && older != null && newer.age().compareTo(older.age()) <= 0) {
      clash.addAll(List.of("newer-than", "older-than"));
    }
    if (older != null
        && rule.check() instanceof RuleCheck.Newcomer newcomer
        && newcomer.within().compareTo(older.age()) <= 0) {
      clash.addAll(List.of("newcomer", "older-than"));
    }
    if (!clash.isEmpty()) {
      String both = String.join(", ", clash).toLowerCase(Locale.ROOT);
      problems.warning(
          rule.mark(),
          "impossible-conditions",
          Both.of(
              "规则「" + rule.id() + "」永远不会命中：" + both + " 不能同时成立",
              "the rule " + rule.id() + " can never hit: " + both + " exclude each other"),
          Both.of("改其中一个，或删掉", "change one of them, or delete it"));
    }
  }

  private static <C extends Condition> @Nullable C first(Rule rule, Class<C> type) {
    return rule.conditions().stream()
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst()
        .orElse(null);
  }
}
