package dev.steward.engine.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What the check says of rules that are fine each, and not beside each other. */
final class RuleLintTest {
  private static List<String> problems(String rules) {
    PackReading reading =
        Written.good()
            .with("rules.yaml", "clauses: {no-ads: 不发外部广告}\nrules:\n" + rules.indent(2))
            .read();
    return reading.problems().stream()
        .map(problem -> problem.mark().line() + " " + problem.code() + ": " + problem.en())
        .toList();
  }

  private static String rule(String id, String check) {
    return id + ":\n  clause: no-ads\n  " + check + "\n";
  }

  @Test
  void aRuleWhoseWordsAreAllHitBefore() {
    assertThat(problems(rule("ads", "words: [加微信, 代购]") + rule("more", "words: [加微信群, 找我代购]")))
        .containsExactly(
            "6 unreachable-rule: the rule more can never decide: whatever it would hit, ads before"
                + " it hits first");
  }

  @Test
  void aSingleWordThatIsHitBefore() {
    assertThat(
            problems(rule("ads", "words: [加微信, art]") + rule("more", "words: [加微信群, 批发价出, party]")))
        .containsExactly("8 shadowed-word: 加微信群 can never decide: the rule ads hits it first");
  }

  @Test
  void aLooserWordIsNotShadowedNorOneBehindConditions() {
    assertThat(
            problems(
                rule("ads", "words: [加微信]")
                    + rule("more", "words: [加微信群 = loose]")
                    + rule("late", "words: [代购]\n  when: {newer-than: 1d}")
                    + rule("last", "words: [找我代购]")))
        .isEmpty();
  }

  @Test
  void linksThatAreForbiddenBefore() {
    assertThat(
            problems(
                rule("outside", "links: {allow: [shop.example.com], others: forbid}")
                    + rule("bad", "links: {deny: [bad.example.org]}")))
        .singleElement()
        .asString()
        .startsWith("6 unreachable-rule");
  }

  @Test
  void whatOneRuleAllowsAndAnotherForbids() {
    assertThat(
            problems(
                rule("outside", "links: {allow: [shop.example.com], others: forbid}")
                    + rule("partners", "links: {allow: [partner.example.org, shop.example.com]}")))
        .anyMatch(
            line ->
                line.equals(
                    "6 contradiction: partner.example.org is allowed here, and forbidden by the"
                        + " rule outside"));
  }

  @Test
  void contactsAndGoodsThatOneRuleAllowsAndAnotherForbids() {
    assertThat(
            problems(
                rule("outside", "contacts: {kinds: [微信, QQ], allow: [brand_kf]}")
                    + rule("helpers", "contacts: {kinds: [微信], allow: [Brand_KF, helper_li]}")
                    + rule("phones", "contacts: {kinds: [电话], allow: ['13800000000']}")))
        .as("a number of another kind is nobody's business")
        .containsExactly(
            "6 contradiction: helper_li is allowed here, and forbidden by the rule outside");
    assertThat(
            problems(
                rule("helpers", "contacts: {kinds: [微信], allow: [brand_kf, helper_li]}")
                    + rule("outside", "contacts: {kinds: [微信, QQ], allow: [brand_kf]}")))
        .as("in whatever order")
        .containsExactly(
            "3 contradiction: helper_li is allowed here, and forbidden by the rule outside");
    assertThat(
            problems(
                rule("shops", "shops: {own: [shop.example.com]}")
                    + rule("partners", "shops: {own: [shop.example.com/a, item.jd.com/77]}")))
        .contains(
            "6 contradiction: item.jd.com/77 is allowed here, and forbidden by the rule shops")
        .noneMatch(line -> line.contains("shop.example.com/a is allowed"));
  }

