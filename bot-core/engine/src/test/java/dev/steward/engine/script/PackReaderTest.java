package dev.steward.engine.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Role;
import dev.steward.engine.script.Ladder.Sanction;
import dev.steward.engine.script.Ladder.Step;
import dev.steward.engine.script.RuleCheck.Kind;
import dev.steward.engine.script.RuleCheck.Match;
import dev.steward.engine.script.RuleCheck.Word;
import dev.steward.engine.text.Contact;
import dev.steward.engine.text.ShopShare;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackReaderTest {
  private static final String HEAD =
      "clauses:\n  no-ads: 不发广告\nrules:\n  ads:\n    clause: no-ads\n";

  @Test
  void anEmojiMayStandAnywhere() {
    for (int before = 980; before < 1_060; before++) {
      String text =
          "# " + "x".repeat(before) + "👍\ntitle: 母婴群 👍\nlanguage: zh\nvalues: {brand: 示例}\n";
      assertThat(Written.good().with("pack.yaml", text).pack().title())
          .as("after %d characters", before)
          .isEqualTo("母婴群 👍");
    }
  }

  @Test
  void readsThePackHead() {
    Pack pack =
        Written.good()
            .with("pack.yaml", Written.PACK + "zone: Europe/London\nhelp: ['看 {{brand}}']\n")
            .pack();
    assertThat(pack.name()).isEqualTo("mama");
    assertThat(pack.title()).isEqualTo("母婴群");
    assertThat(pack.zone()).isEqualTo(ZoneId.of("Europe/London"));
    assertThat(pack.values()).containsEntry("brand", "示例");
    assertThat(pack.personas().keySet()).containsExactly("assistant", "teacher");
    assertThat(pack.helpLines()).containsExactly("看 {{brand}}");
    assertThat(pack.welcome())
        .isEqualTo(
            new Welcome(
                Duration.ofSeconds(60),
                "欢迎 {{names}}",
                false,
                "我知道了",
                new SourceMark("welcome.yaml", 1, 7)));
  }

  @Test
  void aPackOfOnlyATitleIsEnough() {
    Pack pack =
        Written.good()
            .with("pack.yaml", "title: x\n")
            .without("rules.yaml")
            .without("welcome.yaml")
            .pack();
    assertThat(pack.personas()).hasSize(1);
    assertThat(pack.rules().ladders()).containsKey("default");
    assertThat(pack.welcome()).isNull();
    assertThat(pack.zone()).isEqualTo(ZoneId.of("Asia/Shanghai"));
  }

  @Test
  void laddersSpeakChineseAndEnglish() {
    Pack pack =
        Written.good()
            .with(
                "rules.yaml",
                Written.RULES + "ladders:\n  default: [警告, 禁言 10分钟, mute 1h30m, 移出]\n")
            .pack();
    assertThat(pack.rules().ladders().get("default"))
        .isEqualTo(
            new Ladder(
                List.of(
                    new Step(Sanction.WARN, Duration.ZERO),
                    new Step(Sanction.MUTE, Duration.ofMinutes(10)),
                    new Step(Sanction.MUTE, Duration.ofMinutes(90)),
                    new Step(Sanction.KICK, Duration.ZERO))));
  }

  @Test
  void everyCheckIsRead() {
    assertThat(check("words: [加我微信, '加V进群 = loose']"))
        .isEqualTo(
            new RuleCheck.Words(
                List.of(
                    new Word("加我微信", Match.NORMAL, new SourceMark("rules.yaml", 6, 13)),
                    new Word("加V进群", Match.LOOSE, new SourceMark("rules.yaml", 6, 20)))));
    assertThat(check("patterns: ['(?i)v[0-9]{6}']"))
        .isEqualTo(new RuleCheck.Patterns(List.of("(?i)v[0-9]{6}")));
    assertThat(check("links: {allow: [shop.example-brand.com]}"))
        .isEqualTo(new RuleCheck.Links(List.of("shop.example-brand.com"), List.of(), true));
    assertThat(check("links: {deny: [bad.example.com]}"))
        .isEqualTo(new RuleCheck.Links(List.of(), List.of("bad.example.com"), false));
    assertThat(check("flood: {more-than: 5, within: 5s}"))
        .isEqualTo(new RuleCheck.Flood(5, Duration.ofSeconds(5)));
    assertThat(check("repeats: {times: 3, within: 10分钟}"))
        .isEqualTo(new RuleCheck.Repeats(3, Duration.ofMinutes(10)));
    assertThat(check("newcomer: {within: 1天, may-not-post: [链接, card]}"))
        .isEqualTo(new RuleCheck.Newcomer(Duration.ofDays(1), Set.of(Kind.LINK, Kind.CARD)));
    assertThat(check("mentions: {at-most: 5}")).isEqualTo(new RuleCheck.Mentions(5, false));
    assertThat(check("resembles: {kinds: [广告, loans]}"))
        .isEqualTo(
            new RuleCheck.Resembles(
                Set.of(RuleCheck.Misdeed.AD_EXTERNAL, RuleCheck.Misdeed.LOAN), 60));
    assertThat(check("contacts: {kinds: [微信, QQ], allow: [Brand_kf01]}"))
        .isEqualTo(
            new RuleCheck.Contacts(
                Set.of(Contact.Kind.WECHAT, Contact.Kind.QQ), List.of("Brand_kf01")));
    assertThat(check("contacts: {}"))
        .isEqualTo(new RuleCheck.Contacts(Set.of(Contact.Kind.values()), List.of()));
    assertThat(check("shops: {platforms: [淘宝, short], own: ['https://item.jd.com/100']}"))
        .isEqualTo(
            new RuleCheck.Shops(
                Set.of(ShopShare.Platform.TAOBAO, ShopShare.Platform.SHORT),
                List.of("https://item.jd.com/100")));
    assertThat(check("qr-codes: {allow: [Shop.example-brand.com]}"))
        .isEqualTo(new RuleCheck.QrCodes(List.of("shop.example-brand.com")));
    assertThat(
            check(
                "evidence: {find: {who: {contacts: {}, weight: 40},"
                    + " many: {mentions: {at-most: 2}, weight: 30}}, at-least: 70, none: [many]}"))
        .isEqualTo(
            new RuleCheck.Evidence(
                List.of(
                    new RuleCheck.Part(
                        "who",
                        new RuleCheck.Contacts(Set.of(Contact.Kind.values()), List.of()),
                        40),
                    new RuleCheck.Part("many", new RuleCheck.Mentions(2, false), 30)),
                70,
                Set.of(),
                Set.of(),
                Set.of("many")));
  }

  private static RuleCheck check(String line) {
    Pack pack = Written.good().with("rules.yaml", HEAD + "    " + line + "\n").pack();
    return pack.rules().rules().getFirst().check();
  }

  @Test
  void everyConditionIsRead() {
    String when =
        """
            words: [加我微信]
            when:
              newer-than: 7d
              older-than: 1h
              first-messages: 3
              strikes-at-least: 2
              role: [成员]
              between: 22:00-8:30
              days: [周末, mon]
              has: [图片]
              longer-than: 20
              addressed: false
              replies: true
              cel: member.days < 3
        """
            .indent(2)
            .replaceAll("(?m)^      ", "    ");
    Rule rule = Written.good().with("rules.yaml", HEAD + when).pack().rules().rules().getFirst();
    assertThat(rule.conditions())
        .containsExactly(
            new Condition.NewerThan(Duration.ofDays(7)),
            new Condition.OlderThan(Duration.ofHours(1)),
            new Condition.FirstMessages(3),
            new Condition.StrikesAtLeast(2),
            new Condition.RoleIn(Set.of(Role.MEMBER)),
            new Condition.Between(LocalTime.of(22, 0), LocalTime.of(8, 30)),
            new Condition.OnDays(Set.of(DayOfWeek.MONDAY, DayOfWeek.SATURDAY, DayOfWeek.SUNDAY)),
            new Condition.Has(Set.of(Kind.IMAGE)),
            new Condition.LongerThan(20),
            new Condition.Addressed(false),
            new Condition.Replies(true),
            new Condition.Cel("member.days < 3"));
  }

  @Test
  void wordListsHaveCommentsAndLooseness() {
    Pack pack =
        Written.good()
            .with("rules.yaml", HEAD + "    words: {file: words/ads.txt, match: 宽松}\n")
            .with("words/ads.txt", "# 广告\n加我微信   # 常见\n\n  扫码进群 = exact\n")
            .pack();
    assertThat(pack.rules().rules().getFirst().check())
        .isEqualTo(
            new RuleCheck.Words(
                List.of(
                    new Word("加我微信", Match.LOOSE, new SourceMark("words/ads.txt", 2, 1)),
                    new Word("扫码进群", Match.EXACT, new SourceMark("words/ads.txt", 4, 3)))));
  }

  @Test
  void noYesOnOffAndTimesStayTexts() {
    Pack pack =
        Written.good()
            .with("pack.yaml", "title: no\nvalues: {a: on, b: 12:30, c: 0123, d: yes}\n")
            .pack();
    assertThat(pack.title()).isEqualTo("no");
    assertThat(pack.values())
        .containsEntry("a", "on")
        .containsEntry("b", "12:30")
        .containsEntry("c", "0123")
        .containsEntry("d", "yes");
  }

  /** One slip in pack.yaml a row: the text, then where it is found and what it is called. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "title：母婴群 | 1:6 full-width-punctuation",
        "title: a\\nlanguage：en | 2:9 full-width-punctuation",
        "title: a\\nvalues:\\n\\tb: c | 3:1 tab",
        "title: a\\ntitle: b | 2:1 duplicate-key",
        "title: a\\ntitel: b | 2:1 unknown-key",
        "language: zh | 1:1 missing-key",
        "title: [a] | 1:8 wrong-type",
        "title: a\\nhelp: b | 2:7 wrong-type",
        "title: a\\nhelp: 【b，c】 | 2:7 full-width-punctuation",
        "title: a\\nlanguage: fr | 2:11 unknown-word",
        "title: a\\nlanguage: “zh” | 2:11 full-width-punctuation",
        "title: a\\nzone: Asia/Shangai | 2:7 bad-zone",
        "title: a\\nzone: UTC+8 | 2:7 bad-zone",
        "title: | 1:7 empty-value",
        "title: null | 1:8 needs-quotes",
        "title: a\\nhelp: ['{{nobody}}'] | 2:9 unknown-variable",
        "title: a\\nhelp: ['你好 {{group'] | 2:12 template-unclosed",
        "title: a\\nhelp: ['{{#group}}x'] | 2:9 template-unclosed",
        "title: a\\nhelp: ['{{>group}}x'] | 2:9 template-tag",
        "title: a\\nhelp: ['{group}'] | 2:9 template-one-brace",
        "title: a\\nhelp: ['｛｛group｝｝'] | 2:9 full-width-punctuation",
        "title: a\\nhelp:\\n  - {{group}} 你好 | 3:5 template-needs-quotes",
        "title: a\\nvalues: {name: b} | 2:10 reserved-name",
        "title: a\\nvalues: {'a b': b} | 2:10 bad-name",
        "title: a\\npersonas: {a: {kind: 老师}} | 2:15 missing-key",
        "title: &x a | 1:8 anchor",
        "title: *x | 1:8 alias",
        "title: !!str a | 1:8 tag",
        "title: a\\n---\\ntitle: b | 2:1 second-document",
        "%YAML 1.2\\n---\\ntitle: a | 1:1 directive",
        "title: 'a | 1:8 unclosed-quote",
        "title: a\\nhelp\\nzone: Asia/Shanghai | 2:1 missing-colon",
        "title: a: b | 1:9 unexpected-colon",
        "title: @all | 1:8 needs-quotes",
        "title: a\\nhelp: [b | 2:7 unclosed-bracket",
        "title: a\\n－ b | 2:1 full-width-punctuation",
        "title: a\\u0007b | 1:9 invisible-character",
        "[a] | 1:1 wrong-type",
        "# only this | 1:1 empty-file",
      })
  void findsTheSlip(String text, String expected) {
    String written = text.replace("\\n", "\n").replace("\\t", "\t").replace("\\u0007", "\u0007");
    PackReading reading =
        Written.good()
            .with("pack.yaml", written)
            .without("rules.yaml")
            .without("welcome.yaml")
            .read();
    assertThat(Written.places(reading.problems()))
        .first()
        .isEqualTo("pack.yaml:" + expected.strip());
    assertThat(reading.pack()).isNull();
    assertThat(reading.problems()).allSatisfy(p -> assertThat(p.zh() + p.en()).isNotBlank());
  }

  /** One slip in a rule a row. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "words: [加] | 6:13 word-too-short",
        "words: ['加 = loose'] | 6:14 word-too-short",
        "words: [加我微信 = lose] | 6:20 unknown-match",
        "words: [''] | 6:13 empty-value",
        "words: {match: loose} | 6:12 no-words",
        "words: {file: words/none.txt} | 6:19 unknown-file",
        "words: words/ads.txt | 6:12 wrong-type",
        "patterns: ['ok', '(abc'] | 6:23 bad-pattern",
        "patterns: ['a*'] | 6:17 bad-pattern",
        "links: {allow: ['https://a.example.com/x']} | 6:21 bad-host",
        "links: {others: allow} | 6:12 links-never",
        "links: {others: 是} | 6:21 unknown-word",
        "flood: {more-than: 5} | 6:12 missing-key",
        "flood: {more-than: 五, within: 5s} | 6:24 bad-number",
        "flood: {more-than: 5, within: 5} | 6:35 bad-duration",
        "flood: {more-than: 5, within: 400d} | 6:35 bad-duration",
        "newcomer: {within: 1d, may-not-post: [链结]} | 6:43 unknown-word",
        "mentions: {at-most: -1} | 6:25 bad-number",
        "resembles: {kinds: [广告], at-least: 100} | 6:40 bad-number",
        "resembles: {kinds: [广高]} | 6:25 unknown-word",
        "nothing: 1 | 4:3 missing-check",
        "clause: x | 4:3 missing-check",
        "words: [加我微信]\\n    flood: {more-than: 5, within: 5s} | 4:3 two-checks",
        "copies: {members: 3, within: 5m}\\n"
            + "  s:\\n"
            + "    clause: c\\n"
            + "    copies: {members: 4, within: 5m} | 7:3 two-copies",
        "words: [加我微信]\\n    ladder: soft | 7:13 unknown-ladder",
        "words: [加我微信]\\n    delete: 是 | 7:13 not-true-or-false",
        "words: [加我微信]\\n    delete: no | 7:13 not-true-or-false",
        "words: [加我微信]\\n    notice: '你好 {{nane}}' | 7:17 unknown-variable",
        "words: [加我微信]\\n    when: {between: 25:00-08:00} | 7:21 bad-time",
        "words: [加我微信]\\n    when: {cel: member.dayz < 3} | 7:17 cel",
        "words: [加我微信]\\n    when: {cel: member.days <} | 7:30 cel",
        "words: [加我微信]\\n    when: {has: []} | 7:17 empty-value",
      })
  void findsTheSlipInARule(String lines, String expected) {
    String text = HEAD + "    " + lines.strip().replace("\\n", "\n") + "\n";
    PackReading reading = Written.good().with("rules.yaml", text).read();
    assertThat(Written.places(reading.problems())).contains("rules.yaml:" + expected.strip());
    assertThat(reading.pack()).isNull();
  }

  @Test
  void allProblemsOfAllFilesAreFound() {
    PackReading reading =
        Written.good()
            .with("pack.yaml", "title：a\nlanguage: zz\nzone: x\n")
            .with(
                "rules.yaml",
                """
                clauses:
                  a：b
                  c: d
                rules:
                  r:
                    clause: zzz
                    words: ['x]
                  s:
                    clause: c
                    flood: {more-than: a, within: b}
                """)
            .with("welcome.yaml", "text: '{{nams}}'\ndigest: 否\n")
            .read();
    assertThat(Written.places(reading.problems()))
        .contains(
            "pack.yaml:1:6 full-width-punctuation",
            "pack.yaml:2:11 unknown-word",
            "pack.yaml:3:7 bad-zone",
            "rules.yaml:2:4 full-width-punctuation",
            "rules.yaml:7:13 unclosed-quote",
            "rules.yaml:10:24 bad-number",
            "rules.yaml:10:35 bad-duration",
            "welcome.yaml:1:8 unknown-variable",
            "welcome.yaml:2:9 not-true-or-false");
  }

  @Test
  void anUnknownClauseIsNamedWithTheNearest() {
    PackReading reading =
        Written.good()
            .with("rules.yaml", Written.RULES.replace("clause: no-ads", "clause: no-adds"))
            .read();
    assertThat(reading.problems())
        .anySatisfy(
            p -> {
              assertThat(p.mark()).isEqualTo(new SourceMark("rules.yaml", 5, 13));
              assertThat(p.code()).isEqualTo("unknown-clause");
              assertThat(p.mendEn()).isEqualTo("did you mean no-ads?");
              assertThat(p.mendZh()).isEqualTo("是不是想写 no-ads？");
            });
  }

  @Test
  void whatIsUnusedIsAWarning() {
    PackReading reading =
        Written.good()
            .with(
                "rules.yaml",
                Written.RULES.replace(
                    "rules:",
                    """
                      kind: 友善
                      doctor: {text: 听医生的, kept-by: 人工}
                    ladders:
                      soft: [无]
                    rules:\
                    """))
            .with("words/x.txt", "abc\n")
            .with("rule.yaml", "a: b\n")
            .read();
    assertThat(Written.places(reading.problems()))
        .containsExactly(
            "rule.yaml:1:1 unused-file",
            "rules.yaml:3:3 unused-clause",
            "rules.yaml:6:3 unused-ladder",
            "words/x.txt:1:1 unused-file");
    assertThat(reading.pack()).isNotNull();
  }

  @Test
  void aRuleThatHitsTheGroupsOwnTextsIsAWarning() {
    PackReading reading =
        Written.good()
            .with(
                "rules.yaml",
                """
                clauses:
                  no-ads: 不要加 我微信
                rules:
                  ads:
                    clause: no-ads
                    words: [加我微信]
                  l:
                    clause: no-ads
                    links: {allow: [a.example.com]}
                """)
            .with("welcome.yaml", "text: '{{names}} 看 https://b.example.com/x'\n")
            .read();
    assertThat(Written.places(reading.problems()))
        .containsExactly("rules.yaml:6:13 hits-own-text", "rules.yaml:7:3 hits-own-text");
  }

  @Test
  void theSameWordTwiceIsAWarning() {
    PackReading reading =
        Written.good().with("rules.yaml", HEAD + "    words: [加我VX, 加我 ｖｘ]\n").read();
    assertThat(Written.places(reading.problems())).containsExactly("rules.yaml:6:19 same-word");
  }

  @Test
  void encodingsAreTold() {
    byte[] gbk = "title: 母婴群\n".getBytes(Charset.forName("GBK"));
    PackReading reading = Written.good().with("pack.yaml", gbk).read();
    assertThat(Written.places(reading.problems())).contains("pack.yaml:1:8 not-utf-8");
    assertThat(reading.problems().getFirst().zh()).contains("GBK");
    assertThat(reading.problems().getFirst().mendZh()).contains("另存为");
    assertThat(reading.problems().getFirst().sourceLine()).isEqualTo("title: 母婴群");

    PackReading utf16 =
        Written.good()
            .with("pack.yaml", "\uFEFFtitle: a\n".getBytes(StandardCharsets.UTF_16LE))
            .read();
    assertThat(Written.places(utf16.problems())).contains("pack.yaml:1:1 not-utf-8");

    PackReading mark = Written.good().with("pack.yaml", "\uFEFF" + Written.PACK).read();
    assertThat(Written.places(mark.problems())).containsExactly("pack.yaml:1:1 byte-order-mark");
    assertThat(mark.pack()).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   \n", "# nothing\n"})
  void emptyFilesAreTold(String text) {
    PackReading reading = Written.good().with("welcome.yaml", text).read();
    assertThat(Written.places(reading.problems())).containsExactly("welcome.yaml:1:1 empty-file");
  }

  @Test
  void tooBigTooDeepTooManyAreTold() {
    assertThat(
            Written.places(
                Written.good().with("rules.yaml", new byte[300 << 10]).read().problems()))
        .contains("rules.yaml:1:1 file-too-big");
    assertThat(
            Written.places(
                Written.good()
                    .with("rules.yaml", "clauses: " + "[".repeat(5_000))
                    .read()
                    .problems()))
        .anyMatch(p -> p.endsWith("too-deep-or-many"));
    assertThat(
            Written.places(
                Written.good()
                    .with("rules.yaml", "repeatable: [" + "a,".repeat(30_000) + "a]")
                    .read()
                    .problems()))
        .anyMatch(p -> p.endsWith("too-deep-or-many"));
  }

  @Test
  void aMissingPackFileIsTold() {
    assertThat(Written.places(Written.good().without("pack.yaml").read().problems()))
        .containsExactly("pack.yaml:1:1 missing-file");
  }
}
