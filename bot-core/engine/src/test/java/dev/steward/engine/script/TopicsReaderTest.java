package dev.steward.engine.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What a manager writes into topics.yaml, and what the diff says of it. */
class TopicsReaderTest {
  private static Topics read(String text) {
    return Objects.requireNonNull(Written.good().with("topics.yaml", text).pack().topics());
  }

  @Test
  void everythingThatIsWrittenIsRead() {
    Topics topics =
        read(
            """
            quiet-hours: 22:30-08:00
            topics:
              夜谈:
                at: 每周三 20:00
                say: [一, 二]
                if-late: 2h
                not-during-talk: 5m
                from: 2026-12-01
                until: "2026-12-31"
            """);
    Topic topic = topics.topics().getFirst();
    assertThat(topic.id()).isEqualTo("夜谈");
    assertThat(topic.say()).containsExactly("一", "二");
    assertThat(topic.late()).isEqualTo(Duration.ofHours(2));
    assertThat(topic.lively()).isEqualTo(Duration.ofMinutes(5));
    assertThat(topic.on(LocalDate.of(2026, 12, 31))).isTrue();
    assertThat(topic.on(LocalDate.of(2027, 1, 1))).isFalse();
    assertThat(topic.on(LocalDate.of(2026, 11, 30))).isFalse();
    assertThat(topics.quietAt(LocalTime.of(23, 0))).isTrue();
    assertThat(topics.quietAt(LocalTime.of(7, 59))).isTrue();
    assertThat(topics.quietAt(LocalTime.of(8, 0))).isFalse();
    assertThat(Written.good().pack().topics()).as("without the file").isNull();
  }

  @Test
  void everySlipIsToldWithItsPlace() {
    PackReading reading =
        Written.good()
            .with(
                "topics.yaml",
                """
                quiet: 22:30-08:00
                topics:
                  a: {at: 每周八 20:00, say: x}
                  b: {at: 每天 20:00, say: "{{brnad}}"}
                  c: {at: 每天 20:00, say: x, from: "2026-02-30"}
                  d: {at: 每天 20:00, say: x, from: "2026-12-02", until: "2026-12-01"}
                """)
            .read();
    assertThat(Written.places(reading.problems()))
        .containsExactly(
            "topics.yaml:1:1 unknown-key",
            "topics.yaml:3:11 bad-times",
            "topics.yaml:4:27 unknown-variable",
            "topics.yaml:5:35 bad-date",
            "topics.yaml:6:56 bad-dates");
    assertThat(reading.problems().get(1).mendEn()).contains("every Tue 19:00");
  }

  @Test
  void whatComesTooOftenIsToldOf() {
    PackReading reading =
        Written.good()
            .with("topics.yaml", "topics: {a: {at: 'cron 0 0/5 * ? * *', say: x}}")
            .read();
    assertThat(Written.places(reading.problems())).containsExactly("topics.yaml:1:18 too-often");
    assertThat(reading.hasErrors()).isFalse();
  }

  @Test
  void theDiffIsInSentences() {
    String old =
        """
        topics:
          a: {at: 每天 08:00, say: 一}
          b: {at: 每天 09:00, say: 二}
        """;
    String fresh =
        """
        quiet-hours: 22:00-07:00
        topics:
          a: {at: 每天 08:30, say: 一, not-during-talk: 5m}
          c: {at: 每天 10:00, say: [三, 四]}
        """;
    assertThat(
            PackDiff.sentences(
                Written.good().with("topics.yaml", old).pack(),
                Written.good().with("topics.yaml", fresh).pack(),
                Language.EN))
        .containsExactly(
            "Quiet hours is new: 22:00-07:00",
            "Topic a: times changed: from \"每天 08:00\" to \"每天 08:30\"",
            "Topic a: not during talk is new: 5 minutes",
            "New topic c: 每天 10:00, 2 texts",
            "Topic b is removed");
  }

  @Test
  void aGroupMayLeaveOutOneTopicOrAll() {
    Pack pack = Written.good().with("topics.yaml", Written.TOPICS).pack();
    byte[] file =
        """
        groups:
          - {group: web:1, pack: mama, off: [morning]}
          - {group: web:2, pack: mama, off: [topics]}
        """
            .getBytes(StandardCharsets.UTF_8);
    BindingsReading reading = BindingsReader.read("groups.yaml", file, Map.of("mama", pack));
    assertThat(reading.problems()).isEmpty();
    List<Binding> bindings = reading.bindings();
    assertThat(Objects.requireNonNull(bindings.get(0).applyTo(pack).topics()).topics()).isEmpty();
    assertThat(bindings.get(1).applyTo(pack).topics()).isNull();
    assertThat(BindingDifferences.sentences(pack, bindings.get(0), Language.EN))
        .containsExactly("the topic morning is off here");
    assertThat(BindingDifferences.sentences(pack, bindings.get(1), Language.ZH))
        .containsExactly("没有定时的话题");
  }
}