  @Test
  void anAllowedIdIsHeldAgainstRulesThatLookAtItsOwnKind() {
    assertThat(
            problems(
                rule("chats", "contacts: {kinds: [微信]}")
                    + rule("numbers", "contacts: {kinds: [微信, 电话], allow: ['4001234567']}")))
        .as("a service number is nobody's WeChat id")
        .isEmpty();
    assertThat(
            problems(
                rule("phones", "contacts: {kinds: [电话]}")
                    + rule("numbers", "contacts: {kinds: [微信, 电话], allow: ['4001234567']}")
                    + rule("helpers", "contacts: {kinds: [微信, 电话], allow: [helper_li]}")))
        .as("and a helper's id no number")
        .contains("6 contradiction: 4001234567 is allowed here, and forbidden by the rule phones")
        .noneMatch(
            line -> line.contains("helper_li is allowed here, and forbidden by the rule ph"));
    assertThat(
            problems(
                rule("chats", "contacts: {kinds: [微信]}")
                    + rule("helpers", "contacts: {kinds: [微信, QQ], allow: [helper_li]}")))
        .containsExactly(
            "6 contradiction: helper_li is allowed here, and forbidden by the rule chats");
    assertThat(
            problems(
                rule("taobao", "shops: {platforms: [淘宝]}")
                    + rule("shops", "shops: {platforms: [淘宝, 京东], own: [item.jd.com/77]}")))
        .as("what is at JD is not at Taobao")
        .isEmpty();
    assertThat(
            problems(
                rule("jd", "shops: {platforms: [京东]}")
                    + rule("shops", "shops: {platforms: [淘宝, 京东], own: [item.jd.com/77]}")))
        .contains("6 contradiction: item.jd.com/77 is allowed here, and forbidden by the rule jd");
  }

  @Test
  void evidenceThatCanNeverBeFound() {
    String find =
        "evidence:\n    find:\n      a: {words: [加微信], weight: 40}\n"
            + "      b: {words: [代购], weight: 40}\n      c: {words: [拼团], weight: 40}\n    ";
    assertThat(problems(rule("ads", find + "at-least: 80\n    none: [b]"))).isEmpty();
    assertThat(problems(rule("ads", find + "at-least: 100\n    none: [b]")))
        .as("what may not be there adds nothing")
        .containsExactly(
            "3 evidence-never: the rule ads can never hit: without none, all weights together are"
                + " 80 and never reach 100");
    assertThat(problems(rule("ads", find + "all: [a, b]\n    none: [b]")))
        .containsExactly(
            "3 evidence-never: the rule ads can never hit: b must be found and must not");
    assertThat(problems(rule("ads", find + "any: [b, c]\n    none: [b, c]")))
        .containsExactly(
            "3 evidence-never: the rule ads can never hit: b, c must be found and must not");
    assertThat(problems(rule("ads", find + "any: [a, b]\n    none: [b]"))).isEmpty();
  }

  @Test
  void conditionsThatExcludeEachOther() {
    assertThat(
            problems(
                rule("ads", "words: [加微信]\n  when: {newer-than: 1d, older-than: 7d}")
                    + rule(
                        "new",
                        "newcomer: {within: 1d, may-not-post: [链接]}\n  when: {older-than: 2d}")))
        .containsExactly(
            "3 impossible-conditions: the rule ads can never hit: newer-than, older-than exclude"
                + " each other",
            "7 impossible-conditions: the rule new can never hit: newcomer, older-than exclude each"
                + " other");
  }

  @Test
  void aWordThatIsTooShortToBeToldByItsSound() {
    assertThat(problems(rule("ads", "words: [加我微信 = sound, 微信 = 谐音]")))
        .containsExactly(
            "5 too-short-to-sound: 微信: with fewer than three Chinese characters too much sounds"
                + " like it, so that sound-alikes don't count; of two characters only pinyin does");
  }

  @Test
  void theSameCheckOnceMore() {
    assertThat(
            problems(
                rule("flood", "flood: {more-than: 5, within: 10s}")
                    + rule("flood-2", "flood: {more-than: 8, within: 5s}")
                    + rule("like", "resembles: {kinds: [广告, 引流], at-least: 60}")
                    + rule("like-2", "resembles: {kinds: [广告], at-least: 80}")
                    + rule("contacts", "contacts: {}")
                    + rule("contacts-2", "contacts: {kinds: [QQ], allow: [brand]}")))
        .hasSize(3)
        .allMatch(line -> line.contains("unreachable-rule"));
  }
}
