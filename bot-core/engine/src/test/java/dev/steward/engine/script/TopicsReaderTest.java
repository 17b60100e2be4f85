package dev.steward.engine.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
  private static final String ATTENTION =
      "attention: {quiet-hours: 22:30-08:00, a-day: 3, pause: 1h, each-a-day: 1}\n";

  private static Topics read(String text) {
    return Objects.requireNonNull(Written.good().with("topics.yaml", text).pack().topics());
  }

  @Test
  void everythingThatIsWrittenIsRead() {
    Topics topics =
        read(
            """
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
    assertThat(topic.bank()).extracting(Topic.Entry::text).containsExactly("一", "二");
    assertThat(topic.late()).isEqualTo(Duration.ofHours(2));
    assertThat(topic.lively()).isEqualTo(Duration.ofMinutes(5));
    assertThat(topic.on(LocalDate.of(2026, 12, 31))).hasSize(2);
    assertThat(topic.on(LocalDate.of(2027, 1, 1))).isEmpty();
    assertThat(topic.on(LocalDate.of(2026, 11, 30))).isEmpty();
    assertThat(Written.good().pack().topics()).as("without the file").isNull();
  }

  @Test
  void everySlipIsToldWithItsPlace() {
    PackReading reading =
        Written.good()
            .with(
                "topics.yaml",
                """
                quiet-hours: 22:30-08:00
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
            "Topic a: times changed: from \"每天 08:00\" to \"每天 08:30\"",
            "Topic a: not during talk is new: 5 minutes",
            "New topic c: 每天 10:00, 2 texts",
            "Topic b is removed");
  }

  @Test
  void thePackSaysHowMuchIsSaid() {
    Budget budget = Written.good().with("pack.yaml", Written.PACK + ATTENTION).pack().budget();
    assertThat(budget.aDay()).isEqualTo(3);
    assertThat(budget.pause()).isEqualTo(Duration.ofHours(1));
    assertThat(budget.eachADay()).isEqualTo(1);
    assertThat(budget.quietAt(LocalTime.of(23, 0))).isTrue();
    assertThat(budget.quietAt(LocalTime.of(7, 59))).isTrue();
    assertThat(budget.quietAt(LocalTime.of(8, 0))).isFalse();
    assertThat(Written.good().pack().budget()).isEqualTo(Budget.USUAL);
    assertThat(
            PackDiff.sentences(
                Written.good().pack(),
                Written.good().with("pack.yaml", Written.PACK + ATTENTION).pack(),
                Language.EN))
        .contains(
            "Quiet hours changed: from \"\" to \"22:30-08:00\"",
            "Messages a day by itself changed: from \"12\" to \"3\"");
  }

  @Test
  void aBankMayBeASheetWithPicturesAndDates() throws IOException {
    byte[] sheet =
        Written.sheet(
            new Object[] {"内容", "图片", "开始", "结束"},
            new Object[] {"小米粥 {{brand}}", "images/congee.png", LocalDate.of(2026, 11, 3)},
            new Object[] {"南瓜泥", "", "2026-12-01", "2026-12-31"});
    Pack pack =
        Written.good()
            .with("topics.yaml", "topics: {food: {at: 每天 11:00, bank: banks/food.xlsx}}")
            .with("banks/food.xlsx", sheet)
            .with("images/congee.png", Written.PNG)
            .pack();
    List<Topic.Entry> bank = Objects.requireNonNull(pack.topics()).topics().getFirst().bank();
    assertThat(bank).extracting(Topic.Entry::text).containsExactly("小米粥 {{brand}}", "南瓜泥");
    PackImage image = Objects.requireNonNull(bank.getFirst().image());
    assertThat(image.media().mimeType()).isEqualTo("image/png");
    assertThat(image.media().ref()).startsWith("steward:");
    assertThat(bank.getFirst().dates().from()).isEqualTo(LocalDate.of(2026, 11, 3));
    assertThat(bank.get(1).dates().on(LocalDate.of(2027, 1, 1))).isFalse();
    assertThat(bank.getFirst().mark()).hasToString("banks/food.xlsx[题库]:2:1");
  }

  @Test
  void slipsInBanksAndPicturesAreTold() throws IOException {
    byte[] sheet =
        Written.sheet(
            new Object[] {"内容", "图片", "结束"},
            new Object[] {"一 {{brnad}}", "images/none.png", "明天"},
            new Object[] {"", "images/bad.png"});
    PackReading reading =
        Written.good()
            .with(
                "topics.yaml",
                """
                topics:
                  a: {at: 每天 11:00, bank: banks/food.xlsx}
                  b: {at: 每天 11:00, bank: banks/fod.xlsx}
                  c: {at: 每天 11:00, say: x, bank: banks/food.xlsx}
                  d: {at: 每天 11:00, say: x, persona: techer}
                  e: {at: 每天 11:00, say: x, privately: true}
                  f: {at: 每天 11:00, say: "{{names}}"}
                """)
            .with("banks/food.xlsx", sheet)
            .with("images/bad.png", "no picture")
            .read();
    assertThat(Written.places(reading.problems()))
        .containsExactlyInAnyOrder(
            "banks/food.xlsx[题库]:2:2 missing-file",
            "banks/food.xlsx[题库]:2:3 bad-date",
            "banks/food.xlsx[题库]:3:1 missing-key",
            "banks/food.xlsx[题库]:3:2 bad-picture",
            "topics.yaml:3:27 missing-file",
            "topics.yaml:4:35 say-and-bank",
            "topics.yaml:5:38 unknown-persona",
            "topics.yaml:6:40 privately-to-whom",
            "topics.yaml:7:27 unknown-variable");
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
