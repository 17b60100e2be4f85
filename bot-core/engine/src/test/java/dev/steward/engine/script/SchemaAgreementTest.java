package dev.steward.engine.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An editor that follows the published schemas and the reader say the same. */
class SchemaAgreementTest {
  private static List<String> disagreements(String schema, String text) {
    Problems problems = new Problems();
    YamlNode.Table table = YamlReader.read(Source.of(schema + ".yaml", text), problems);
    return SchemaCheck.disagreements(schema, Objects.requireNonNull(table)).stream()
        .map(Object::toString)
        .toList();
  }

  @Test
  void theGoodOnesAreGood() {
    assertThat(disagreements("pack", Written.PACK)).isEmpty();
    assertThat(disagreements("rules", Written.RULES)).isEmpty();
    assertThat(disagreements("welcome", Written.WELCOME)).isEmpty();
    assertThat(disagreements("checkin", Written.CHECKIN)).isEmpty();
    assertThat(disagreements("topics", Written.TOPICS)).isEmpty();
    assertThat(disagreements("prices", Written.PRICES)).isEmpty();
    assertThat(disagreements("faq", Written.FAQ)).isEmpty();
    assertThat(disagreements("poll", Written.POLL)).isEmpty();
    assertThat(disagreements("groups", "groups:\n  - {group: web:1, pack: mama}\n")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "title: a\ntitel: b",
        "language: zh",
        "title: [a]",
        "title: a\nhelp: b",
        "title: a\nlanguage: fr",
        "title: a\nzone: UTC",
        "title: a\nvalues: {'a b': b}",
        "title: a\npersonas: {a: {kind: 老师}}",
        "title: a\npersonas: {a: {name: b, kind: 老湿}}",
        "title:",
        "title: null",
        "title: ''",
        "title: a\nvalues: []",
        "title: a\npersonas: {a: b}",
        "title: a\nhelp: [{b: c}]",
      })
  void badPacksAreBadForBoth(String text) {
    assertThat(disagreements("pack", text)).isNotEmpty();
    PackReading reading =
        Written.good().with("pack.yaml", text).without("rules.yaml").without("welcome.yaml").read();
    assertThat(reading.hasErrors()).isTrue();
    assertThat(reading.problems()).extracting(Problem::code).doesNotContain("schema");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "words: []",
        "words: {match: loose}",
        "words: {list: [abc], match: lose}",
        "words: abc",
        "patterns: []",
        "links: {others: maybe}",
        "links: {allow: [not a host]}",
        "flood: {more-than: 5}",
        "flood: {more-than: 0, within: 5s}",
        "flood: {more-than: 5, within: 5}",
        "repeats: {times: 1, within: 5s}",
        "copies: {members: 1, within: 10m}",
        "copies: {members: 3}",
        "copies: {members: 3, within: 10m, at-least-letters: 3}",
        "newcomer: {within: 1d, may-not-post: []}",
        "newcomer: {within: 1d, may-not-post: [x]}",
        "mentions: {at-most: x}",
        "resembles: {kinds: [nonsense]}",
        "resembles: {kinds: []}",
        "resembles: {kinds: [ads], at-least: 20}",
        "nothing: 1",
        "delete: true",
        "words: [abc], flood: {more-than: 5, within: 5s}",
        "words: [abc], delete: 是",
        "words: [abc], tell-staff: 是",
        "words: [abc], ask-first: 是",
        "words: [abc], when: {days: [someday]}",
        "words: [abc], when: {between: 1-2}",
        "words: [abc], when: {longer-than: -1}",
        "words: [abc], when: {has: []}",
        "words: [abc], when: {role: x}",
      })
  void badRulesAreBadForBoth(String body) {
    String text = "clauses: {c: d}\nrules:\n  r: {clause: c, " + body + "}\n";
    assertThat(disagreements("rules", text)).isNotEmpty();
    PackReading reading = Written.good().with("rules.yaml", text).read();
    assertThat(reading.hasErrors()).isTrue();
    assertThat(reading.problems()).extracting(Problem::code).doesNotContain("schema");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ladders: {default: []}",
        "ladders: {default: [ban it]}",
        "ladders: {default: [mute]}",
        "ladders: {default: [kick 3m]}",
        "strikes-expire: 30",
        "clauses: [a]",
        "clauses: {a: {kept-by: people}}",
        "clauses: {a: {text: b, kept-by: me}}",
        "repeatable: a",
        "raid: {joins: 2, within: 30s}",
        "raid: {joins: 10}",
        "warnings: {at-most: -1, within: 1m}",
        "warnings: 3",
        "names: {at-least: 20}",
        "names: {}"
      })
  void badRuleBooksAreBadForBoth(String text) {
    assertThat(disagreements("rules", text)).isNotEmpty();
    assertThat(Written.good().with("rules.yaml", text).read().hasErrors()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text: {a: b}",
        "gather: 60",
        "digest: true",
        "text: '{{names}}'\ndigest: 否",
        "text: a\nbutton: b"
      })
  void badGreetingsAreBadForBoth(String text) {
    assertThat(disagreements("welcome", text)).isNotEmpty();
    assertThat(Written.good().with("welcome.yaml", text).read().hasErrors()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "words: 签到",
        "words: [{a: b}]",
        "day-starts: 4",
        "day-starts: '25:00'",
        "points: many",
        "points: -1",
        "daily-cap: 10001",
        "streaks: [7, 20]",
        "streaks: {1: 5}",
        "streaks: {7: 0}",
        "streaks: {seven: 20}",
        "make-ups: 32",
        "receipt: 30",
        "leaderboard: 是",
        "word: [签到]"
      })
  void badCheckInsAreBadForBoth(String text) {
    assertThat(disagreements("checkin", text)).isNotEmpty();
    PackReading reading = Written.good().with("checkin.yaml", text).read();
    assertThat(reading.hasErrors()).isTrue();
    assertThat(reading.problems()).extracting(Problem::code).doesNotContain("schema");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "quiet-hours: 22:00-08:00",
        "topics: []",
        "topics: {a: {at: 每天 08:00, bank: a.csv}}",
        "topics: {a: {at: 每天 08:00, say: b, persona: []}}",
        "topics: {a: {at: 每天 08:00, say: b, privately: 要}}",
        "topics: {a: {at: 每天 08:00, say: {text: b, picture: c.png}}}",
        "topics: {a: {at: 每天 08:00, say: [{text: b, from: 1}]}}",
        "topics: {a: {say: b}}",
        "topics: {a: {at: 每天 08:00}}",
        "topics: {a: {at: 每天 08:00, say: []}}",
        "topics: {a: {at: 每天 08:00, say: {b: c}}}",
        "topics: {a: {at: 每天 08:00, say: b, if-late: 2}}",
        "topics: {a: {at: 每天 08:00, say: b, from: soon}}",
        "topics: {'a b': {at: 每天 08:00, say: b}}",
        "topics: {a: {at: 每天 08:00, say: b, until: 1.1}}"
      })
  void badTopicsAreBadForBoth(String text) {
    assertThat(disagreements("topics", text)).isNotEmpty();
    PackReading reading = Written.good().with("topics.yaml", text).read();
    assertThat(reading.hasErrors()).isTrue();
    assertThat(reading.problems()).extracting(Problem::code).doesNotContain("schema");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "words: 买贵了",
        "tiers: normal",
        "suspect: 是",
        "line: [a]",
        "hours: 9",
        "hours: day",
        "workdays: 1",
        "first-reply: 4",
        "resolution: soon",
        "protection: 7",
        "patience: []",
        "refund: maybe",
        "coupon: {a: b}",
        "approvers: owner",
        "word: [买贵了]"
      })
  void badPriceDesksAreBadForBoth(String text) {
    assertThat(disagreements("prices", text)).isNotEmpty();
    PackReading reading = Written.good().with("prices.yaml", text).read();
    assertThat(reading.hasErrors()).isTrue();
    assertThat(reading.problems()).extracting(Problem::code).doesNotContain("schema");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "answers: {a: {ask: x}}",
        "answers: {a: {say: x}}",
        "answers: {a: {ask: [], say: x}}",
        "answers: {a: {ask: x, say: y, from: soon}}",
        "answers: {a: {ask: x, say: y, reviewed: perhaps}}",
        "answers: {a: {ask: x, say: y, more: z}}"
      })
  void badAnswersAreBadForBoth(String text) {
    assertThat(disagreements("faq", text)).isNotEmpty();
    PackReading reading = Written.good().with("faq.yaml", text).read();
    assertThat(reading.hasErrors()).isTrue();
    assertThat(reading.problems()).extracting(Problem::code).doesNotContain("schema");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "type: open",
        "title: [a]\ntype: open",
        "title: a\ntype: choice\noptions: {a: b, c: d}",
        "title: a\noptions: [a, b]",
        "title: a\noptions: {a: b}",
        "title: a\noptions: {'a b': b, c: d}",
        "title: a\noptions: {a: b, c: d}\nchoose: many\ntype: multi",
        "title: a\ntype: rating\nscale: 1-7",
        "title: a\ntype: rating\nends: [b]",
        "title: a\ntype: open\nanonymous: 是",
        "title: a\ntype: open\nresults: now",
        "title: a\ntype: open\ncloses: 3",
        "title: a\ntype: open\nreminders: 2h",
        "title: a\ntype: open\nreminders: [soon]",
        "title: a\ntype: open\ngroups: web:a",
        "title: a\ntype: open\nquestion: b"
      })
  void badPollsAreBadForBoth(String text) {
    assertThat(disagreements("poll", text)).isNotEmpty();
    PackReading reading = Written.good().with("polls/a.yaml", text).read();
    assertThat(reading.hasErrors()).isTrue();
    assertThat(reading.problems()).extracting(Problem::code).doesNotContain("schema");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "groups: {}",
        "groups: [{pack: mama}]",
        "groups: [{group: web:1}]",
        "groups: [{group: '1', pack: mama}]",
        "groups: [{group: web:1, pairing-word: abcd, pack: mama}]",
        "groups: [{group: web:1, pack: mama, off: ads}]",
        "group: []"
      })
  void badBindingsAreBadForBoth(String text) {
    assertThat(disagreements("groups", text)).isNotEmpty();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    assertThat(
            BindingsReader.read(
                    "groups.yaml", bytes, java.util.Map.of("mama", Written.good().pack()))
                .hasErrors())
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pack", "rules", "welcome", "checkin", "topics", "prices", "faq", "poll", "groups"
      })
  void everyKeyIsDescribedInBothLanguagesAndKnownToTheReader(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(SchemaCheck.class.getResourceAsStream("schema/" + name + ".json"))) {
      JsonNode schema = JsonMapper.shared().readTree(in);
      assertThat(schema.get("$schema").asString())
          .isEqualTo("https://json-schema.org/draft/2020-12/schema");
      Set<String> keys = new TreeSet<>();
      described(schema, keys);
      assertThat(Keys.ALL).containsAll(keys);
    }
  }

  private static void described(JsonNode node, Set<String> keys) {
    JsonNode properties = node.get("properties");
    if (properties != null) {
      properties
          .properties()
          .forEach(
              e -> {
                keys.add(e.getKey());
                assertThat(e.getValue().get("description").asString())
                    .as(e.getKey())
                    .matches("(?s).*[\\u4e00-\\u9fff].* / .*[a-z].*");
              });
    }
    node.forEach(child -> described(child, keys));
  }
}
