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
